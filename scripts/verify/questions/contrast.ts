/** Times that two ways to ask are compared while the data change. */
const MOST_TRIES = 3;

/** Two ways to ask for the same. */
export interface Contrast<T> {
  /** Asks in the usual way. @returns undefined where there is no answer */
  readonly usual: () => Promise<T | undefined>;
  /** Asks in the other way. @returns undefined where there is no answer */
  readonly other: () => Promise<T | undefined>;
  isSame(one: T, other: T): boolean;
}

/**
 * Compares two ways to ask for the same. Data change, so that another answer alone says nothing: a difference counts if
 * the usual way has the same answer before and after, and each time that it is tried.
 *
 * @returns what differs; else whether it was the same, the data changed underneath, or there was no answer
 */
export async function contrast<T>({
  usual,
  other,
  isSame,
}: Contrast<T>): Promise<'same' | 'changing' | 'silent' | { readonly usual: T; readonly other: T }> {
  let times = 0;
  for (let time = 1; ; time++) {
    const before = await usual();
    const found = before === undefined ? undefined : await other();
    if (before === undefined || found === undefined) return 'silent';
    if (isSame(before, found)) return 'same';
    const after = await usual();
    if (after === undefined) return 'silent';
    if (isSame(before, after)) times++;
    if (time < MOST_TRIES) continue;
    return times === MOST_TRIES ? { usual: before, other: found } : 'changing';
  }
}
