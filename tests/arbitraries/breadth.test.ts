import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTexts } from '../../scripts/arbitraries/format-texts.js';
import { fromSchema } from '../../scripts/arbitraries/from-schema.js';
import { patternWriter } from '../../scripts/arbitraries/pattern.js';
import type { Json, JsonObject, JsonSchema } from '../../scripts/base/json.js';
import { createAjv } from '../../scripts/contract/ajv.js';

type Options = NonNullable<Parameters<typeof fromSchema>[2]>;

const sampleOf = (schema: Json, definitions: Record<string, JsonSchema> = {}, options: Options = {}, numRuns = 200) =>
  fc.sample(fromSchema(schema, definitions, options), { numRuns, seed: 11 });

/** Whole numbers are numbers, too. */
const typeOf = (value: Json) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

describe('a schema without type has the values of the types that it speaks of', () => {
  test.each<[schema: JsonSchema, want: string[]]>([
    [{}, ['array', 'boolean', 'null', 'number', 'object', 'string']],
    ...[{ minimum: 5 }, { maximum: 5 }, { exclusiveMinimum: 5 }, { exclusiveMaximum: 5 }, { multipleOf: 5 }].map(
      (schema): [JsonSchema, string[]] => [schema, ['number']],
    ),
    ...[{ pattern: '^a' }, { minLength: 2 }, { maxLength: 2 }, { format: 'date' }].map(
      (schema): [JsonSchema, string[]] => [schema, ['string']],
    ),
    ...[{ items: {} }, { prefixItems: [{}] }, { minItems: 1 }, { contains: {} }, { uniqueItems: true }].map(
      (schema): [JsonSchema, string[]] => [schema, ['array']],
    ),
    ...[
      { properties: { a: {} } },
      { required: ['a'] },
      { additionalProperties: {} },
      { patternProperties: { '^a': {} } },
      { propertyNames: {} },
      { minProperties: 1 },
    ].map((schema): [JsonSchema, string[]] => [schema, ['object']]),
  ])('%j', (schema, want) => {
    expect([...new Set(sampleOf(schema).map(typeOf))].sort()).toEqual(want);
  });
});

const has = (name: string) => (value: Json) => Object.hasOwn(value as JsonObject, name);
const hasNo = (name: string) => (value: Json) => !has(name)(value);
const animals = {
  Cat: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, meows: { const: true } } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, barks: { const: true } } },
};
const listed = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `v${from + index}`);

