import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { ofOthers } from './cues.js';
import { isAmong, label, toJson } from './value-items.js';
import { beforeExamples, inSentence, partsOf } from './words-of-sentence.js';

/**
 * Values that no cue announces, by the form of a sentence: `Only TCP and UDP are supported.`, `The value is fixed at List.`,
 * `The sort order: asc or desc.`, `Enable or Disable.` What could as well be other words needs the example among them.
 */
export function namedInWords(piece: Piece, kind: string, isRange: boolean, example: string): PageValue[] {
  const sentences = beforeExamples(piece.text).split(/(?<=[.。])\s+/);
  for (const sentence of sentences.map((one) => one.replace(/[.。]$/, '').trim())) {
    for (const read of [supported, fixed, behindColon, alternatives]) {
      const values = read(sentence, { ...piece, text: sentence }, kind, isRange, example);
      if (values.length > 0) return values;
    }
  }
  return [];
}

type Read = (sentence: string, piece: Piece, kind: string, isRange: boolean, example: string) => PageValue[];

/** Words as values; none where one of them is no single word. */
function words(texts: readonly string[], line: number, kind: string): PageValue[] {
  const values = texts.map((text) => {
    const word = /^["'`“]?([\w.+/-]{1,64})["'`”]?(?:\s?[(（][^()（）]{1,60}[)）])?$/.exec(text)?.[1];
    return word === undefined ? undefined : toJson(word, kind);
  });
  return values.some((value) => value === undefined)
    ? []
    : values.map((value) => ({ value: { value: value as string, line, confidence: certainty.likely } }));
}

/** Whether words look like values, not like words of the language. */
const areCodeWords = (values: readonly PageValue[]) =>
  values.every(({ value }) => /[A-Z\d_]/.test(String(value.value)));

const supported: Read = (sentence, { line }, kind, isRange, example) => {
  const match =
    /^(?:(?:currently|at present),?\s+)?(only\s+|both\s+)?(.{1,300}?)\s+(?:is|are)\s+(?:currently\s+)?supported$/i.exec(
      sentence,
    );
  if (match === null) return [];
  const values = words(partsOf(match[2] as string), line, kind);
  const isWhole = values.length > 1 || /^only/i.test(match[1] ?? '');
  return isWhole && (isAmong(example, values) || (example === '' && (isRange || areCodeWords(values)))) ? values : [];
};

const fixed: Read = (sentence, { line }, kind, _isRange, example) => {
  const match =
    /^(?:(?:please )?set (?:the value|this parameter|the parameter|it)(?: of this \w+)? to|(?:the|its) value(?: of this (?:parameter|field))? (?:(is|must be|should be)|(?:is|can) (?:fixed|always|only)(?: (?:at|to|as|be))*)|this (?:parameter|field) (?:is fixed (?:at|to)|must be(?: set to)?|can only be(?: set to)?))\s*[:：]?\s*(\S{1,64}?)(?:,\s*which\s.*|,\s*indicating\s.*)?$/i.exec(
      sentence,
    );
  if (match === null) return [];
  const values = words([match[2] as string], line, kind);
  const isCode = /^(?=.*[A-Z\d_])|^["'`“]/.test(match[2] as string);
  return isAmong(example, values) ||
    (example === '' && match[1] !== 'is' && (isCode || /fixed|always|only/.test(sentence)))
    ? values
    : [];
};

const behindColon: Read = (sentence, piece, kind, _isRange, example) => {
  const match = /^([^:：]{3,120})[:：]\s*(.{1,600})$/.exec(sentence);
  if (
    match === null ||
    ofOthers.test(`${match[1]}:`) ||
    label.test(match[1] as string) ||
    /\bof [A-Z]$/.test(match[1] as string)
  )
    return [];
  const list = match[2] as string;
  const values = inSentence({ ...piece, text: list }, kind, 0, 'values:', example);
  const isJoined = /^(?:["'`“]?[\w-]{1,64}["'`”]?,?\s+){1,30}(?:or|and)\s+["'`“]?[\w-]{1,64}["'`”]?$/.test(list);
  return values.length > 1 && (isJoined || isAmong(example, values)) ? values : [];
};

const alternatives: Read = (sentence, { line }, kind, _isRange, example) => {
  if (!/\sor\s/.test(sentence)) return [];
  const values = words(partsOf(sentence), line, kind);
  return values.length > 1 && isAmong(example, values) ? values : [];
};
