import type { Clock } from '../../../scripts/verify/transport/clock.js';

/** A clock that a test moves: nothing waits, and everything that sleeps wakes in the order of its time. */
export class TestClock implements Clock {
  readonly slept: number[] = [];
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #now = Date.parse('2026-01-01T00:00:00Z');

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        const place = this.#sleepers.indexOf(sleeper);
        if (place >= 0) this.#sleepers.splice(place, 1);
        resolve();
      });
    });
  }

  /** Goes on by some milliseconds, waking whoever sleeps until then. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const next = this.#sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.#now = next.at;
      next.wake();
    }
    this.#now = until;
  }
}

/** A clock on which every sleep is over at once, and took its time. */
export class HastyClock implements Clock {
  readonly slept: number[] = [];
  readonly #late: number;
  #now = Date.parse('2026-01-01T00:00:00Z');

  /** @param late milliseconds that every sleep takes longer than it should */
  constructor(late = 0) {
    this.#late = late;
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    const until = this.#now + milliseconds + this.#late;
    await null;
    this.#now = Math.max(this.#now, until);
  }
}