describe('among two hundred draws, there is each kind of value that the schema allows, and no other', () => {
  test.each<{
    name: string;
    schema: JsonSchema;
    definitions?: Record<string, JsonSchema>;
    options?: Options;
    some: ((value: Json) => boolean)[];
    all?: (value: Json) => boolean;
  }>([
    {
      name: 'a property that needs another one: both, or none of them',
      schema: { type: 'object', dependentRequired: { a: ['b'] }, properties: { a: { type: 'null' } } },
      some: [has('a'), hasNo('a')],
      all: (value) => hasNo('a')(value) || has('b')(value),
    },
    {
      name: 'a property that excludes another one',
      schema: {
        anyOf: [
          { required: ['a'], not: { required: ['b'] } },
          { required: ['b'], not: { required: ['a'] } },
        ],
        type: 'object',
        properties: { a: { type: 'null' }, b: { type: 'null' } },
      },
      some: [has('a'), has('b')],
      all: (value) => has('a')(value) !== has('b')(value),
    },
    {
      name: 'properties of several parts',
      schema: {
        allOf: [
          { type: 'object', properties: { a: { type: 'integer' } } },
          { type: 'object', properties: { b: { type: 'null' } } },
        ],
      },
      some: [has('a'), hasNo('a'), has('b'), hasNo('b')],
      all: (value) => hasNo('a')(value) || Number.isInteger((value as JsonObject).a),
    },
    {
      name: 'both sides of a condition that chance alone would not meet',
      schema: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string' } },
        if: { properties: { kind: { const: 'a rare one' } } },
        then: { required: ['more'] },
      },
      some: [
        (value) => (value as JsonObject).kind === 'a rare one',
        (value) => (value as JsonObject).kind !== 'a rare one',
      ],
      all: (value) => (value as JsonObject).kind !== 'a rare one' || has('more')(value),
    },
    {
      name: 'what long lists of values have in common',
      schema: { allOf: [{ enum: listed(0, 4000) }, { enum: listed(3998, 8000) }] },
      some: [(value) => value === 'v3998', (value) => value === 'v3999'],
    },
    {
      name: 'what the longer of two lists has in common with the shorter',
      schema: { allOf: [{ enum: listed(0, 4000) }, { enum: listed(5, 6) }] },
      some: [(value) => value === 'v5'],
    },
    {
      name: 'branches that a property names, by the mapping',
      schema: {
        oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { feline: '#/$defs/Cat', canine: '#/$defs/Dog' } },
      },
      definitions: {
        Cat: { ...animals.Cat, required: ['kind', 'meows'] },
        Dog: { ...animals.Dog, required: ['kind', 'barks'] },
      },
      some: [has('meows'), has('barks')],
      all: (value) => (value as JsonObject).kind === (has('meows')(value) ? 'feline' : 'canine'),
    },
    {
      name: 'branches that a property names, by the name of their schema',
      schema: { anyOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }], discriminator: { propertyName: 'kind' } },
      definitions: animals,
      some: [(value) => (value as JsonObject).kind === 'Cat', (value) => (value as JsonObject).kind === 'Dog'],
      all: (value) => ['Cat', 'Dog'].includes((value as JsonObject).kind as string),
    },
    {
      name: 'branches that have no name, though a property is to name them',
      schema: { anyOf: [animals.Cat, animals.Dog], discriminator: { propertyName: 'kind' } },
      some: [has('meows'), has('barks'), hasNo('meows')],
    },
    {
      name: 'lists of no element, one and several',
      schema: { type: 'array', items: { type: 'null' } },
      some: [0, 1, 2, 5].map((length) => (value: Json) => (value as Json[]).length === length),
      all: (value) => (value as Json[]).length <= 5,
    },
    {
      name: 'lists for people to read, which show an element',
      schema: { type: 'array', items: { type: 'null' } },
      options: { optional: 'usual' },
      some: [1, 2, 5].map((length) => (value: Json) => (value as Json[]).length === length),
      all: (value) => (value as Json[]).length > 0,
    },
    {
      name: 'whatever there is',
      schema: true as never,
      some: [(value) => value === null, (value) => typeof value === 'string', (value) => Array.isArray(value)],
    },
    {
      name: 'multiples of a small step, written as short as they are meant',
      schema: { type: 'number', multipleOf: 1e-7, minimum: 0, maximum: 1e-5 },
      some: [(value) => (value as number) > 0],
      all: (value) => Number((value as number).toFixed(7)) === value,
    },
    {
      name: 'multiples of a step with decimals',
      schema: { type: 'number', multipleOf: 0.1, minimum: 0, maximum: 1 },
      some: [(value) => value === 0.2, (value) => value === 0.5],
      all: (value) => /^\d(?:\.\d)?$/.test(String(value)),
    },
    {
      name: 'multiples of a step so small that nothing can be rounded to it',
      schema: { type: 'number', multipleOf: 1e-110, minimum: 0, maximum: 1e-100 },
      some: [(value) => (value as number) > 0],
    },
    {
      name: 'JSON in a text',
      schema: { type: 'string', contentMediaType: 'application/json' },
      some: [(value) => value === '{}', (value) => value !== '{}'],
      all: (value) => typeOf(JSON.parse(value as string)) === 'object',
    },
    {
      name: 'JSON in a text of a length',
      schema: { type: 'string', contentMediaType: 'application/json', minLength: 10, maxLength: 12 },
      some: [(value) => (value as string).length === 12],
      all: (value) => [...(value as string)].length >= 10 && [...(value as string)].length <= 12,
    },
    {
      name: 'what a text looks ahead for, where there is room for nothing else',
      schema: { type: 'string', pattern: '^(?=.*foo)[a-z]{8}$' },
      some: [(value) => (value as string).startsWith('foo'), (value) => (value as string).endsWith('foo')],
    },
    {
      name: 'what a text looks behind for',
      schema: { type: 'string', pattern: '^[a-z]*(?<=foo)$' },
      some: [(value) => (value as string).length > 3],
      all: (value) => (value as string).endsWith('foo'),
    },
    {
      name: 'characters that people can read, where a pattern has some',
      schema: { type: 'string', pattern: '^[!?\u00e9\u2603]{3}$' },
      some: [(value) => /!/.test(value as string), (value) => /\?/.test(value as string)],
      all: (value) => /^[!?]{3}$/.test(value as string),
    },
    {
      name: 'other characters, where a pattern has no others',
      schema: { type: 'string', pattern: '^[\u{1F980}-\u{1F984}]{2}$' },
      some: [(value) => (value as string).length === 4],
    },
    {
      name: 'texts of whole characters',
      schema: { type: 'string' },
      some: [
        (value) => /[\u{10000}-\u{10ffff}]/u.test(value as string),
        (value) => /^[\x20-\x7e]+$/.test(value as string),
      ],
      all: (value) => !/\p{Surrogate}/u.test(value as string),
    },
    {
      name: 'numbers, of which zero has no sign',
      schema: { type: 'number' },
      some: [(value) => value === 0, (value) => (value as number) < 0, (value) => !Number.isInteger(value)],
      all: (value) => !Object.is(value, -0),
    },
    {
      name: 'lists of a length',
      schema: { type: 'array', items: { type: 'null' }, minItems: 2, maxItems: 2 },
      some: [],
      all: (value) => (value as Json[]).length === 2,
    },
    {
      name: 'lists that have to be longer than what they have to contain',
      schema: { type: 'array', items: { type: 'integer' }, contains: { const: 7 }, minItems: 4 },
      some: [(value) => (value as Json[]).length === 4],
      all: (value) => (value as Json[]).length >= 4 && (value as Json[]).includes(7),
    },
    {
      name: 'lists whose first elements are told one by one',
      schema: { type: 'array', prefixItems: Array.from({ length: 8 }, (_, index) => ({ const: index })) },
      some: [0, 3, 8].map((length) => (value: Json) => (value as Json[]).length === length),
      all: (value) => (value as Json[]).slice(0, 8).every((one, index) => one === index),
    },
    {
      name: 'of lists for people to read all elements that are told one by one',
      schema: { type: 'array', prefixItems: [{ const: 0 }, { const: 1 }, { const: 2 }] },
      options: { optional: 'usual' },
      some: [(value) => (value as Json[]).length === 3],
      all: (value) => (value as Json[]).length >= 3,
    },
    {
      name: 'of a list what can be drawn, where other elements cannot',
      schema: { type: 'array', prefixItems: [{ const: 1 }], items: { type: 'string', minLength: 3, maxLength: 1 } },
      some: [(value) => (value as Json[]).length === 0, (value) => (value as Json[]).length === 1],
      all: (value) => (value as Json[]).length <= 1,
    },
    {
      name: 'elements that differ, of few that there are',
      schema: { type: 'array', items: { type: ['null'] }, uniqueItems: true },
      some: [(value) => (value as Json[]).length === 0, (value) => (value as Json[]).length === 1],
    },
    {
      name: 'no property that one part of a schema forbids',
      schema: {
        allOf: [
          { type: 'object', properties: { a: false, b: { type: 'null' } } },
          { properties: { a: { type: 'integer' }, b: true } },
        ],
      },
      some: [has('b'), hasNo('b')],
      all: hasNo('a'),
    },
    {
      name: 'for people to read what an example shows, and sometimes more',
      schema: { type: 'object', properties: { a: { type: 'null' }, b: { type: 'null' } }, example: { a: null } },
      options: { optional: 'usual' },
      some: [has('b'), hasNo('b')],
      all: has('a'),
    },
    {
      name: 'otherwise also less than an example shows',
      schema: { type: 'object', properties: { a: { type: 'null' }, b: { type: 'null' } }, example: { a: null } },
      some: [has('a'), hasNo('a'), has('b'), hasNo('b')],
    },
    {
      name: 'anything, where a reference leads nowhere',
      schema: { $ref: '#/$defs/Nothing' },
      definitions: { Other: { $ref: '#/$defs/Nothing' } },
      some: [(value) => value === null, (value) => typeof value === 'string'],
    },
    {
      name: 'what needs definitions that come behind it',
      schema: { $ref: '#/$defs/A' },
      definitions: {
        A: { type: 'object', required: ['b'], properties: { b: { $ref: '#/$defs/B' } } },
        B: { type: 'object', required: ['c'], properties: { c: { $ref: '#/$defs/C' } } },
        C: { type: 'array', minItems: 1, items: { $ref: '#/$defs/D' } },
        D: { type: 'null' },
      },
      some: [],
      all: (value) => /^\{"b":\{"c":\[null[^{]*\]\}\}$/.test(JSON.stringify(value)),
    },
    {
      name: 'of alternatives that one that ends',
      schema: { $ref: '#/$defs/List' },
      definitions: {
        List: {
          type: 'object',
          required: ['next'],
          properties: { next: { anyOf: [{ $ref: '#/$defs/List' }, { type: 'null' }] } },
        },
      },
      some: [
        (value) => JSON.stringify(value) === '{"next":null}',
        (value) => JSON.stringify(value) === '{"next":{"next":null}}',
      ],
    },
  ])('$name', ({ schema, definitions, options, some, all = () => true }) => {
    const values = sampleOf(schema, definitions, options);
    for (const value of values) expect(all(value), JSON.stringify(value)).toBe(true);
    for (const [index, one] of some.entries()) expect(values.some(one), `kind ${index}`).toBe(true);
  });
});

