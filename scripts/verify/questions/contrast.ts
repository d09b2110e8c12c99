import type { Session } from '../session.js';

/** Times that two ways to ask are compared while the data change. */
const MOST_TRIES = 3;

/** Two ways to ask for the same. */
export interface Contrast<T> {
  /** Asks in the usual way. @returns undefined where there is no answer */
  readonly usual: () => Promise<T | undefined>;
  /** Asks in the other way. @returns undefined where there is no answer */
  readonly other: () => Promise<T | undefined>;
  isSame(one: T, other: T): boolean;
  /** Answers in the usual way to what was asked in yet another way before, and what this is about. */
  readonly remembered?: { readonly answers: Map<string, T>; readonly key: string };
}

/**
 * Compares two ways to ask for the same. Data change, so that another answer alone says nothing: a difference counts if
 * the usual way has the same answer before and after, and each time that it is tried. An answer that is remembered saves
 * a request where the other way has the same one; it never speaks against another. The session counts what came of it: a
 * comparison, or one that was dropped because the data changed underneath.
 *
 * @returns what differs; undefined where nothing does, or where that could not be told
 */
export async function contrast<T>(
  session: Pick<Session, 'compared' | 'dropped'>,
  { usual, other, isSame, remembered }: Contrast<T>,
): Promise<{ readonly usual: T; readonly other: T } | undefined> {
  const earlier = remembered?.answers.get(remembered.key);
  if (earlier !== undefined) {
    const found = await other();
    if (found === undefined) return undefined;
    if (isSame(earlier, found)) {
      session.compared++;
      return undefined;
    }
  }
  let times = 0;
  for (let time = 1; ; time++) {
    const before = await usual();
    if (before !== undefined) remembered?.answers.set(remembered.key, before);
    const found = before === undefined ? undefined : await other();
    if (before === undefined || found === undefined) return undefined;
    if (isSame(before, found)) {
      session.compared++;
      return undefined;
    }
    const after = await usual();
    if (after === undefined) return undefined;
    if (isSame(before, after)) times++;
    if (time < MOST_TRIES) continue;
    if (times < MOST_TRIES) {
      session.dropped++;
      return undefined;
    }
    session.compared++;
    return { usual: before, other: found };
  }
}
