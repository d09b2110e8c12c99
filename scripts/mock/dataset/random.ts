/** A well-mixed 32-bit number of some parts, the same on every machine: FNV-1a over the text, then murmur3's finish. */
export function hash(...parts: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let place = 0; place < text.length; place++) {
      state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
    }
    state = Math.imul(state ^ 0xff, 0x01000193);
  }
  return mix(state);
}

function mix(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/**
 * Seeded random numbers (mulberry32). Integer arithmetic only, so that the same seed gives the same numbers everywhere;
 * each part of a world has a generator of its own, so that parts do not depend on the order in which they are made.
 */
export class Random {
  #state: number;

  /** @param parts what the numbers are for, and the seed. */
  constructor(...parts: readonly (string | number)[]) {
    this.#state = hash(...parts);
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
