/** A seed for one part of a run: the same for the same run's seed and names, on every machine (FNV-1a, 31 bits). */
export function seedFor(seed: number, ...names: readonly string[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of names.join('\0')) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
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
