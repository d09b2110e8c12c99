import type { Answer } from './transport/answer.js';
import { BudgetSpent } from './transport/budget.js';

/** Answers that may fail to come before a property stops waiting for more. */
const MAX_WAITS = 2;

/** What one property may spend: a part of the requests that others need, too, and patience with a silent server. */
export class Purse {
  #left: number;
  #waits = 0;

  /**
   * @param allowance requests. Default: no limit but that of the run
   * @param owner name of the property that asks. Default: none by itself
   */
  constructor(
    allowance = Number.POSITIVE_INFINITY,
    readonly owner?: string,
  ) {
    this.#left = allowance;
  }

  /** Requests that are left; Infinity where there is no limit. */
  get left(): number {
    return this.#left;
  }

  /** Answers that did not come in time. */
  get waits(): number {
    return this.#waits;
  }

  /** Takes one request out. @throws BudgetSpent where there is none left, or the server is silent. */
  take(): void {
    if (this.#waits >= MAX_WAITS) throw new BudgetSpent('silence');
    if (this.#left <= 0) throw new BudgetSpent('requests');
    this.#left--;
  }

  /** Looks at what came of a request. */
  saw(answer: Answer): void {
    if (answer.kind === 'no-reply' && answer.reason === 'timeout') this.#waits++;
  }
}
