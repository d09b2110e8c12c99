import { type Clock, realClock } from './clock.js';

/** Limits of a {@link Gate}. */
export interface GateOptions {
  /** Requests that may be on their way at once. */
  readonly concurrency: number;
  /** Requests per second, a fraction allowed. Default: no limit. */
  readonly rate?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Lets requests pass, so many at once and so many a second. One for all operations of a run. */
export class Gate {
  readonly #concurrency: number;
  readonly #interval: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #next = 0;

  constructor({ concurrency, rate, clock = realClock }: GateOptions) {
    this.#concurrency = Math.max(1, concurrency);
    this.#interval = rate === undefined ? 0 : 1000 / rate;
    this.#clock = clock;
  }

  /**
   * Runs a task when its turn has come; at once when the signal aborts, for the task to notice.
   *
   * The turn is taken when the task starts, not when it is done: a slow answer does not lower the rate.
   */
  async pass<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    // A place is handed on, never freed for whoever comes by.
    if (this.#open < this.#concurrency) this.#open++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      await this.#turn(signal);
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#open--;
      else next();
    }
  }

  /** Lets nothing pass for some milliseconds: the server asked for that. */
  hold(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + milliseconds);
  }

  async #turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      if (now >= this.#next || signal.aborted) {
        // Timers are late: the next turn is counted from when this one was due. Turns that nobody took are not made up
        // for, since a burst would break the rate.
        this.#next = (now - this.#next < this.#interval ? this.#next : now) + this.#interval;
        return;
      }
      await this.#clock.sleep(this.#next - now, signal);
    }
  }
}