describe('what no value satisfies is refused before anything is drawn', () => {
  const Endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/Endless' } } };
  test.each<[schema: Json, definitions: Record<string, JsonSchema>]>([
    [false, {}],
    [{ $ref: '#/$defs/Other' }, { Endless, Other: { allOf: [{ $ref: '#/$defs/Endless' }] } }],
    [{ $ref: '#/$defs/Other' }, { Other: { allOf: [{ $ref: '#/$defs/Endless' }] }, Endless }],
    [{ type: 'array', minItems: 1, items: { $ref: '#/$defs/Endless' } }, { Endless }],
    [{ type: 'array', minItems: 1, prefixItems: [{ $ref: '#/$defs/Endless' }] }, { Endless }],
    [{ anyOf: [{ $ref: '#/$defs/Endless' }, false] }, { Endless }],
    [{ allOf: [{ type: 'object' }, { $ref: '#/$defs/Endless' }] }, { Endless }],
    [
      { $ref: '#/$defs/Next', required: ['next'] },
      { Next: { properties: { next: { $ref: '#/$defs/Endless' } } }, Endless },
    ],
    [{ type: 'object', required: ['a'], properties: { a: false } }, {}],
  ])('%j', (schema, definitions) => {
    expect(() => fromSchema(schema, definitions)).toThrow(/no value satisfies it/);
  });
});

