import { type Clock, realClock } from './clock.js';

/** What was spent: of a whole run, but for `silence`, which is about one operation or property. */
export type Spent = 'requests' | 'time' | 'interrupted' | 'silence';

const words: Readonly<Record<Spent, string>> = {
  requests: 'the request budget was spent before everything was asked; raise --max-requests',
  time: 'the time was over before everything was asked; raise --max-time',
  silence: 'the server left requests unanswered, so that no more were sent for this',
  interrupted: 'the run was interrupted before everything was asked',
};

/** Raised instead of sending a request that the budget does not allow. Whoever is asking ends early. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor(readonly spent: Spent) {
    super(words[spent]);
  }
}

/** Limits of a {@link Budget}. */
export interface BudgetOptions {
  /** Requests that may leave, those that are sent again included. Default: no limit. */
  readonly maxRequests?: number | undefined;
  /** Milliseconds from now on in which requests may be on their way. Default: no limit. */
  readonly maxTime?: number | undefined;
  /** Ends everything when it aborts. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * What a whole run may spend, over all operations and properties: requests, counted as they leave, and time. There is
 * one for a run, so that no part of it can spend what another one already has.
 */
export class Budget {
  readonly #limit: number;
  readonly #deadline: number;
  readonly #clock: Clock;
  readonly #end = new AbortController();
  readonly #closed = new AbortController();
  #sent = 0;
  #spent: Spent | undefined;

  constructor({ maxRequests, maxTime, signal, clock = realClock }: BudgetOptions = {}) {
    this.#limit = maxRequests ?? Number.POSITIVE_INFINITY;
    this.#clock = clock;
    this.#deadline = clock.now() + (maxTime ?? Number.POSITIVE_INFINITY);
    if (maxTime !== undefined) {
      void clock.sleep(maxTime, this.#closed.signal).then(() => {
        if (!this.#closed.signal.aborted) this.#stop('time');
      });
    }
    if (signal?.aborted) this.#stop('interrupted');
    else {
      signal?.addEventListener('abort', () => this.#stop('interrupted'), { once: true, signal: this.#closed.signal });
    }
  }

  /** Requests that have left. */
  get sent(): number {
    return this.#sent;
  }

  /** Requests that may still leave; Infinity where there is no limit. */
  get left(): number {
    return this.#spent === undefined ? this.#limit - this.#sent : 0;
  }

  /** Milliseconds that are left; Infinity where there is no limit. */
  get timeLeft(): number {
    return Math.max(0, this.#deadline - this.#clock.now());
  }

  /** What ended the run early; undefined where nothing did. Asking for more than there is counts, too. */
  get spent(): Spent | undefined {
    return this.#spent;
  }

  /** Aborts when time is over or the run is interrupted: what is on its way ends then, too. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /**
   * Takes one request out of the budget, just before it leaves.
   *
   * @throws BudgetSpent where there is none left.
   */
  take(): void {
    this.check();
    if (this.#sent >= this.#limit) {
      this.#spent = 'requests';
      throw new BudgetSpent('requests');
    }
    this.#sent++;
  }

  /** @throws BudgetSpent where time is over or the run was interrupted. */
  check(): void {
    if (this.#clock.now() >= this.#deadline) this.#stop('time');
    if (this.#spent !== undefined) throw new BudgetSpent(this.#spent);
  }

  /** Forgets the time limit and the signal. To be called at the end of a run. */
  close(): void {
    this.#closed.abort();
  }

  #stop(spent: Spent): void {
    // Who ran out of requests, and is interrupted then, was interrupted.
    this.#spent = spent;
    this.#end.abort();
  }
}
