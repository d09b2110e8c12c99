import * as fc from 'fast-check';
import type { JsonSchema } from '../base/json.js';
import { lengthOf, regExpOf } from '../contract/satisfies.js';
import { type Below, chanceOf } from './chance.js';
import type { DrawContext } from './draw-context.js';
import { formatTexts } from './format-texts.js';
import { patternWriter } from './pattern.js';

/** How long drawn texts are at most where the schema allows more. */
const MAX_LENGTH = 64;
/** How long a text is at most. */
const MOST_LENGTH = 100_000;

/**
 * The texts of a schema: of its format, of its pattern, or of its length. Those of formats and patterns are still to be
 * checked.
 *
 * @throws Impossible where no text is long and short enough.
 */
export function textArbitrary(schema: JsonSchema, context: DrawContext): fc.Arbitrary<string> {
  const { effort, pointer } = context;
  const least = typeof schema.minLength === 'number' ? schema.minLength : 0;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  if (least > most) throw effort.fail(pointer, `it needs ${least} characters and allows ${most}`);
  if (least > MOST_LENGTH)
    throw effort.fail(pointer, `it needs ${least} characters; no more than ${MOST_LENGTH} are drawn`);
  if (least > MAX_LENGTH) effort.spend(pointer, Math.ceil(least / 100));
  const length = { least, most };
  const example = typeof context.example === 'string' ? context.example : undefined;
  const isRealistic = context.texts === 'realistic';
  const like = isRealistic && example !== undefined ? likeExample(example, schema, length) : undefined;

  const format = String(schema.format);
  const ofFormat = Object.hasOwn(formatTexts, format) ? formatTexts[format] : undefined;
  if (ofFormat !== undefined && schema.pattern === undefined)
    return like ?? ofFormat().map((text) => stretch(text, format, least));
  if (typeof schema.pattern === 'string' && regExpOf(schema.pattern) !== undefined)
    return like ?? ofPattern(schema.pattern, length);
  if (/json/.test(String(schema.contentMediaType ?? ''))) {
    return fc
      .dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 8 }), { maxKeys: 2, noNullPrototype: true })
      .map((value) => toLength(JSON.stringify(value), length));
  }
  if (isRealistic)
    return like ?? fc.nat().map((seed) => toLength(shaped(nameLike(context.name), chanceOf(seed)), length));
  if (least > MAX_LENGTH) return fc.string({ minLength: 1, maxLength: 8 }).map((text) => toLength(text, length));

  const range = { minLength: least, maxLength: Math.min(most, MAX_LENGTH) };
  const choices: fc.WeightedArbitrary<string>[] = [
    { weight: 4, arbitrary: fc.string({ ...range, unit: 'grapheme-ascii' }) },
    { weight: 1, arbitrary: fc.string({ ...range, unit: character }) },
  ];
  if (example !== undefined && lengthOf(example) >= least && lengthOf(example) <= most) {
    choices.push({ weight: 2, arbitrary: fc.constant(example) });
  }
  return fc.oneof(...choices);
}

/** Any character but halves of surrogate pairs. fast-check's own unit `binary` takes two seconds to prepare. */
const character = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((code) => String.fromCodePoint(code < 0xd800 ? code : code + 0x800));

interface Length {
  readonly least: number;
  readonly most: number;
}

/** Cuts a text that is too long at its beginning, which most are alike in, and repeats one that is too short. */
function toLength(text: string, { least, most }: Length): string {
  const characters = [...text];
  if (characters.length > most) return characters.slice(characters.length - most).join('');
  if (characters.length >= least) return text;
  const unit = characters.length === 0 ? ['0'] : characters;
  return characters
    .concat(Array.from({ length: least - characters.length }, (_, index) => unit[index % unit.length] as string))
    .join('');
}

/** A longer text of the same format, where the format has room. */
function stretch(text: string, format: string, least: number): string {
  const missing = least - text.length;
  if (missing <= 0) return text;
  const filling = 'x'.repeat(missing);
  if (/^(?:ur[il]|iri|uri-reference|iri-reference|json-pointer)$/.test(format)) return `${text}/${filling}`;
  if (/email$/.test(format)) return `${filling}${text}`;
  if (/date-time$/.test(format)) return text.replace(/(?:\.\d+)?Z$/, `.${'0'.repeat(Math.max(1, least - 21))}Z`);
  return text;
}

function ofPattern(pattern: string, { least, most }: Length): fc.Arbitrary<string> {
  const write = patternWriter(pattern);
  if (write === undefined) return fc.constant(toLength('', { least, most }));
  const room = Math.min(Math.max(0, most - least), 12);
  return fc.tuple(fc.nat(room), fc.nat()).map(([more, seed]) => {
    const below = chanceOf(seed);
    const text = write(below, least + more);
    const missing = least - lengthOf(text);
    // Where the pattern is not anchored, anything may stand around what it describes.
    return missing > 0 && below(2) === 0 ? text + 'a'.repeat(missing) : text;
  });
}

/** Texts of the example's shape, where their schema allows them; undefined where it allows none of a few. */
function likeExample(example: string, schema: JsonSchema, length: Length): fc.Arbitrary<string> | undefined {
  const ofFormat = typeof schema.format === 'string' && Object.hasOwn(formatTexts, schema.format);
  const pattern = typeof schema.pattern === 'string' ? regExpOf(schema.pattern) : undefined;
  // What a format or a pattern says of digits is not known here: dates like an example could be the 91st of March.
  if (ofFormat && schema.format !== 'uri' && schema.format !== 'url') return undefined;
  const write = (seed: number) => {
    const text = toLength(shaped(example.trim(), chanceOf(seed)), length);
    return pattern === undefined || pattern.test(text) ? text : undefined;
  };
  const isAllowed = [1, 2, 3, 4].every((seed) => write(seed) !== undefined);
  return isAllowed ? fc.nat().map((seed) => write(seed) ?? example) : undefined;
}

/** What a text without example looks like: the name of its property, and a number. */
function nameLike(name: string | undefined): string {
  const words = name
    ?.replaceAll(/[^A-Za-z]+/g, '-')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return `${words || 'item'}-000000`;
}

/**
 * A text of a shape: identifiers get other letters and digits, names stay as they are.
 *
 * A masked end (`****`) is filled, since the vendor masks it on the page only.
 */
function shaped(shape: string, below: Below): string {
  if (/\s/.test(shape) || !/\d/.test(shape)) return shape;
  const isHex = /^[0-9a-f*_-]+$/.test(shape);
  return shape.replaceAll(/[0-9a-zA-Z*]/g, (character) => {
    if (/[0-9]/.test(character) || character === '*') return String(below(10));
    if (!isHex) return character;
    return 'abcdef'[below(6)] as string;
  });
}
