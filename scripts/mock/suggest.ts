/**
 * The known name that an unknown one was probably meant to be: the same but for case and separators, or at most two
 * letters off (Damerau's edits: insert, delete, replace, swap neighbours).
 *
 * @returns undefined where nothing is near.
 */
export function suggest(name: string, known: readonly string[]): string | undefined {
  // What is this long is no typing error, and comparing it would take its time.
  if (name.length > 100) return undefined;
  const plain = simplify(name);
  const same = known.find((candidate) => simplify(candidate) === plain);
  if (same !== undefined) return same;
  const allowed = Math.min(2, Math.floor(plain.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const candidate of known) {
    const distance = distanceOf(plain, simplify(candidate), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Indexes of list elements do not tell names apart. */
function simplify(name: string): string {
  return name
    .replaceAll(/\.\d+/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Edits between two words; anything from `limit` on counts as `limit`. */
function distanceOf(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let edits = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, (before[j - 2] as number) + 1);
      }
      row.push(edits);
    }
    [before, above] = [above, row];
  }
  return Math.min(limit, above[other.length] as number);
}
