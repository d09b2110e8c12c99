import type { Json } from '../../base/json.js';
import type { Piece } from '../blocks/block.js';
import type { Fact, PageType, PageValue } from '../page.js';
import { cue, ofOthers, strongCue, weakCue } from './cues.js';
import { areCodes, areWords, isAmong, isPlainValue, isTold, listed, united } from './value-items.js';
import { byCase } from './values-by-case.js';
import { inline } from './values-inline.js';

/** Says that the value is JSON: the description lists its keys, or the values of one of them. */
const jsonText = /\b(?:(?:is|be|in|as) an? |^an? |, an? )JSON[- ](?:formatted )?(?:string|object|text)\b/i;
/** `• Definition: …`, `• Value range:`: the parts of a description, written as a list. */
const bulletedLabel = /^(?:function|definition|value range|possible values|constraints?|restrictions?)\s*[:：]/i;
/** Announces what a value may look like, or what stands in it. */
const ofExamples = /\b(?:examples?|for instance|sample)\s*[:：]$/i;

/**
 * The values that a description lists: a list after a sentence that announces it, or words in the sentence itself.
 *
 * @param isRange true for a part of the cell that holds nothing but values
 * @param example text of the row's example; empty where there is none: it tells values from other words
 */
export function readValues(
  pieces: readonly Piece[],
  type: PageType,
  { isRange = false, example = '' } = {},
): PageValue[] {
  const values = valuesOf(pieces, type, isRange, example);
  const isSaid = isRange || example === '' || pieces.some(({ text }) => cue.test(text.slice(0, 4000)));
  const areNumbersOrConstants = values.every(({ value }) => /^(?:[A-Z][A-Z\d_]*|-?\d+)$/.test(String(value.value)));
  return isSaid || areNumbersOrConstants || isAmong(example, values) ? values : [];
}

function valuesOf(written: readonly Piece[], type: PageType, isRange: boolean, example: string): PageValue[] {
  const pieces = written.map((piece) => (bulletedLabel.test(piece.text) ? { ...piece, bullet: false } : piece));
  if (type.kind === 'object') return [];
  const kind = type.kind === 'array' ? (type.items?.kind ?? 'any') : type.kind;
  if (kind === 'object') return [];
  // What a list in the description of a JSON text names are its keys, or values of one of them.
  const isStructured = /^\[?\s*\{/.test(example);
  if (isStructured || pieces.some(({ text }) => jsonText.test(text.slice(0, 2000)))) return [];
  const cased = byCase(pieces, kind, example, isRange);
  if (cased !== undefined) return cased;
  for (let at = 0; at < pieces.length; at++) {
    if (!(pieces[at] as Piece).bullet) continue;
    let end = at;
    while (end < pieces.length && (pieces[end] as Piece).bullet) end++;
    const items = pieces.slice(at, end);
    const lead = at > 0 ? (pieces[at - 1] as Piece).text.trim() : '';
    if (ofExamples.test(lead) || (at > 1 && ofExamples.test((pieces[at - 2] as Piece).text.trim()))) {
      at = end;
      continue;
    }
    const announced = isRange || announces(lead);
    let values: PageValue[] | undefined;
    if (announced) values = listed(items, kind, true);
    else if (items.length > 1 && !ofOthers.test(lead)) {
      const isHeaded = /[:：]$/.test(lead) && !/\b(?:obtain|call|query|from|by)\b/i.test(lead);
      const isTelling = items.every(isTold) && isAmong(example, listed(items, kind, false) ?? []);
      // Where no example can tell, three or more told words are values, however they begin.
      const isLong = example === '' && items.length > 2 && items.every(isTold);
      if (isHeaded || isTelling || isLong || areCodes(items) || areWords(items)) values = listed(items, kind, false);
    }
    if (values !== undefined) {
      const named = at > 0 ? inline(pieces[at - 1] as Piece, kind, false, example) : [];
      return withNamed(announced ? withRest(values, pieces.slice(end), kind) : values, named);
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
  const values =
    spread(pieces, kind) ??
    below(pieces, kind, example) ??
    plainList(pieces, kind) ??
    united(pieces.map((piece) => inline(piece, kind, isRange, example)));
  const [only, ...more] = pieces;
  return isRange && values.length === 0 && only !== undefined && more.length === 0 ? onlyValue(only, kind) : values;
}

/** A part for values that is one word: `immediate`, `spot: spot price`. */
function onlyValue(piece: Piece, kind: string): PageValue[] {
  const isWord = /^[a-z][a-z_-]{2,63}(?:\.?$|: (?!.*[:：]))/.test(piece.text);
  return kind === 'string' &&
    isWord &&
    !/^(?:none|null|unlimited|any|uuid|custom|string|integer|number)\b/i.test(piece.text)
    ? (listed([piece], kind, true) ?? [])
    : [];
}

function announces(lead: string): boolean {
  return cue.test(lead) || (weakCue.test(lead) && !ofOthers.test(lead));
}

/** `The value can be A, B or C.` before a list that tells more about some of them: the sentence names them all. */
function withNamed(values: PageValue[], named: readonly PageValue[]): PageValue[] {
  if (named.length <= values.length) return values;
  const told = new Map(values.map((one) => [one.value.value, one]));
  const isPart = values.every((one) => named.some((other) => other.value.value === one.value.value));
  return isPart ? named.map((one) => told.get(one.value.value) ?? one) : values;
}

/** A list whose items have a paragraph of their own below each: every item is one word. */
function spread(pieces: readonly Piece[], kind: string): PageValue[] | undefined {
  const items = pieces.filter((piece) => piece.bullet);
  const first = pieces.findIndex((piece) => piece.bullet);
  if (items.length < 2 || ofOthers.test(pieces[first - 1]?.text.trim() ?? '') || !areWords(items)) return undefined;
  return listed(items, kind, false);
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
    const isOther = /[:：]$/.test(lead.trim()) ? !announces(lead) : !items.every(isTold);
    const more = isOther ? undefined : listed(items, kind, true);
    if (more === undefined || items.length === 0) return all;
    all = [...all, ...more.filter((one) => all.every((other) => other.value.value !== one.value.value))];
    at = end;
  }
  return all;
}

/** `Valid values:` with its values in the next paragraph: `A, B, and C.` */
function below(pieces: readonly Piece[], kind: string, example: string): PageValue[] | undefined {
  const lead = pieces.findIndex(({ text }) => strongCue.test(text) && /[:：]$/.test(text.trim()));
  const next = lead < 0 ? undefined : pieces[lead + 1];
  if (next === undefined || next.bullet || !/[,，、]|\s(?:and|or)\s/.test(next.text)) return undefined;
  const values = inline({ ...next, text: `Valid values: ${next.text}` }, kind, false, example);
  return values.length > 1 ? values : undefined;
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

/** A value that its meaning calls the default: `(default)`, `This is the default value.` */
export function markedDefault(values: readonly PageValue[]): Fact<Json> | undefined {
  const marked = values.filter(({ meaning }) =>
    /[(（]\s*(?:the\s+)?default(?: value)?\s*[)）]|^(?:the )?default(?: value)?[.。]?$|\b(?:this|it|which) is the default(?: value| option| setting)?[.。]?$|[.。]\s+default(?: value)?[.。]?$/i.test(
      meaning?.text ?? '',
    ),
  );
  return marked.length === 1 ? marked[0]?.value : undefined;
}
