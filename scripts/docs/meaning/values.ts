import type { Json } from '../../base/json.js';
import type { Piece } from '../blocks/block.js';
import { certainty, type Fact, type PageType, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';

const cue =
  /(?:valid|possible|supported|allowed|available|enumerat\w+|optional)\s+(?:\w+\s+)?values?|(?<!default )\bvalues?\s*[:：]|options? (?:are|is)|can be one of|as follows|取值/i;
const listCue =
  /(?:(?:valid|possible|supported|allowed|available|enumerat\w+)\s+values?(?:\s+(?:are|is|include))?\s*[:：]?|(?<!default )\bvalues?\s*[:：]|the (?:value|options?) (?:can be|are|must be)(?: either| one of)?(?: as follows)?\s*[:：]?|取值(?:范围)?(?:为|包括)?\s*[:：]?)\s*/i;

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
    if (announced || isRange || /[:：]$/.test(lead.trim())) {
      const values = listed(pieces.slice(at, end), kind, announced || isRange);
      if (values !== undefined) return values;
    }
    at = end;
  }
  const plain = plainList(pieces, kind);
  if (plain !== undefined) return plain;
  if (isRange) {
    const lines = pieces.filter((piece) => !piece.bullet);
    const values =
      lines.length > 1 && lines.every((piece) => /^[^\s:：]+[:：]/.test(piece.text))
        ? listed(lines, kind, true)
        : undefined;
    if (values !== undefined) return values;
  }
  return pieces.flatMap((piece, index) => (pieces[index + 1]?.bullet ? [] : inline(piece, kind, isRange)));
}

/** A list without bullets: at least two paragraphs of the form `value` or `value: meaning` behind what announces them. */
function plainList(pieces: readonly Piece[], kind: string): PageValue[] | undefined {
  for (let at = 0; at + 2 < pieces.length; at++) {
    const { text, bullet } = pieces[at] as Piece;
    if (bullet || !/[:：]$/.test(text.trim()) || !cue.test(text)) continue;
    let end = at + 1;
    while (end < pieces.length && !(pieces[end] as Piece).bullet && isPlainValue((pieces[end] as Piece).text)) end++;
    if (end - at > 2) return listed(pieces.slice(at + 1, end), kind, true);
  }
  return undefined;
}

function isPlainValue(text: string): boolean {
  const word = /^["'`]?([\w.+/-]{1,64})["'`]?(?:\s?[:：]\s?\S.*|[.,;]?)$/s.exec(text.trim())?.[1];
  return word !== undefined && !/^(?:note|minimum|maximum|default|array|example)$/i.test(word);
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
  const bare = plain.replace(/[.。,，;；]$/, '');
  if (/^\S{1,128}$/.test(bare)) return { value: unquote(bare), meaning: '' };
  const words = announced ? /^([A-Za-z0-9][\w-]*(?: [\w-]+){1,2})\s?[:：]\s+(.*)$/s.exec(plain) : null;
  return words === null ? { value: undefined, meaning: '' } : { value: words[1], meaning: words[2] as string };
}

/** Without the marks in which pages set a value off. */
function unquote(text: string): string {
  return text.trim().replace(/^(\*\*|["'`“‘])(.*?)(?:\*\*|["'`”’])(?=$|\s*[:：(（])/s, '$2');
}

function inline(piece: Piece, kind: string, isRange: boolean): PageValue[] {
  const start = listCue.exec(piece.text);
  if (start === null && !isRange) return [];
  const from = start === null ? 0 : start.index + start[0].length;
  const sentence = /^(?:[^.。;\n]|\.(?!\s|$))*/.exec(piece.text.slice(from, from + 1000))?.[0] ?? '';
  const parts = sentence
    .split(/\s*[,，、;；|]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 && !(start !== null && /values?\s*[:：]/i.test(start[0]) && parts.length === 1)) return [];
  const values: PageValue[] = [];
  for (const part of parts) {
    const { value, meaning } = cut(part, false);
    const json = value === undefined || /^\[|\]$|…|\.\.\./.test(value) ? undefined : toJson(value, kind);
    if (json === undefined) return [];
    values.push({
      value: { value: json, line: piece.line, confidence: certainty.likely },
      meaning: proseOf([{ text: meaning, line: piece.line }]),
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
