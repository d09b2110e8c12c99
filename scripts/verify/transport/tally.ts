import type { Answer, FailureReason } from './answer.js';

/** What became of the requests of one operation, in numbers. */
export interface OperationTally {
  /** Requests that left, those that were sent again included. */
  requests: number;
  /** Questions that were asked as a client should. */
  valid: number;
  /** Of those, how many were answered with each status. */
  readonly statuses: Map<number, number>;
  /** Questions without a response, by reason. */
  readonly failures: Map<FailureReason, number>;
  /** Answers that asked for patience, each of which cost a request. */
  throttled: number;
  /** Milliseconds that were waited for that. */
  waited: number;
}

/** Counts what becomes of the requests of a run, by operation, for its warnings. */
export class Tally {
  readonly #operations = new Map<string, OperationTally>();

  /** The counts of one operation. They go on changing while the run goes on. */
  of(operation: string): OperationTally {
    let tally = this.#operations.get(operation);
    if (tally === undefined) {
      tally = { requests: 0, valid: 0, statuses: new Map(), failures: new Map(), throttled: 0, waited: 0 };
      this.#operations.set(operation, tally);
    }
    return tally;
  }

  /** Every operation that was asked, in the order of the first request. */
  get operations(): ReadonlyMap<string, Readonly<OperationTally>> {
    return this.#operations;
  }

  /** @param isBad the question was made to be refused, so that its status tells nothing */
  count(operation: string, answer: Answer, isBad: boolean): void {
    const tally = this.of(operation);
    if (answer.kind === 'no-reply') add(tally.failures, answer.reason);
    else if (!isBad) {
      tally.valid++;
      add(tally.statuses, answer.status);
    }
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
