/**
 * A number below 2^53 that stands for some parts, the same on every machine: two 32-bit FNV-1a sums of different
 * primes, each finished as in murmur3 so that nearby texts are far apart.
 *
 * One million different texts share a number with a probability of 1 in 18,000.
 */
export function hashOf(...parts: readonly (string | number)[]): number {
  let low = 0x811c9dc5;
  let high = 0x5bd1e995;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : String(part);
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x01000193);
      high = ((high << 5) - high + low) | 0;
    }
    // The end of a part, so that ('ab', 'c') is not ('a', 'bc').
    low = Math.imul(low ^ 0xff, 0x01000193);
    high = ((high << 5) - high + low) | 0;
  }
  return (mix(high) >>> 11) * 2 ** 32 + mix(low);
}

/** A number below 2^53 that stands for some such numbers, in their order: what {@link hashOf} is for texts. */
export function hashOfNumbers(numbers: readonly number[]): number {
  let low = 0x811c9dc5;
  let high = 0x5bd1e995;
  for (const number of numbers) {
    low = Math.imul(low ^ (number >>> 0), 0x01000193);
    high = Math.imul(high ^ (number / 2 ** 32) ^ low, 0x85ebca6b);
  }
  return (mix(high) >>> 11) * 2 ** 32 + mix(low);
}

function mix(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
