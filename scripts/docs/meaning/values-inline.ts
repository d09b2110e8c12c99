import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';
import { ofOthers, strongCue } from './cues.js';
import { areCodes, cut, isTold, label, listed, toJson, united } from './value-items.js';

const listCues =
  /(?:(?:valid|possible|supported|allowed|available|enumerat\w+)\s+(?:values?|options?)(?:\s+(?:are|is|include)|\s+for\s+[^:：.。]{1,60}(?=[:：]))?\s*[:：]?|(?:value )?options?\s*[:：]|(?<!(?:default|maximum|minimum|max|min|example|sample|initial|recommended) )\bvalues?\s*[:：]|(?:(?:the|its|their) (?:values?|options?) (?:can be|is|are|must be)|it (?:can|must) be)(?: either| one of)?(?: the following)?(?: as follows)?\s*[:：]?|(?<!\b(?:specify|set|configure|provide|use|least) )either(?= \S{1,64} or )|(?<!\bleast )one of(?: the following(?: values)?)?(?!\s+(?!values)\w+\s*[:：])\s*[:：]?|set (?:the value|this parameter|the parameter|it) to(?=[^.]{1,80}\bor\b)|取值(?:范围)?(?:为|包括)?\s*[:：]?)\s*/gi;

/** A text up to its examples. */
function beforeExamples(text: string): string {
  const start = text.slice(0, 1000);
  return start.slice(0, /\bexamples?\s*[:：]|\bfor (?:example|instance)\b|\be\.g\./i.exec(start)?.index);
}

/** `0: disabled. 1: enabled.`, `asc: ascending; desc: descending`: at least two values in a row, each with its meaning. */
function toldInline({ text, line }: Piece, kind: string): PageValue[] {
  const parts = beforeExamples(text)
    .split(/[.。]\s+|[;；]\s*/)
    .map((part) => part.replace(/^.{0,200}?\bvalues?\s*[:：]\s*(?=\S{1,64}\s?[:：])/i, '').replace(/[.。]$/, ''))
    .map((part) => ({ text: part.trim(), line, bullet: false, depth: 0 }));
  const from = parts.findIndex(isTold);
  if (from < 0) return [];
  let end = from;
  while (end < parts.length && isTold(parts[end] as Piece)) end++;
  const items = parts.slice(from, end);
  return areCodes(items) ? (listed(items, kind, false) ?? []) : [];
}

/** The values that the words of a paragraph list. */
export function inline(piece: Piece, kind: string, isRange: boolean): PageValue[] {
  const told = toldInline(piece, kind);
  if (told.length > 1) return told;
  const explained = explainedInline(piece, kind);
  if (explained.length > 1) return explained;
  // The first words that announce values may not be the ones: `The value is fixed to one of HIGH and LOW`.
  const found: PageValue[][] = [];
  for (const start of piece.text.slice(0, 4000).matchAll(listCues)) {
    const values = inSentence(piece, kind, start.index + start[0].length, start[0]);
    // Several lists are those of several cases: `Valid values for A: … Valid values for B: …`
    if (values.length > 0 && (found.length === 0 || strongCue.test(start[0]))) found.push(values);
  }
  if (found.length > 0) return united(found);
  if (isRange) return inSentence(piece, kind, 0, '');
  const end = colonList.exec(beforeExamples(piece.text));
  return end === null || ofOthers.test(`${end[1]}:`) || label.test(end[1] as string)
    ? []
    : inSentence(piece, kind, piece.text.indexOf(end[2] as string, (end[1] as string).length), 'values:');
}

/** `The type of the rule: black, white or custom.`: a sentence that ends with words after a colon. */
const colonList =
  /(?:^|[.。]\s)([^.。:：]{3,120})[:：]\s*((?:[\w-]{1,64},\s+){0,30}[\w-]{1,64},?\s+(?:or|and)\s+[\w-]{1,64})[.。]?$/;

/** `0 indicates a folder and 1 indicates a file`: at least two values, each with a verb that says what it means. */
function explainedInline({ text, line }: Piece, kind: string): PageValue[] {
  const pattern =
    /(?:^|[.。,，;；:：]\s*(?:and\s+)?|\band\s+|\bor\s+)["'`“]?([\w-]{1,64})["'`”]?(?:\s+or\s+([\w-]{1,64}))?\s+(?:indicates?|means?|represents?|stands for)\s+([^.。,，;；]{1,200}?)(?=$|[.。,，;；]|\s+and\s)/g;
  const values = [...beforeExamples(text).matchAll(pattern)].flatMap(([, word, other, meaning = '']) =>
    [word, other].flatMap((one): PageValue[] => {
      const json = one === undefined || pronouns.test(one) ? undefined : toJson(one, kind);
      const prose = proseOf([{ text: meaning, line }]);
      return json === undefined ? [] : [{ value: { value: json, line, confidence: certainty.likely }, meaning: prose }];
    }),
  );
  return /\bothers? (?:indicates?|means?|represents?)\b/i.test(text) ? [] : united([values]);
}

const pronouns = /^(?:others?|it|this|that|which|value|what|parameter|name|field|and|or)$/i;

/** Cuts a sentence at its commas and conjunctions, but not within brackets. */
function partsOf(sentence: string): string[] {
  return sentence
    .split(/(?:\s*[,，、;；|]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?![^(（]*[)）])/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The values between commas from a place to the end of its sentence; none where anything else stands there. */
function inSentence({ text, line }: Piece, kind: string, from: number, announced: string): PageValue[] {
  const sentence = /^(?:[^.。;\n]|\.(?!\s|$))*/.exec(text.slice(from, from + 1000))?.[0] ?? '';
  // `[0, 1]` is a range, `[str, json]` a list.
  const inner = /^\[([^[\]]*)\]$/.exec(sentence)?.[1];
  if (inner !== undefined && /^\s*-?[\d.]+\s*[,，]\s*-?[\d.]+\s*$/.test(inner)) return [];
  const parts = partsOf(inner ?? sentence);
  // What ends with "and others" is no whole list.
  if (/^(?:others|more|so on|etc)$/.test(parts.at(-1) ?? '')) return [];
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
