import { editDistance } from './edit-distance.js';

/** Letters from which on a beginning stands for a longer name. */
const LEAST_BEGINNING = 4;

/**
 * The known name that an unknown one was probably meant to be: the same but for case and separators, or at most two
 * letters off (Damerau's edits: insert, delete, replace, swap neighbours), or else the shortest that begins with it.
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
    const distance = editDistance(plain, simplify(candidate), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  if (best !== undefined || plain.length < LEAST_BEGINNING) return best;
  const longer = known.filter((candidate) => simplify(candidate).startsWith(plain));
  return longer.sort((one, other) => one.length - other.length)[0];
}

/** Indexes of list elements do not tell names apart. */
function simplify(name: string): string {
  return name
    .replaceAll(/\.\d+/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
