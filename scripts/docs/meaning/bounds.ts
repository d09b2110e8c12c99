import type { Piece } from '../blocks/block.js';
import { type Bounds, certainty, type Fact, type PageType } from '../page.js';

const number = '(-?\\d[\\d,]*(?:\\.\\d+)?(?:e[+-]?\\d{1,3})?)';
const to = '\\s*(?:to|-|–|—|~|～|至)\\s*';
/** `[1, 100]`; `1, 2` without brackets is a list of values. */
const interval = /\[\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*\]/g;

/** `128 MB to 1,024 MB`: a unit that stands at both ends. */
const sameUnit =
  /(\d)\s?(KB|MB|GB|TB|KiB|MiB|GiB|TiB|Mbit\/s|Kbit\/s|ms|seconds|minutes|hours|days|%)(\s*(?:to|-|–|~)\s*\d[\d,.]*\s?\2)(?!\w)/g;
/** An item that says what holds in one case. */
const ofCase = /^(?:(?:the )?(?:valid )?values? )?(?:if|for|when)\b/i;

const lengths = [
  new RegExp(
    `(?:contain|be|is|are|of|consists? of)\\s+(?:from\\s+)?${number}${to}${number}\\s+(?:\\w+\\s+)?(?:characters|bytes)`,
    'i',
  ),
  new RegExp(
    `lengths?\\s*(?:of \\w+ )?(?:range|ranges from|is|must be)?\\s*(?:from)?[:：]?\\s*${number}${to}${number}`,
    'i',
  ),
  new RegExp(`\\b${number}${to}${number}\\s+characters`, 'i'),
];
const maxLengths = [
  new RegExp(
    `(?:at most|up to|a maximum of|no more than|cannot exceed|maximum length(?: is)?[:：]?)\\s*${number}\\s*characters?`,
    'i',
  ),
  new RegExp(`maximum length[:：]\\s*${number}`, 'i'),
  new RegExp(`最大长度[:：]\\s*${number}`),
];
const minLengths = [
  new RegExp(`minimum length[:：]\\s*${number}`, 'i'),
  new RegExp(`at least\\s*${number}\\s*characters?`, 'i'),
  new RegExp(`最小长度[:：]\\s*${number}`),
];
const ranges = [
  new RegExp(
    `(?:value range|values? ranges?|ranges?)\\s*(?:is|are)?\\s*(?:from|between)?[:：]?\\s*\\[?${number}(?:${to}|\\s+and\\s+)${number}`,
    'i',
  ),
  new RegExp(
    `valid values?[:：]?\\s*(?:are|is)?\\s*(?:integers? )?(?:from|between|in the range of)?\\s*\\[?${number}${to}${number}`,
    'i',
  ),
  new RegExp(
    `\\b(?:integer|number|value)s?\\s+(?:(?:that |must |can |should )?(?:be |is |ranges? |ranging )?)?(?:an integer )?(?:from|between|(?:with)?in the range (?:of|from))\\s+${number}(?:${to}|\\s+and\\s+)${number}`,
    'i',
  ),
  new RegExp(
    `(?<!\\b(?:changes?|changed|switch(?:es|ed)?|upgrade[sd]?|time|period)\\s)\\bfrom ${number} to ${number}[.。]?$`,
    'i',
  ),
  new RegExp(`取值范围[:：]?\\s*\\[?${number}${to}${number}`),
];
const minimums = [
  new RegExp(`min(?:imum)?(?: value)?(?: is)?\\s*[:：]?\\s*${number}`, 'i'),
  new RegExp(`最小值[:：]\\s*${number}`),
];
const maximums = [
  new RegExp(`max(?:imum)?(?: value)?(?: is)?\\s*[:：]?\\s*${number}`, 'i'),
  new RegExp(`最大值[:：]\\s*${number}`),
];
const arrayLength = new RegExp(`(?:array length|数组长度)[:：]?\\s*${number}${to}${number}`, 'i');
const bare = new RegExp(
  `^\\[?\\s*${number}${to}${number}\\s*\\]?(?: (?:characters|items|elements|records))?(?:, where\\b.*)?[.。]?$`,
  'i',
);

/**
 * The bounds that a description states: `The value can contain 1 to 256 characters.`, `Valid values: 1 to 100.`,
 * `Minimum: 1 Maximum: 256`. Of a text they are lengths, of an array numbers of elements.
 *
 * @param isRange true for a part of the cell that holds nothing but a range
 */
export function readBounds(pieces: readonly Piece[], type: PageType, isRange = false): Bounds {
  const bounds: { -readonly [K in keyof Bounds]: Bounds[K] } = {};
  const set = (key: keyof Bounds, text: string | undefined, line: number, confidence: number) => {
    const value = text === undefined ? Number.NaN : Number(text.replaceAll(',', ''));
    if (Number.isFinite(value) && bounds[key] === undefined)
      bounds[key] = { value, line, confidence } satisfies Fact<number>;
  };
  const isText = type.kind === 'string';
  const isNumber = type.kind === 'integer' || type.kind === 'number';
  for (const { text: whole, line, bullet } of pieces) {
    // What holds in one case only bounds no value.
    if (bullet && ofCase.test(whole)) continue;
    const text = whole.slice(0, 2000).replaceAll(interval, '$1 to $2').replaceAll(sameUnit, '$1$3');
    if (!/\d/.test(text)) continue;
    if (type.kind === 'array') {
      const match = arrayLength.exec(text) ?? (isRange ? bare.exec(text) : null);
      set('minItems', match?.[1], line, certainty.certain);
      set('maxItems', match?.[2], line, certainty.certain);
      continue;
    }
    if (isText) {
      const match = first(lengths, text) ?? (isRange ? bare.exec(text) : null);
      set('minLength', match?.[1], line, certainty.certain);
      set('maxLength', match?.[2], line, certainty.certain);
      set('maxLength', (first(maxLengths, text) ?? shortMaximum(text))?.[1], line, certainty.likely);
      set('minLength', (first(minLengths, text) ?? shortMinimum(text))?.[1], line, certainty.likely);
    }
    // `The value can be -1 or ranges from 0 to 99999.`
    if (isNumber && !/\bbe -?\d+ or ranges?\b/i.test(text)) {
      const match = first(ranges, text) ?? (isRange ? bare.exec(text) : null);
      set('minimum', match?.[1], line, certainty.certain);
      set('maximum', match?.[2], line, certainty.certain);
      if (match === null) {
        set('minimum', first(minimums, text)?.[1], line, certainty.certain);
        set('maximum', first(maximums, text)?.[1], line, certainty.certain);
      }
    }
  }
  return bounds;
}

/** Huawei's older pages bound the length of a text as `Minimum: 1 Maximum: 256`, like a number. */
function shortMinimum(text: string): RegExpExecArray | null {
  return new RegExp(`\\bminimum[:：]\\s*${number}`, 'i').exec(text);
}

function shortMaximum(text: string): RegExpExecArray | null {
  return new RegExp(`\\bmaximum[:：]\\s*${number}`, 'i').exec(text);
}

function first(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return null;
}
