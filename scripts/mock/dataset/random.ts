import { hashOf } from '../../base/hash.js';

/**
 * Seeded random numbers (mulberry32). Integer arithmetic only, so that the same seed gives the same numbers everywhere;
 * each part of a world has a generator of its own, so that parts do not depend on the order in which they are made.
 */
export class Random {
  #state: number;

  /** @param parts what the numbers are for, and the seed. */
  constructor(...parts: readonly (string | number)[]) {
    this.#state = hashOf(...parts);
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** All whole numbers below `count`, in random order (Fisher–Yates). */
  order(count: number): number[] {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    return order;
  }
}
