import type { TextMatch } from '../contract/contract.js';

/** Characters that stand for others in the patterns of some stores. */
const WILDCARD = /[%_*?]/;

const tests = new Map<string, (text: string) => boolean | undefined>();

/**
 * Tells whether texts match one that is asked for. Undefined where no page says: texts that differ in white space at
 * their ends only, and, where a part of a text will do, patterns with the wildcards of SQL or of a shell.
 *
 * @param wanted not empty
 */
export function textTest(match: TextMatch, wanted: string): (text: string) => boolean | undefined {
  const key = `${match} ${wanted}`;
  let test = tests.get(key);
  if (test === undefined) {
    // The same texts come again for every item, and in every reading.
    if (tests.size > 1_000) tests.clear();
    test = made(match, wanted);
    tests.set(key, test);
  }
  return test;
}

function made(match: TextMatch, wanted: string): (text: string) => boolean | undefined {
  const plain = plainTest(match, wanted);
  const trimmed = wanted.trim();
  // Blanks alone are no text once they are cut off.
  if (trimmed === '') return (text) => (plain(text) ? true : undefined);
  const isPadded = trimmed !== wanted;
  const isPart = match === 'prefix' || match === 'substring' || match === 'substring-any-case';
  const ofTrimmed = plainTest(match, trimmed);
  const pattern = isPart && WILDCARD.test(wanted) ? wanted.toLowerCase() : undefined;
  return (text) => {
    if (plain(text)) return true;
    if ((isPadded || text.trim() !== text) && ofTrimmed(text.trim())) return undefined;
    return pattern !== undefined && isLike(text.toLowerCase(), pattern) ? undefined : false;
  };
}

function plainTest(match: TextMatch, wanted: string): (text: string) => boolean {
  const lower = wanted.toLowerCase();
  switch (match) {
    case 'exact':
      return (text) => text === wanted;
    case 'any-case':
      return (text) => text.toLowerCase() === lower;
    case 'prefix':
      return (text) => text.startsWith(wanted);
    case 'substring':
      return (text) => text.includes(wanted);
    case 'substring-any-case':
      return (text) => text.toLowerCase().includes(lower);
  }
}

/**
 * Whether a text with wildcards is found anywhere in another one, in letters of any case.
 *
 * Not a regular expression: several stars in one could take for ever.
 */
function isLike(text: string, wanted: string): boolean {
  let [place, at] = [0, 0];
  // Where the latest star stood, and how far it reached; before the first character stands one.
  let [star, reached] = [0, 0];
  while (at < wanted.length) {
    const character = wanted[at];
    if (character === '%' || character === '*') {
      star = ++at;
      reached = place;
    } else if (place < text.length && (character === '_' || character === '?' || character === text[place])) {
      at++;
      place++;
    } else if (reached < text.length) {
      at = star;
      place = ++reached;
    } else return false;
  }
  return true;
}
