import * as fc from 'fast-check';
import type { JsonSchema } from '../base/json.js';
import { formats } from '../contract/formats.js';
import type { DrawOptions } from './draw-context.js';

/** How long drawn texts are at most where the schema allows more. */
const MAX_LENGTH = 64;

/** The texts of a schema: of its format, of its pattern, or of its length. */
export function textArbitrary(schema: JsonSchema, options: DrawOptions): fc.Arbitrary<string> {
  const minLength = typeof schema.minLength === 'number' ? schema.minLength : 0;
  const maxLength = typeof schema.maxLength === 'number' ? schema.maxLength : Math.max(MAX_LENGTH, minLength);
  const inLength = (text: string) => {
    const length = [...text].length;
    return length >= minLength && length <= maxLength;
  };
  const example = typeof schema.example === 'string' ? schema.example : undefined;

  const format = typeof schema.format === 'string' ? byFormat[schema.format] : undefined;
  if (format !== undefined) {
    const legal = formats[schema.format as string];
    return format().filter((text) => inLength(text) && (legal === undefined || legal.test(text)));
  }
  if (typeof schema.pattern === 'string') {
    const pattern = new RegExp(schema.pattern, 'u');
    return fc.stringMatching(pattern).filter((text) => inLength(text));
  }
  if (/json/.test(String(schema.contentMediaType ?? ''))) {
    return fc
      .dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 8 }), { maxKeys: 2, noNullPrototype: true })
      .map((value) => JSON.stringify(value));
  }
  if (options.texts === 'realistic') return realistic(example).filter(inLength);

  const length = { minLength, maxLength: Math.min(maxLength, Math.max(MAX_LENGTH, minLength)) };
  const choices: fc.WeightedArbitrary<string>[] = [
    { weight: 4, arbitrary: fc.string({ ...length, unit: 'grapheme-ascii' }) },
    { weight: 1, arbitrary: fc.string({ ...length, unit: 'binary' }) },
  ];
  if (example !== undefined && inLength(example)) choices.push({ weight: 2, arbitrary: fc.constant(example) });
  return fc.oneof(...choices);
}

/** Moments that a service could name: a fixed stretch, so that draws do not depend on the clock. */
const moments = { min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T23:59:59Z'), noInvalidDate: true };

const byFormat: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => fc.date(moments).map((date) => date.toISOString().replace(/\.\d+Z$/, 'Z')),
  date: () => fc.date(moments).map((date) => date.toISOString().slice(0, 10)),
  time: () => fc.date(moments).map((date) => date.toISOString().slice(11)),
  uuid: () => fc.uuid(),
  email: () => fc.emailAddress(),
  hostname: () => fc.domain(),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  uri: () => fc.webUrl(),
};

/**
 * Texts of the example's shape: identifiers get other letters and digits, names stay as they are.
 *
 * A masked end (`****`) is filled, since the vendor masks it on the page only.
 */
function realistic(example: string | undefined): fc.Arbitrary<string> {
  const shape = example?.trim() || 'item-000000';
  if (/\s/.test(shape) || !/\d/.test(shape)) return fc.constant(shape);
  return fc.nat().map((seed) => {
    let state = (seed ^ 0x9e3779b9) >>> 0;
    const next = (limit: number) => {
      // xorshift32: small, fast, and the same on every machine.
      state ^= state << 13;
      state >>>= 0;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state % limit;
    };
    const hex = /^[0-9a-f*_-]+$/.test(shape);
    return shape.replaceAll(/[0-9a-zA-Z*]/g, (character) => {
      if (/[0-9]/.test(character) || character === '*') return String(next(10));
      if (!hex) return character;
      return 'abcdef'[next(6)] as string;
    });
  });
}