test('a text has no halves of characters', () => {
  const texts = fc.sample(fromSchema({ type: 'string', minLength: 60 }, {}), { numRuns: 300, seed: 1 });
  // With the flag u, a half is a character of its own.
  for (const text of texts) expect(String(text)).not.toMatch(/[\ud800-\udfff]/u);
  expect(texts.some((text) => /[\u{10000}-\u{10ffff}]/u.test(String(text)))).toBe(true);
});

describe('texts of each format', () => {
  const ajv = createAjv();
  addFormats.default(ajv);

  test.each(Object.keys(formatTexts))('%s', (format) => {
    const values = sampleOf({ type: 'string', format }, {}, {}, 40) as string[];
    expect(new Set(values).size).toBeGreaterThan(5);
    const schema = { type: 'string', ...(Object.hasOwn(ajv.formats, format) ? { format } : {}) };
    const isValid = ajv.compile(schema);
    for (const value of values) expect(isValid(value), value).toBe(true);
  });

  test('moments are of whole seconds, as services write them', () => {
    for (const value of sampleOf({ type: 'string', format: 'date-time' }, {}, {}, 20))
      expect(value).toMatch(/^20[23]\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('durations and dates are what they are called', () => {
    for (const value of sampleOf({ type: 'string', format: 'duration' }, {}, {}, 20)) expect(value).toMatch(/^PT\d+H$/);
    for (const value of sampleOf({ type: 'string', format: 'date' }, {}, {}, 20))
      expect(value).toMatch(/^20[23]\d-\d\d-\d\d$/);
  });
});

describe('texts like an example', () => {
  test.each<[schema: JsonSchema, want: RegExp]>([
    [{ format: 'uri', example: 'https://a.co/x-123' }, /^https:\/\/a\.co\/x-\d{3}$/],
    [{ format: 'url', example: 'https://a.co/x-123' }, /^https:\/\/a\.co\/x-\d{3}$/],
    // Which days there are is not known where its shape is.
    [{ format: 'date', example: '2024-03-31' }, /^20[23]\d-(?:0\d|1[0-2])-[0-3]\d$/],
    [{ example: 'ak-12****' }, /^ak-\d{6}$/],
    [{ example: '0f3a-****' }, /^\d[a-f]\d[a-f]-\d{4}$/],
  ])('%j', (schema, want) => {
    const values = sampleOf({ type: 'string', ...schema }, {}, { texts: 'realistic' }, 30);
    for (const value of values) expect(value).toMatch(want);
    expect(new Set(values).size).toBeGreaterThan(5);
  });
});

describe('a pattern is written about as long as is wished', () => {
  /** As fast-check would: numbers below a limit, from a sequence that is the same each time. */
  function chance(): (below: number) => number {
    let state = 1;
    return (below) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
  }

  test.each(['^a+$', '^[a-z]+-[a-z]+$', '^a{3}b{3}c+$', '^a{0,6}b{0,6}[cd]+$', '^(?:ab)+c*$', '^a+-b+-c+-d+$'])(
    '%s',
    (pattern) => {
      const write = patternWriter(pattern);
      for (const length of [20, 40]) {
        const below = chance();
        const texts = Array.from({ length: 50 }, () => write?.(below, length) ?? '');
        const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
        expect(mean).toBeGreaterThan(0.8 * length);
        expect(mean).toBeLessThan(2.2 * length);
      }
    },
  );

  test('and no longer than can be held, whatever it says', () => {
    const text = patternWriter('^((a{1000}){1000}){1000}$')?.(chance(), 0) ?? '';
    expect(text.length).toBeLessThan(1_000_000);
  });
});
