/** A part of a text: from `start` to before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What one place of a text may stand for: a text, and where the next place begins. */
interface Unit {
  readonly text: string;
  readonly next: number;
}

/** Steps that one comparison may take; no secret of a sensible length comes near. */
const MOST_STEPS = 50_000;

const short: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Where a text is found in another one at an index, whatever way each of its characters is written there: as it is,
 * percent-encoded (once or several times), escaped for JSON (once or several times), or as an HTML entity.
 *
 * Listing the encoded forms instead would miss all the mixtures that servers make.
 *
 * @returns the index behind it; -1 where it is not there
 */
export function endOfHidden(text: string, start: number, needle: string): number {
  const open: [number, number][] = [[start, 0]];
  for (let steps = 0; open.length > 0 && steps < MOST_STEPS; steps++) {
    const [index, done] = open.pop() as [number, number];
    if (done === needle.length) return index;
    if (index >= text.length) continue;
    if (text[index] === needle[done]) open.push([index + 1, done + 1]);
    for (const unit of unitsAt(text, index)) {
      if (needle.startsWith(unit.text, done)) open.push([unit.next, done + unit.text.length]);
    }
  }
  return -1;
}

/** What an encoding that begins at a place of a text may stand for; nothing where none begins. */
export function unitsAt(text: string, index: number): Unit[] {
  switch (text.charCodeAt(index)) {
    case 0x25:
      return percentAt(text, index);
    case 0x5c:
      return escapeAt(text, index);
    case 0x26:
      return entityAt(text, index);
    case 0x2b:
      return [{ text: ' ', next: index + 1 }];
    default:
      return [];
  }
}

/** `%2541` is `%41` encoded once, or `A` encoded twice: each depth is tried, the same for all bytes of a character. */
function percentAt(text: string, index: number): Unit[] {
  const units: Unit[] = [];
  for (let prefix = '%'; text.startsWith(prefix, index); prefix += '25') {
    const bytes: number[] = [];
    let next = index;
    do {
      const digits = text.startsWith(prefix, next) ? text.slice(next + prefix.length, next + prefix.length + 2) : '';
      if (!/^[0-9a-f]{2}$/i.test(digits)) break;
      bytes.push(Number.parseInt(digits, 16));
      next += prefix.length + 2;
    } while (bytes.length < lengthOf(bytes[0] as number));
    if (bytes.length > 0) units.push({ text: Buffer.from(bytes).toString('utf8'), next });
  }
  return units;
}

/** Bytes of the UTF-8 sequence that a byte begins. */
function lengthOf(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

/** Backslashes may have been escaped again, so that any number of them stands before a letter; an even number, for itself. */
function escapeAt(text: string, index: number): Unit[] {
  const match = /^(\\+)(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^\\]))?/is.exec(text.slice(index, index + 24));
  if (match === null) return [];
  const [all, run = '', four, two, letter] = match;
  const units: Unit[] = [];
  for (let length = 2; length <= run.length; length *= 2) units.push({ text: '\\', next: index + length });
  const code = four ?? two;
  const character = code === undefined ? short[letter ?? ''] : String.fromCharCode(Number.parseInt(code, 16));
  if (character !== undefined) units.push({ text: character, next: index + all.length });
  return units;
}

function entityAt(text: string, index: number): Unit[] {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/i.exec(text.slice(index, index + 12));
  if (match === null) return [];
  const [all, decimal, hex, name] = match;
  const next = index + all.length;
  if (name !== undefined) return [{ text: entities[name.toLowerCase()] as string, next }];
  const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
  return code > 0x10ffff ? [] : [{ text: String.fromCodePoint(code), next }];
}
