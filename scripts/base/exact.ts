import { randomBytes } from 'node:crypto';
import type { Json } from './json.js';
import { endOfString } from './json-depth.js';

/** A JSON value whose integers beyond ±2^53 are bigints, so that nothing of them is lost. */
export type Exact = Json | bigint | Exact[] | { [key: string]: Exact };

/** Characters of an integer that is kept exactly. More are no number that anybody counts with, and cost quadratic time. */
const MAX_DIGITS = 40;

/** A number that may be beyond 2^53 - 1, which has sixteen digits; identifiers of as many stand in quotes. */
const longNumber = /(?:^|[\s:,[])-?\d{16}/;

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Parses a JSON text twice over where it has to: as everybody does, and exactly.
 *
 * RFC 8259, section 6, leaves the range of numbers to the reader; `JSON.parse` reads both 9007199254740993 and
 * 9007199254740992 as the latter.
 *
 * @returns `plain` as `JSON.parse` gives it, for validators; `exact` with bigints for integers that a number cannot
 * hold, up to 40 characters: the same object as `plain` where there is none.
 * @throws SyntaxError where the text is no JSON.
 */
export function parseExact(text: string): { readonly plain: Json; readonly exact: Exact } {
  const plain = JSON.parse(text) as Json;
  if (!longNumber.test(text)) return { plain, exact: plain };
  // Nobody who wrote the text can know the mark, so that no string of it is taken for a marked number.
  const mark = randomBytes(16).toString('hex');
  const marked = markLongIntegers(text, mark);
  return marked === undefined ? { plain, exact: plain } : { plain, exact: unmark(JSON.parse(marked) as Json, mark) };
}

/**
 * Writes a value as JSON text, bigints as integers: the inverse of {@link parseExact}.
 *
 * @param space as of `JSON.stringify`
 */
export function writeExact(value: Exact, space?: number): string {
  try {
    return JSON.stringify(value, undefined, space);
  } catch {
    // What a bigint raises. What else there is (a value that holds itself) is raised again below.
  }
  const mark = randomBytes(16).toString('hex');
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? mark + part : part), space);
  return text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

/** Makes strings of integers beyond ±2^53, a mark before each. Undefined where there are none. */
function markLongIntegers(text: string, mark: string): string | undefined {
  const number = /-?\d[\d.eE+-]*/y;
  let marked = '';
  let copied = 0;
  for (let place = 0; place < text.length; place++) {
    const character = text.charCodeAt(place);
    if (character === QUOTE) {
      place = endOfString(text, place);
      continue;
    }
    if (character !== MINUS && (character < ZERO || character > NINE)) continue;
    number.lastIndex = place;
    const token = number.exec(text)?.[0] ?? '-';
    if (isLongInteger(token)) {
      marked += `${text.slice(copied, place)}"${mark}${token}"`;
      copied = place + token.length;
    }
    place += token.length - 1;
  }
  return copied === 0 ? undefined : marked + text.slice(copied);
}

function isLongInteger(token: string): boolean {
  return (
    token.length >= 16 && token.length <= MAX_DIGITS && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
  );
}

/** Makes bigints of marked strings, in place. Walks without recursion: the depth is the sender's. */
function unmark(root: Json, mark: string): Exact {
  const holder: { [key: string]: Exact } = { root };
  const open: { [key: string]: Exact }[] = [holder];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    for (const key of Object.keys(container)) {
      const part = container[key];
      if (typeof part === 'object' && part !== null) open.push(part as { [key: string]: Exact });
      else if (typeof part === 'string' && part.startsWith(mark)) container[key] = BigInt(part.slice(mark.length));
    }
  }
  return holder.root as Exact;
}
