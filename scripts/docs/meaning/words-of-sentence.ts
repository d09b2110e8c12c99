import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';
import { areOfOneSpace, cut, isAmong, isPhrase, toJson } from './value-items.js';
import { isNothing } from './words.js';

/** A text up to its examples. */
export function beforeExamples(text: string): string {
  const start = text.slice(0, 1000);
  return start.slice(0, /\bexamples?\s*[:：]|\bfor (?:example|instance)\b|\be\.g\./i.exec(start)?.index);
}

/** Cuts a sentence at its commas and conjunctions, but not within brackets. */
export function partsOf(sentence: string): string[] {
  return sentence
    .split(/(?:\s*[,，、;；|]\s*(?:(?:and|or)(?:\s+|(?=\d)))?|\s+(?:and|or)\s+)(?![^(（]*[)）])/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What follows a list in its sentence and says more of it: `, and the default value is 1`, `, indicating low and high`. */
const behindList =
  /,?\s*(?:and\s+)?(?:the\s+)?(?:by\s+)?default(?: value)?(?:\s+is|\s*[:：])\s*\S+$|,\s*(?:indicating|representing|meaning|which|where|respectively)\b.*$/i;

/** The values between commas from a place to the end of its sentence; none where anything else stands there. */
export function inSentence(piece: Piece, kind: string, from: number, announced: string, example = ''): PageValue[] {
  const text = piece.text.slice(from, from + 1000);
  // `2, 4, 8 .. 256`
  if (/\s(?:\.\.|…)/.test(text.slice(0, 200))) return [];
  const sentence = /^(?:[^.。\n]|\.(?!\s|$))*/.exec(text)?.[0] ?? '';
  const values = inWords(sentence.replace(behindList, ''), piece, kind, announced, example);
  const cutAt = sentence.search(/[;；]/);
  return values.length > 0 || cutAt < 0 ? values : inWords(sentence.slice(0, cutAt), piece, kind, announced, example);
}

function inWords(sentence: string, { line }: Piece, kind: string, announced: string, example: string): PageValue[] {
  // `[0, 1]` is a range, `[str, json]` a list.
  const inner = /^\[([^[\]]*)\]$/.exec(sentence)?.[1];
  if (inner !== undefined && /^\s*-?[\d.]+\s*[,，]\s*-?[\d.]+\s*$/.test(inner)) return [];
  const parts = withoutLabel(splitSlashes(splitBlanks(partsOf(inner ?? sentence), example), example));
  if (areOfLanguage(parts)) return [];
  // What ends with "and others" is no whole list.
  if (/^(?:others|more|so on|etc)$/.test(parts.at(-1) ?? '')) return [];
  const isMarked = announced === '' || /values?\s*[:：]/i.test(announced);
  if (parts.length < 2 && !(announced !== '' && isMarked && parts.length === 1)) return [];
  const of = (text: string, meaning: string): PageValue | undefined => {
    const json = /^\[|\]$|…|\.\./.test(text) ? undefined : toJson(text, kind);
    return json === undefined
      ? undefined
      : { value: { value: json, line, confidence: certainty.likely }, meaning: proseOf([{ text: meaning, line }]) };
  };
  const arePhrases =
    kind === 'string' &&
    parts.length > 1 &&
    (isMarked || /[:：]\s*$/.test(announced)) &&
    parts.every(isPhrase) &&
    parts.some((part) => part.includes(' '));
  // `3200-3999` alone is a range.
  if (parts.length === 1 && /^\d+\s?[-–—~]\s?\d+$/.test(parts[0] as string)) return [];
  const areWhole = arePhrases || areOfOneSpace(parts);
  const values: PageValue[] = [];
  for (const part of parts) {
    const { value, meaning } = areWhole ? { value: part, meaning: '' } : cut(part, false);
    const one = value === undefined ? undefined : of(value, meaning);
    if (one === undefined) return [];
    values.push(one);
  }
  // Running text lists its words with a conjunction; without one they are values where they look like it.
  const isList =
    isMarked ||
    /[:：]\s*$|(?:valid|possible|supported|allowed|available|enumerat)/i.test(announced) ||
    /\s(?:and|or)\s/.test(sentence) ||
    values.every(({ value }) => /^[A-Z][A-Z\d_]+$/.test(String(value.value))) ||
    (/^one of/i.test(announced) && values.length > 2) ||
    isAmong(example, values);
  return isList ? values : [];
}

/** Whether words say what a value is made of: `letters, digits, and hyphens`. */
export const areOfLanguage = (words: readonly string[]) => words.filter((word) => ofLanguage.test(word)).length > 1;

const ofLanguage =
  /^(?:letters?|digits?|characters?|underscores?|hyphens?|numbers?|spaces?|symbols?|uppercase|lowercase|integers?|strings?)$/i;

/** `Protocol: saml or oidc`: a label before the first of several words. */
function withoutLabel(parts: string[]): string[] {
  const [first = '', ...rest] = parts;
  const isLabelled = rest.length > 0 && /^[A-Z][a-z]+: \S/.test(first) && rest.every((part) => !/[:：(（]/.test(part));
  return isLabelled ? [first.slice(first.indexOf(':') + 1).trim(), ...rest] : parts;
}

/** `Linux Windows`: words between blanks, of which the example is one. */
function splitBlanks(parts: string[], example: string): string[] {
  const words = parts.length === 1 ? (parts[0] as string).split(' ') : [];
  return words.length > 1 && words.includes(example) && words.every((word) => /^[A-Z][\w-]{0,63}$/.test(word))
    ? words
    : parts;
}

/** `Enabled/Disabled` alone is two values, unless the example has it so, or it is a type of media. */
function splitSlashes(parts: string[], example: string): string[] {
  const [one = ''] = parts;
  const isOne = parts.length !== 1 || example === one || isNothing(one) || media.test(one);
  return isOne || !/^[\w-]{1,64}(?:\s?\/\s?[\w-]{1,64}){1,20}$/.test(one)
    ? parts
    : one.split('/').map((part) => part.trim());
}

const media = /^(?:text|application|image|audio|video|multipart)\//;
