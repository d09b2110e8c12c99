/** Raised instead of sending a request that the budget does not allow. The property that hits it ends early. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

/** Limits of a {@link Gate}. */
export interface GateOptions {
  /** Requests that may be on their way at once. */
  readonly concurrency: number;
  /** Requests per second; undefined: no limit. */
  readonly rate?: number | undefined;
}

/** Lets requests pass, so many at once and so many a second. One for all operations of a run. */
export class Gate {
  readonly #concurrency: number;
  readonly #interval: number;
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #next = 0;

  constructor({ concurrency, rate }: GateOptions) {
    this.#concurrency = Math.max(1, concurrency);
    this.#interval = rate === undefined ? 0 : 1000 / rate;
  }

  /** Runs a task when its turn has come. */
  async pass<T>(task: () => Promise<T>): Promise<T> {
    while (this.#open >= this.#concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#open++;
    try {
      if (this.#interval > 0) {
        const now = performance.now();
        const turn = Math.max(now, this.#next);
        this.#next = turn + this.#interval;
        if (turn > now) await new Promise((resolve) => setTimeout(resolve, turn - now));
      }
      return await task();
    } finally {
      this.#open--;
      this.#waiting.shift()?.();
    }
  }
}
