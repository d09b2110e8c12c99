import { hashOf } from '../../base/hash.js';

/** A seed (31 bits) for one part of a run: the same for the same run's seed and names, on every machine. */
export function seedFor(seed: number, ...names: readonly string[]): number {
  return hashOf(seed, ...names) % 2 ** 31;
}

/**
 * A few elements of a list, spread evenly from its first to its last.
 *
 * @param count how many at most
 */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const last = list.length - 1;
  const places = new Set(
    Array.from({ length: count }, (_, index) => Math.round((index * last) / Math.max(1, count - 1))),
  );
  return [...places].map((place) => list[place] as T);
}
