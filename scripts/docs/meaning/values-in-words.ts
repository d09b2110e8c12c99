import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { ofOthers } from './cues.js';
import { isAmong, label, toJson } from './value-items.js';
import { areOfLanguage, beforeExamples, inSentence, partsOf } from './words-of-sentence.js';

/**
 * Values that no cue announces, by the form of a sentence: `Only TCP and UDP are supported.`, `The value is fixed at List.`,
 * `The sort order: asc or desc.`, `Enable or Disable.` What could as well be other words needs the example among them.
 */
export function namedInWords(piece: Piece, kind: string, isRange: boolean, example: string): PageValue[] {
  // `2, 4, 8 .. 256`
  if (/\s\.\.\s/.test(piece.text)) return [];
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
  return areOfLanguage(texts) || values.some((value) => value === undefined)
    ? []
    : values.map((value) => ({ value: { value: value as string, line, confidence: certainty.likely } }));
}

/** Whether words look like values, not like words of the language. */
const areCodeWords = (values: readonly PageValue[]) =>
  values.every(({ value }) => /[A-Z\d_]/.test(String(value.value)));

const supported: Read = (sentence, { line }, kind, isRange, example) => {
  const match =
    /^(?:(?:currently|at present),?\s+)?(only\s+|both\s+)?(.{1,300}?)\s+(?:is|are)\s+(?:currently\s+)?(?:supported|possible|allowed|returned)$/i.exec(
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
  const isCode = /^(?=.*[A-Z\d_])|^["'`“]/.test(match[2] as string) || /^set\b/i.test(sentence);
  return isAmong(example, values) ||
    (example === '' && match[1] !== 'is' && (isCode || /fixed|always|only/.test(sentence)))
    ? values
    : [];
};

const behindColon: Read = (sentence, piece, kind, _isRange, example) => {
  const match = /^([^:：]{3,120})[:：](?![:：])\s*(.{1,600})$/.exec(sentence);
  const before = match?.[1] as string;
  if (match === null || /\bof [A-Z]$/.test(before)) return [];
  const list = match[2] as string;
  const values = inSentence({ ...piece, text: list }, kind, 0, 'values:', example);
  const isJoined = /^(?:["'`“]?[\w-]{1,64}["'`”]?,?\s+){1,30}(?:or|and)\s+["'`“]?[\w-]{1,64}["'`”]?$/.test(list);
  // `Supported formats: …`, `Unit: …`: what else would be no list of values is one where the example is among them.
  const isOther =
    (ofOthers.test(`${before}:`) || label.test(before)) && !/^(?:supported|available|unit)\b/i.test(before);
  return !isOther && values.length > 1 && (isJoined || isAmong(example, values)) ? values : [];
};

/** A sentence, or what stands in its brackets, that is nothing but values. */
const alternatives: Read = (sentence, piece, kind, _isRange, example) => {
  const brackets = /[(（]([^()（）]{3,300})[)）]$/.exec(sentence)?.[1];
  for (const text of [sentence, ...(brackets === undefined ? [] : [brackets])]) {
    const values = onlyValues(text, piece.line, kind, example);
    if (values.length > 1) return values;
  }
  return [];
};

function onlyValues(text: string, line: number, kind: string, example: string): PageValue[] {
  const parts = partsOf(text);
  const told = parts.map((part) => /^["'`]?([\w.-]{1,64})["'`]?\s?[=＝:：]\s?[^\s:：]/.exec(part)?.[1]);
  // `0=file, 1=process`, and in brackets `0: common; 1: system`.
  if (parts.length > 1 && told.every((word) => word !== undefined && toJson(word, kind) !== undefined)) {
    const values = words(told as string[], line, kind);
    return /^(?:-?\d+|[A-Z][A-Z\d_]*)$/.test(told.join('')) || isAmong(example, values) ? values : [];
  }
  const values = words(parts, line, kind);
  const isJoined = /\sor\s/.test(text) || values.length > 2 || parts.every((part) => /[)）]$/.test(part));
  const areConstants = values.every(({ value }) => /^[A-Z][A-Z\d_]+$/.test(String(value.value)));
  const isSure = /^\S{1,64}(?: \| \S{1,64})+$/.test(text) || (areConstants && values.length > 1);
  return isSure || (isJoined && isAmong(example, values)) ? values : [];
}
