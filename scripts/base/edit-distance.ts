/**
 * Edits between two words: insert, delete or replace a letter, or swap two neighbours (Damerau's, in the form of the
 * optimal string alignment).
 *
 * @param limit anything from it on counts as it: what is that far off is of no interest
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let edits = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + cost);
      // Before the first letter there is nothing, which no letter equals.
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, (before[j - 2] as number) + 1);
      }
      row.push(edits);
    }
    [before, above] = [above, row];
  }
  return Math.min(limit, above[other.length] as number);
}
