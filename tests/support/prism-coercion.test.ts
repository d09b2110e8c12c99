import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { coercedByPrism } from './prism-coercion.js';

const types = ['integer', 'number', 'boolean', 'null', 'string', 'array', 'object'] as const;

describe('what Prism takes a text for', () => {
  const table: { type: Json; text: string; want: Json }[] = [
    { type: 'integer', text: '5', want: 5 },
    { type: 'integer', text: '-5', want: -5 },
    { type: 'integer', text: ' ', want: 0 },
    { type: 'integer', text: '\t\n', want: 0 },
    { type: 'integer', text: '\u00a0', want: 0 },
    { type: 'integer', text: ' 5', want: 5 },
    { type: 'integer', text: '5 ', want: 5 },
    { type: 'integer', text: '+5', want: 5 },
    { type: 'integer', text: '05', want: 5 },
    { type: 'integer', text: '5.', want: 5 },
    { type: 'integer', text: '5.0', want: 5 },
    { type: 'integer', text: '.5', want: '.5' },
    { type: 'integer', text: '1e3', want: 1000 },
    { type: 'integer', text: '1e+21', want: 1e21 },
    { type: 'integer', text: '0x10', want: 16 },
    { type: 'integer', text: '-0x10', want: '-0x10' },
    { type: 'integer', text: '0b11', want: 3 },
    { type: 'integer', text: '0o17', want: 15 },
    { type: 'integer', text: 'Infinity', want: Number.POSITIVE_INFINITY },
    { type: 'integer', text: '1e999', want: Number.POSITIVE_INFINITY },
    { type: 'integer', text: '', want: '' },
    { type: 'integer', text: '1_000', want: '1_000' },
    { type: 'integer', text: '1,5', want: '1,5' },
    { type: 'integer', text: '5n', want: '5n' },
    { type: 'integer', text: '٥', want: '٥' },
    { type: 'integer', text: 'true', want: 'true' },
    { type: 'integer', text: 'null', want: 'null' },
    { type: 'integer', text: 'NaN', want: 'NaN' },
    { type: 'integer', text: '1.5', want: '1.5' },
    { type: 'number', text: '1.5', want: 1.5 },
    { type: 'number', text: '.5', want: 0.5 },
    { type: 'number', text: ' ', want: 0 },
    { type: 'number', text: 'true', want: 'true' },
    { type: 'boolean', text: 'true', want: true },
    { type: 'boolean', text: 'false', want: false },
    { type: 'boolean', text: 'True', want: 'True' },
    { type: 'boolean', text: '1', want: '1' },
    { type: 'boolean', text: '0', want: '0' },
    { type: 'boolean', text: ' true', want: ' true' },
    { type: 'boolean', text: '', want: '' },
    { type: 'null', text: '', want: null },
    { type: 'null', text: 'null', want: 'null' },
    { type: 'string', text: ' 5', want: ' 5' },
    { type: ['integer', 'string'], text: '5', want: '5' },
    { type: ['boolean', 'integer'], text: '0x1', want: 1 },
    { type: ['integer', 'null'], text: '', want: null },
    { type: 'array', text: '[1]', want: '[1]' },
    { type: 'object', text: '{}', want: '{}' },
  ];
  test.each(table)('$type: $text is $want', ({ type, text, want }) => {
    expect(coercedByPrism({ type }, {}, text)).toBe(want);
  });

  test('a reference is followed, a schema without a type leaves the text, a union is not decided', () => {
    expect(coercedByPrism({ $ref: '#/$defs/Size' }, { Size: { type: 'integer' } }, '0x10')).toBe(16);
    expect(coercedByPrism({ enum: [1, 2] }, {}, '1')).toBe('1');
    expect(coercedByPrism({ anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, {}, '1')).toBeUndefined();
  });

  test('is what Ajv does with the options that Prism gives it', () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false, coerceTypes: true });
    const odd = [
      '',
      ' ',
      '0',
      '-0',
      ' 5',
      '1e3',
      '0x10',
      '1e999',
      '-Infinity',
      'NaN',
      'true',
      'false',
      'null',
      '[]',
      '٥',
    ];
    const texts = fc.oneof(
      fc.constantFrom(...odd),
      fc.double().map(String),
      fc.stringMatching(/^[\s+\-.0-9a-fxeE]{0,6}$/),
      fc.string(),
    );
    const drawn = fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(drawn, texts, (type, text) => {
        const data = { p: text as Json };
        ajv.validate({ type: 'object', properties: { p: { type } } }, data);
        expect(coercedByPrism({ type }, {}, text)).toBe(data.p);
      }),
      { numRuns: 1000 },
    );
  });
});
