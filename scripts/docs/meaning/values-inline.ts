import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';
import { strongCue } from './cues.js';
import { areCodes, isAmong, isTold, listed, toJson, united } from './value-items.js';
import { namedInWords } from './values-in-words.js';
import { beforeExamples, inSentence } from './words-of-sentence.js';

const listCues =
  /(?:(?:valid|possible|supported|allowed|available|enumerat\w+)\s+(?:values?|options?)(?:\s+(?:are|is|include)|\s+for\s+[^:：.。]{1,60}(?=[:：])|\s*\([^()]{1,40}\)(?=\s*[:：]))?\s*[:：]?|(?:value )?options?\s*[:：]|(?<!(?:default|maximum|minimum|max|min|example|sample|initial|recommended) )\bvalues?\s*[:：]|(?:(?:the|its|their) (?:values?|options?) (?:can be|may be|is|are|must be)|it (?:can|must|may) be|which (?:can|may) be|which is(?= either\b)|\b(?:types|values|options|modes|levels) include|value range\s*[:：]|(?<=^|[.。]\s)supported\s*[:：]|\bthe \w+ can be(?= \S{1,64}, ))(?: either| one of)?(?: the following)?(?: as follows)?\s*[:：]?|(?<!\b(?:specify|set|configure|provide|use|least) )either(?= \S{1,64} or )|(?<!\bleast )one of(?: the following(?: values)?)?(?!\s+(?!values)\w+\s*[:：])\s*[:：]?|set (?:the value|this parameter|the parameter|it) to(?=[^.]{1,80}\bor\b)|取值(?:范围)?(?:为|包括)?\s*[:：]?)\s*/gi;

/** What a part of a sentence is told with: a word and a colon. */
const wordAndColon = String.raw`["'\`]?[\w.+/-]{1,64}["'\`]?\s?[:：]\s`;
const toldBreaks = new RegExp(String.raw`[.。]\s+|[;；]\s*|,\s+(?:(?:and|or)\s+)?(?=${wordAndColon})`);
const beforeTold = new RegExp(String.raw`^[^:：]{0,200}[:：]\s+(?=${wordAndColon})`);

/** `0: disabled. 1: enabled.`, `asc: ascending, desc: descending`: at least two values in a row, each with its meaning. */
function toldInline({ text, line }: Piece, kind: string, example: string): PageValue[] {
  const parts = beforeExamples(text)
    .split(toldBreaks)
    .map((part) => part.replace(/^.{0,200}?\bvalues?\s*[:：]\s*(?=\S{1,64}\s?[:：](?!:))/i, '').replace(/[.。]$/, ''))
    .map((part) => ({ text: part.replace(beforeTold, '').trim(), line, bullet: false, depth: 0 }));
  const from = parts.findIndex(isTold);
  if (from < 0) return [];
  let end = from;
  while (end < parts.length && isTold(parts[end] as Piece)) end++;
  const items = parts.slice(from, end);
  const values = items.length > 1 ? (listed(items, kind, false) ?? []) : [];
  const start = text.indexOf((items[0] as Piece).text);
  return areCodes(items) || /\bvalues?\s*[:：]\s*$/i.test(text.slice(0, start)) || isAmong(example, values)
    ? values
    : [];
}

/** `installed: installed. online. offline.` where nothing but values stands: told or not, each is a sentence. */
function toldOrBare({ text, line }: Piece, kind: string): PageValue[] {
  const items = text
    .slice(0, 1000)
    .split(/[.。]\s+|[;；]\s*/)
    .map((part) => ({ text: part.replace(/[.。]$/, '').trim(), line, bullet: false, depth: 0 }))
    .filter((part) => part.text !== '');
  const told = items.filter(isTold).length;
  return told > 1 && items.every((item) => isTold(item) || /^[\w.-]{1,64}$/.test(item.text))
    ? (listed(items, kind, false) ?? [])
    : [];
}

/**
 * The values that the words of a paragraph list.
 *
 * @param isRange true where nothing but values stands there
 * @param example text of the row's example; empty where there is none
 */
export function inline(piece: Piece, kind: string, isRange: boolean, example = ''): PageValue[] {
  const bare = isRange ? toldOrBare(piece, kind) : [];
  if (bare.length > 1) return bare;
  const told = toldInline(piece, kind, example);
  if (told.length > 1) return told;
  const explained = explainedInline(piece, kind);
  if (explained.length > 1) return explained;
  // The first words that announce values may not be the ones: `The value is fixed to one of HIGH and LOW`.
  const found: PageValue[][] = [];
  const cased: PageValue[][] = [];
  for (const start of piece.text.slice(0, 4000).matchAll(listCues)) {
    // What a part of a value may be is none of its values, unless the example is: `The unit can be s or m.`
    const isPart = /^the (?:unit|suffix|prefix|ending|separator|delimiter) can\b/i.test(start[0]);
    if (/^of [A-Z]\s*[:：]/.test(piece.text.slice(start.index + start[0].length))) continue;
    const values = inSentence(piece, kind, start.index + start[0].length, start[0], example);
    if (values.length === 0 || (isPart && !isAmong(example, values))) continue;
    // What holds in one case only is no list of all values; what holds in several is.
    if (/^(?:if|when)\b/i.test(sentenceBefore(piece.text, start.index))) cased.push(values);
    // Several lists are those of several cases: `Valid values for A: … Valid values for B: …`
    else if (found.length === 0 || strongCue.test(start[0])) found.push(values);
  }
  if (found.length > 0) return united(found);
  if (cased.length > 0) return cased.length > 1 ? united(cased) : [];
  const whole = isRange ? inSentence(piece, kind, 0, '', example) : [];
  return whole.length > 0 ? whole : namedInWords(piece, kind, isRange, example);
}

/** What stands before a place in its sentence. */
function sentenceBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 1000), at);
  return before.slice(Math.max(before.lastIndexOf('. ') + 1, before.lastIndexOf('。') + 1)).trim();
}

/** `0 indicates a folder and 1 indicates a file`: at least two values, each with a verb that says what it means. */
function explainedInline({ text, line }: Piece, kind: string): PageValue[] {
  const verbs =
    /(?:^|[.。,，;；:：]\s*(?:and\s+)?|\band\s+|\bor\s+)["'`“]?([\w-]{1,64})["'`”]?(?:\s+or\s+([\w-]{1,64}))?\s+(?:indicates?|means?|represents?|stands for)\s+([^.。,，;；]{1,200}?)(?=$|[.。,，;；]|\s+and\s)/g;
  const numbers =
    /(?:^|[.。,，;；:：]\s*(?:and\s+)?|\band\s+)(-?\d{1,9})()\s+for\s+([^.。,，;；]{1,200}?)(?=$|[.。,，;；]|\s+and\s+-?\d)/g;
  const start = beforeExamples(text);
  for (const pattern of [verbs, numbers]) {
    const values = [...start.matchAll(pattern)].flatMap(([, word, other, meaning = '']) =>
      [word, other].flatMap((one): PageValue[] => {
        const json = one === undefined || one === '' || pronouns.test(one) ? undefined : toJson(one, kind);
        const prose = proseOf([{ text: meaning, line }]);
        return json === undefined
          ? []
          : [{ value: { value: json, line, confidence: certainty.likely }, meaning: prose }];
      }),
    );
    if (values.length > 1)
      return /\bothers? (?:\w+ )?(?:indicates?|means?|represents?)\b/i.test(text) ? [] : united([values]);
  }
  return [];
}

const pronouns = /^(?:others?|it|this|that|which|value|what|parameter|name|field|and|or)$/i;
