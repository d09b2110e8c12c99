import type { Json } from '../../base/json.js';
import type { Piece } from '../blocks/block.js';
import { certainty, type Fact, type PageType, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';

const cue =
  /(?:valid|possible|supported|allowed|available|enumerat\w+|optional)\s+(?:\w+\s+)?values?|(?<!(?:default|maximum|minimum|max|min|example|sample|initial|recommended) )\bvalues?\s*[:：]|options? (?:are|is)|can be one of|as follows|取值/i;
const listCues =
  /(?:(?:valid|possible|supported|allowed|available|enumerat\w+)\s+values?(?:\s+(?:are|is|include))?\s*[:：]?|(?<!(?:default|maximum|minimum|max|min|example|sample|initial|recommended) )\bvalues?\s*[:：]|(?:(?:the|its|their) (?:values?|options?) (?:can be|is|are|must be)|it (?:can|must) be)(?: either| one of)?(?: the following)?(?: as follows)?\s*[:：]?|either(?= \S{1,64} or )|one of(?: the following(?: values)?)?\s*[:：]?|set (?:the value|this parameter|the parameter|it) to(?=[^.]{1,80}\bor\b)|取值(?:范围)?(?:为|包括)?\s*[:：]?)\s*/gi;

/** What announces a list of something else than values. */
const ofOthers =
  /\b(?:fields?|requirements?|rules|limits?|limitations?|restrictions?|formats?|conventions?|conditions?|items|notes?|steps|methods?|examples?|parameters?|operations?|scenarios?|structure|information|attributes?|properties|elements?|keys?)(?: (?:are|is))?(?: (?:as follows|below|supported|included))?\s*[:：]$/i;

/**
 * The values that a description lists: a list after a sentence that announces it, or words in the sentence itself.
 *
 * @param isRange true for a part of the cell that holds nothing but values
 */
export function readValues(pieces: readonly Piece[], type: PageType, isRange = false): PageValue[] {
  if (type.kind === 'object') return [];
  const kind = type.kind === 'array' ? (type.items?.kind ?? 'any') : type.kind;
  if (kind === 'object') return [];
  for (let at = 0; at < pieces.length; at++) {
    if (!(pieces[at] as Piece).bullet) continue;
    let end = at;
    while (end < pieces.length && (pieces[end] as Piece).bullet) end++;
    const lead = at > 0 ? (pieces[at - 1] as Piece).text : '';
    const announced = cue.test(lead);
    if (announced || isRange || (/[:：]$/.test(lead.trim()) && !ofOthers.test(lead))) {
      const values = listed(pieces.slice(at, end), kind, announced || isRange);
      if (values !== undefined) return withRest(values, pieces.slice(end), kind);
    } else if (!ofOthers.test(lead) && (areCodes(pieces.slice(at, end)) || areWords(pieces.slice(at, end)))) {
      const values = listed(pieces.slice(at, end), kind, false);
      if (values !== undefined) return values;
    }
    at = end;
  }
  if (isRange) {
    const lines = pieces.filter((piece) => !piece.bullet);
    const values =
      lines.length > 1 && lines.every((piece) => /^[^\s:：]+[:：]/.test(piece.text))
        ? listed(lines, kind, true)
        : undefined;
    if (values !== undefined) return values;
  }
  const plain = plainList(pieces, kind);
  if (plain !== undefined) return plain;
  return pieces.flatMap((piece, index) => (pieces[index + 1]?.bullet ? [] : inline(piece, kind, isRange)));
}

/** A list that a remark between its items interrupts goes on behind it. */
function withRest(values: PageValue[], rest: readonly Piece[], kind: string): PageValue[] {
  let all = values;
  for (let at = 0; at < rest.length; ) {
    while (at < rest.length && !(rest[at] as Piece).bullet) at++;
    let end = at;
    while (end < rest.length && (rest[end] as Piece).bullet) end++;
    const lead = at > 0 ? (rest[at - 1] as Piece).text : '';
    const items = rest.slice(at, end);
    const more = /[:：]$/.test(lead.trim()) || !items.every(isTold) ? undefined : listed(items, kind, true);
    if (more === undefined || items.length === 0) return all;
    all = [...all, ...more.filter((one) => all.every((other) => other.value.value !== one.value.value))];
    at = end;
  }
  return all;
}

/**
 * A list without bullets: at least two paragraphs of the form `value` or `value: meaning` behind what announces them, or
 * of the latter form where nothing does.
 */
function plainList(pieces: readonly Piece[], kind: string): PageValue[] | undefined {
  for (let at = 0; at + 2 < pieces.length; at++) {
    const { text, bullet } = pieces[at] as Piece;
    if (bullet || isTold(pieces[at] as Piece)) continue;
    const isAnnounced = /[:：]$/.test(text.trim()) && cue.test(text);
    if (!isAnnounced && !/[.。:：]$/.test(text.trim())) continue;
    const isItem = isAnnounced ? isPlainValue : isTold;
    let end = at + 1;
    while (end < pieces.length && !(pieces[end] as Piece).bullet && isItem(pieces[end] as Piece)) end++;
    const items = pieces.slice(at + 1, end);
    if (items.length > 1 && (isAnnounced || areCodes(items))) return listed(items, kind, isAnnounced);
  }
  return undefined;
}

function isPlainValue({ text }: Piece): boolean {
  const word = /^["'`]?([\w.+/-]{1,64})["'`]?(?:\s?[:：]\s?\S.*|[.,;]?)$/s.exec(text.trim())?.[1];
  return word !== undefined && !label.test(word);
}

/** Words before a colon that are no values. */
const label =
  /^(?:note|notice|important|tip|minimum|maximum|min|max|default|array|example|examples|unit|format|range|length|limits?|type|description|constraints?|definition|enumeration)$/i;

/** An item of the form `value: meaning`. */
function isTold({ text }: Piece): boolean {
  const word = /^["'`]?([\w.+/-]{1,64})["'`]?\s?[:：]\s?\S/.exec(text.trim())?.[1];
  return word !== undefined && !label.test(word);
}

/** Whether items are one word each. */
function areWords(items: readonly Piece[]): boolean {
  return items.length > 1 && items.every(({ text }) => /^["'`]?[\w.+/-]{1,64}["'`]?[.,;]?$/.test(text.trim()));
}

/** Whether items that nothing announces look like values: each is told, and not all are words that begin a sentence. */
function areCodes(items: readonly Piece[]): boolean {
  return items.length > 1 && items.every(isTold) && !items.some(({ text }) => /^[A-Z][a-z]+\s?[:：]/.test(text.trim()));
}

/** The values of a list; undefined where not all of its items are values. */
function listed(items: readonly Piece[], kind: string, announced: boolean): PageValue[] | undefined {
  const depth = items.reduce((least, item) => Math.min(least, item.depth), Number.POSITIVE_INFINITY);
  const values: PageValue[] = [];
  const taken = new Set<Json>();
  for (const item of items) {
    // What is nested deeper tells more about the value above.
    if (item.depth > depth + 1) continue;
    const { value, meaning } = cut(item.text, announced);
    const json = value === undefined ? undefined : toJson(value, kind);
    if (json === undefined) return undefined;
    if (taken.has(json)) continue;
    taken.add(json);
    values.push({
      value: { value: json, line: item.line, confidence: announced ? certainty.certain : certainty.likely },
      meaning: proseOf([{ text: meaning, line: item.line }]),
    });
  }
  return values;
}

function cut(text: string, announced: boolean): { value: string | undefined; meaning: string } {
  const plain = unquote(text);
  const colon = /^(\S{1,128}?)\s?[:：]\s+(.*)$/s.exec(plain) ?? /^([^\s:：]{1,128}?)\s?[:：]\s*(.*)$/s.exec(plain);
  if (colon !== null) return { value: unquote(colon[1] as string), meaning: colon[2] as string };
  const dash = /^(\S{1,128})\s(?:[-–—]|=)\s(.+)$/s.exec(plain) ?? /^(\S{1,128}?)\s*[(（](.+)[)）]\.?$/s.exec(plain);
  if (dash !== null) return { value: unquote(dash[1] as string), meaning: dash[2] as string };
  const marked = /^(\S{1,128}?)\s?([(（][^)）]{1,40}[)）])\s?[:：]\s*(.*)$/s.exec(plain);
  if (marked !== null) return { value: unquote(marked[1] as string), meaning: `${marked[2]} ${marked[3]}` };
  const bare = plain.replace(/[.。,，;；]$/, '');
  if (/^\S{1,128}$/.test(bare)) return { value: unquote(bare), meaning: '' };
  const words = announced ? /^([A-Za-z0-9][\w-]*(?: [\w-]+){1,2})\s?[:：]\s+(.*)$/s.exec(plain) : null;
  return words === null ? { value: undefined, meaning: '' } : { value: words[1], meaning: words[2] as string };
}

/** Without the marks in which pages set a value off. */
function unquote(text: string): string {
  return text.trim().replace(/^(\*\*|["'`“‘])(.*?)(?:\*\*|["'`”’])(?=$|\s*[:：(（])/s, '$2');
}

/** `0: disabled. 1: enabled.`, `asc: ascending; desc: descending`: at least two values in a row, each with its meaning. */
function toldInline({ text, line }: Piece, kind: string): PageValue[] {
  const parts = text
    .slice(0, 1000)
    .split(/[.。]\s+|[;；]\s*/)
    .map((part) => ({ text: part.replace(/[.。]$/, '').trim(), line, bullet: false, depth: 0 }));
  const from = parts.findIndex(isTold);
  if (from < 0) return [];
  let end = from;
  while (end < parts.length && isTold(parts[end] as Piece)) end++;
  const items = parts.slice(from, end);
  return areCodes(items) ? (listed(items, kind, false) ?? []) : [];
}

function inline(piece: Piece, kind: string, isRange: boolean): PageValue[] {
  const told = toldInline(piece, kind);
  if (told.length > 1) return told;
  // The first words that announce values may not be the ones: `The value is fixed to one of HIGH and LOW`.
  for (const start of piece.text.slice(0, 4000).matchAll(listCues)) {
    const values = inSentence(piece, kind, start.index + start[0].length, start[0]);
    if (values.length > 0) return values;
  }
  return isRange ? inSentence(piece, kind, 0, '') : [];
}

/** The values between commas from a place to the end of its sentence; none where anything else stands there. */
function inSentence({ text, line }: Piece, kind: string, from: number, announced: string): PageValue[] {
  const sentence = /^(?:[^.。;\n]|\.(?!\s|$))*/.exec(text.slice(from, from + 1000))?.[0] ?? '';
  const parts = sentence
    .split(/\s*[,，、;；|]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const isMarked = announced === '' || /values?\s*[:：]/i.test(announced);
  if (parts.length < 2 && !(announced !== '' && isMarked && parts.length === 1)) return [];
  // Running text lists its words with a conjunction.
  if (
    !isMarked &&
    !/[:：]\s*$|(?:valid|possible|supported|allowed|available|enumerat)/i.test(announced) &&
    !/\s(?:and|or)\s/.test(sentence)
  )
    return [];
  const values: PageValue[] = [];
  for (const part of parts) {
    const { value, meaning } = cut(part, false);
    const json = value === undefined || /^\[|\]$|…|\.\.\./.test(value) ? undefined : toJson(value, kind);
    if (json === undefined) return [];
    values.push({
      value: { value: json, line, confidence: certainty.likely },
      meaning: proseOf([{ text: meaning, line }]),
    });
  }
  return values;
}

/** A word of a page as a value of the kind; undefined where it is none. */
export function toJson(text: string, kind: string): Json | undefined {
  const word = text.trim();
  if (kind === 'integer')
    return /^-?\d{1,16}$/.test(word.replaceAll(',', '')) ? Number(word.replaceAll(',', '')) : undefined;
  if (kind === 'number') return /^-?\d{1,16}(?:\.\d+)?$/.test(word) ? Number(word) : undefined;
  if (kind === 'boolean') return /^(?:true|false)$/i.test(word) ? word.toLowerCase() === 'true' : undefined;
  return word === '' ? undefined : word;
}

/** A value marked `(default)` in its list. */
export function markedDefault(values: readonly PageValue[]): Fact<Json> | undefined {
  const marked = values.filter(({ meaning }) =>
    /[(（]\s*(?:the\s+)?default(?: value)?\s*[)）]|^default\.?$/i.test(meaning?.text ?? ''),
  );
  return marked.length === 1 ? marked[0]?.value : undefined;
}
