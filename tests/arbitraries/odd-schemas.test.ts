import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSchema } from '../../scripts/arbitraries/from-schema.js';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { createAjv } from '../../scripts/contract/ajv.js';
import { satisfies } from '../../scripts/contract/satisfies.js';

type Given = { schema: JsonSchema; definitions?: Record<string, JsonSchema> };

const tree = {
  Tree: {
    type: 'object',
    required: ['kids'],
    properties: { kids: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
  },
};
const expression = {
  Expression: { oneOf: [{ $ref: '#/$defs/Sum' }, { $ref: '#/$defs/Number' }] },
  Sum: {
    type: 'object',
    required: ['left', 'right'],
    properties: { left: { $ref: '#/$defs/Expression' }, right: { $ref: '#/$defs/Expression' } },
  },
  Number: { type: 'number' },
};

/** What draws used to hang on, throw at or get wrong; and what other people's documents hold. */
const drawn: Record<string, Given[]> = {
  patterns: [
    '^[a-z]{70}$',
    '\\bfoo\\b',
    '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,}$',
    '^(?!foo)[a-z]+$',
    '^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$',
    '(?<=a)b',
    '^(?<year>\\d{4})-\\k<year>$',
    '^(a|b)\\1$',
    '^\\p{Lu}\\p{L}+$',
    '^\\p{Script=Han}{2,4}$',
    '[\\u{1F600}-\\u{1F64F}]',
    '^[^\\s/]+$',
    '^\\S+$',
    'abc',
    '^$',
    '^a|b$',
    '^(?:\\+\\d{1,3})?[\\d ]{6,14}$',
    '^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:.+$',
    '^([01]\\d|2[0-3]):[0-5]\\d$',
    '^-?\\d{1,10}(\\.\\d{1,2})?$',
    '^[\\w.%+-]+@[\\w.-]+\\.[A-Za-z]{2,}$',
    '^\\{"a": ?\\d+\\}$',
    '^(a+)+$',
    '^.{250,}$',
  ].map((pattern) => ({ schema: { type: 'string', pattern } })),
  'patterns and lengths': [
    { schema: { type: 'string', pattern: '^[a-z]+$', minLength: 50 } },
    { schema: { type: 'string', pattern: '^[a-z]*$', maxLength: 2 } },
    { schema: { type: 'string', pattern: '[a-z]', minLength: 40, maxLength: 41 } },
    { schema: { type: 'string', pattern: '^[a-z]+-[a-z]+$', minLength: 30, maxLength: 40 } },
    { schema: { type: 'string', pattern: '^https?://', maxLength: 2048, format: 'uri' } },
  ],
  lengths: [
    { schema: { type: 'string', minLength: 5000 } },
    { schema: { type: 'string', minLength: 3, maxLength: 3 } },
    { schema: { type: 'string', maxLength: 0 } },
    { schema: { type: 'string', format: 'uri', maxLength: 10 } },
    { schema: { type: 'string', format: 'email', maxLength: 8 } },
    { schema: { type: 'string', format: 'uri', minLength: 200 } },
    { schema: { type: 'string', format: 'date-time', minLength: 24 } },
  ],
  numbers: [
    { schema: { type: 'integer', minimum: 2 ** 53 + 2 } },
    { schema: { type: 'integer', maximum: -(2 ** 63) } },
    { schema: { type: 'integer', format: 'int64' } },
    { schema: { type: 'number', format: 'int32', minimum: 3 } },
    { schema: { type: 'number', minimum: 1e300 } },
    { schema: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1e-300 } },
    { schema: { type: 'number', multipleOf: 0.01 } },
    { schema: { type: 'number', multipleOf: 0.1, minimum: 0, maximum: 1 } },
    { schema: { type: 'integer', multipleOf: 2.5 } },
    { schema: { type: 'integer', minimum: 1.2, maximum: 2.9 } },
    { schema: { type: 'number', multipleOf: 1e-7 } },
    { schema: { type: 'integer', allOf: [{ multipleOf: 6 }, { multipleOf: 4 }], minimum: 1 } },
  ],
  'const and enum': [
    { schema: { const: null } },
    { schema: { enum: [1, 'a', null], type: 'string' } },
    { schema: { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] } },
    { schema: { allOf: [{ enum: [1, 2, 3] }, { const: 2 }] } },
    { schema: { enum: ['a', 'bb', 'ccc'], minLength: 2 } },
  ],
  combinations: [
    { schema: { not: { type: 'integer' } } },
    { schema: { not: { enum: [null, true, false] } } },
    { schema: { type: 'object', not: { required: ['a'] }, properties: { a: { type: 'string' } } } },
    { schema: { if: { const: 0 }, then: { minimum: 1 }, type: 'integer' } },
    {
      schema: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['a', 'b'] }, b: { type: 'string' } },
        if: { properties: { kind: { const: 'b' } } },
        then: { required: ['b'] },
        else: { properties: { b: false } },
      },
    },
    { schema: { oneOf: [{ type: 'number' }, { type: 'integer', minimum: 5 }] } },
    { schema: { oneOf: [{ required: ['a'] }, { required: ['b'] }], type: 'object', properties: { a: {}, b: {} } } },
    { schema: { anyOf: [{ minimum: 5 }, { maximum: 2 }], type: 'integer' } },
    { schema: { anyOf: [{ type: 'string', minLength: 9, maxLength: 3 }, { type: 'boolean' }] } },
    {
      schema: {
        allOf: [
          { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
          { oneOf: [{ properties: { a: { minimum: 5 } } }, { properties: { a: { maximum: 2 } } }] },
          { anyOf: [{ required: ['b'] }, { required: ['c'] }] },
        ],
      },
    },
    {
      schema: {
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
          { properties: { a: { minLength: 2 }, b: { minimum: 3 } }, required: ['b'] },
        ],
      },
    },
    { schema: { $ref: '#/$defs/A' }, definitions: { A: { allOf: [{ $ref: '#/$defs/B' }] }, B: { type: 'integer' } } },
  ],
  objects: [
    { schema: { type: 'object', dependentRequired: { a: ['b'], b: ['c'] }, properties: { a: {}, b: {}, c: {} } } },
    { schema: { dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } }, required: ['a'] } },
    { schema: { type: 'object', propertyNames: { pattern: '^[A-Z]{2}$' }, minProperties: 3 } },
    { schema: { type: 'object', propertyNames: { enum: ['x', 'y'] }, additionalProperties: { type: 'integer' } } },
    { schema: { type: 'object', patternProperties: { '^x-': { type: 'integer' } }, additionalProperties: false } },
    { schema: { type: 'object', patternProperties: { '^x': { type: 'integer' } }, required: ['xy'] } },
    { schema: { type: 'object', maxProperties: 1, properties: { a: {}, b: {}, c: {} } } },
    { schema: { type: 'object', minProperties: 2, additionalProperties: false, properties: { a: {}, b: {}, c: {} } } },
    { schema: { type: 'object', minProperties: 150, additionalProperties: { type: 'boolean' } } },
    { schema: { type: 'object', properties: { ['__proto__']: { type: 'string' } }, required: ['__proto__'] } },
    {
      schema: {
        type: 'object',
        allOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }],
        properties: { b: { type: 'integer' } },
        unevaluatedProperties: false,
      },
    },
    {
      schema: {
        type: 'object',
        anyOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { properties: { c: {} } }],
        unevaluatedProperties: { type: 'integer' },
      },
    },
  ],
  arrays: [
    { schema: { type: 'array', items: { type: 'integer' }, minItems: 3000 } },
    { schema: { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 3 } },
    { schema: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 5 }, uniqueItems: true, minItems: 4 } },
    { schema: { type: 'array', contains: { const: 7 }, items: { type: 'integer' }, minContains: 2, maxContains: 3 } },
    { schema: { type: 'array', contains: { type: 'string' } } },
    { schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], minItems: 1, maxItems: 4 } },
    { schema: { type: 'array', prefixItems: [{ const: 1 }], unevaluatedItems: false } },
    { schema: { type: 'array', items: false } },
    { schema: { type: 'array', maxItems: 0, items: { type: 'string', minLength: 3, maxLength: 1 } } },
    { schema: { type: 'array', items: { type: 'string', minLength: 3, maxLength: 1 } } },
  ],
  recursion: [
    { schema: { $ref: '#/$defs/Tree' }, definitions: tree },
    { schema: { $ref: '#/$defs/Expression' }, definitions: expression },
    {
      schema: { $ref: '#/$defs/Node0' },
      // Each of twenty definitions has twenty properties that lead to all of them.
      definitions: Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [
          `Node${index}`,
          {
            type: 'object',
            properties: Object.fromEntries(
              Array.from({ length: 20 }, (_, other) => [`to${other}`, { $ref: `#/$defs/Node${other}` }]),
            ),
          },
        ]),
      ),
    },
  ],
};

describe.each(Object.entries(drawn))('%s', (_, given) => {
  test.each(given)('$schema', ({ schema, definitions = {} }) => {
    const judge = createAjv().compile({ ...schema, $defs: definitions });
    for (const options of [{}, { texts: 'realistic', optional: 'usual' }] as const) {
      for (const value of fc.sample(fromSchema(schema, definitions, options), { numRuns: 40, seed: 7 })) {
        expect(judge(value), `${JSON.stringify(value)?.slice(0, 200)} ${JSON.stringify(judge.errors)}`).toBe(true);
        expect(satisfies(schema, value, definitions)).toBe(true);
      }
    }
  });
});

test('a schema that is all of itself is drawn as if it were not', () => {
  const Self = { type: 'object', allOf: [{ $ref: '#/$defs/Self' }], required: ['a'], properties: { a: { const: 1 } } };
  // AJV itself never returns from it.
  expect(fc.sample(fromSchema({ $ref: '#/$defs/Self' }, { Self }), 3)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
});

describe('what has no value', () => {
  const given: Given[] = [
    { schema: { type: 'integer', minimum: 5, maximum: 3 } },
    { schema: { type: 'integer', minimum: 1.2, maximum: 1.8 } },
    { schema: { type: 'string', minLength: 5, maxLength: 3 } },
    { schema: { type: 'string', format: 'date', maxLength: 5 } },
    { schema: { type: 'string', pattern: '^[a-z]{70}$', maxLength: 10 } },
    { schema: { type: 'string', pattern: '^(?!a)a' } },
    { schema: { type: 'string', minLength: 2 ** 40 } },
    { schema: { type: 'array', minItems: 2 ** 40, items: {} } },
    { schema: { type: 'array', minItems: 9, items: { type: 'boolean' }, uniqueItems: true } },
    { schema: { type: 'array', minItems: 1, items: { enum: [] } } },
    { schema: { type: 'object', minProperties: 2 ** 40 } },
    { schema: { type: 'object', required: ['a'], properties: { a: false } } },
    { schema: { allOf: [{ type: 'string' }, { type: 'integer' }] } },
    { schema: { allOf: [{ const: 1 }, { const: 2 }] } },
    { schema: { not: {} } },
    { schema: { anyOf: [] } },
    { schema: { type: 'integer', not: { type: 'number' } } },
    { schema: { type: 'banana' } },
  ];
  test.each(given)('$schema says so, with its place', ({ schema }) => {
    const body = { type: 'object', required: ['field'], properties: { field: schema } } as JsonSchema;
    const origins = { '/body': 'api.yaml:3', '/body/properties/field': 'api.yaml:7' };
    const draw = () => fc.sample(fromSchema(body, {}, {}, { pointer: '/body', origins }), 1);
    expect(draw).toThrow(/api\.yaml:[37]/);
  });

  test.each<[Json, string]>([
    [{ minItems: 3, maxItems: 2 }, 'it needs 3 elements and allows 2'],
    [{ minItems: 50_001 }, 'it needs 50001 elements; no more than 50000 are drawn'],
    [{ minItems: 3, items: { type: 'boolean' }, uniqueItems: true }, 'it needs 3 elements that differ; there are 2'],
    [{ minItems: 2, items: { type: 'null' }, uniqueItems: true }, 'it needs 2 elements that differ; there are 1'],
    [{ minItems: 2, items: { const: 1 }, uniqueItems: true }, 'it needs 2 elements that differ; there are 1'],
    [{ minItems: 4, items: { enum: [1, 1, 2, 3] }, uniqueItems: true }, 'it needs 4 elements that differ; there are 3'],
  ])('says why: an array of %j', (schema, want) => {
    expect(() => fc.sample(fromSchema({ type: 'array', ...(schema as JsonSchema) }, {}), 1)).toThrow(want);
  });

  test.each(['example', 'default'])('is taken from its %s, where that is valid', (key) => {
    const schema = { type: 'string', pattern: '^(?=a)(?!ab)(?=.{3}$).*(?<=\\u2603)$', [key]: 'ax\u2603' };
    expect(fc.sample(fromSchema({ ...schema, maxLength: 3 }, {}), 3)).toEqual(Array(3).fill('ax\u2603'));
  });

  test('is left out where it may be', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'integer', minimum: 2, maximum: 1 }, b: { type: 'integer' } },
    } as JsonSchema;
    for (const value of fc.sample(fromSchema(schema, {}), 50)) expect(value).not.toHaveProperty('a');
  });
});

describe('numbers and texts look like the example', () => {
  const given: [schema: JsonSchema, want: RegExp][] = [
    [{ type: 'string', example: 'ord_1234567' }, /^"ord_\d{7}"$/],
    [{ type: 'string', example: 'Rex' }, /^"Rex"$/],
    [{ type: 'integer', example: 1234 }, /^\d{4}$/],
    [{ type: 'number', example: 19.99 }, /^\d{2}(?:\.\d{1,2})?$/],
    [{ type: 'string', maxLength: 5, example: 'too long for it' }, /^"or it"$/],
    [{ type: 'string', pattern: '^[A-Z]{2}\\d{4}$', example: 'AB1234' }, /^"AB\d{4}"$/],
    [
      { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, example: { a: 'x-123' } },
      /^\{"a":"x-\d{3}"\}$/,
    ],
  ];
  test.each(given)('%j', (schema, want) => {
    const values = fc.sample(fromSchema(schema, {}, { texts: 'realistic' }), { numRuns: 30, seed: 1 });
    for (const value of values) expect(JSON.stringify(value)).toMatch(want);
  });
});

test('a drawn value shrinks to a smaller one that is valid too', () => {
  const schema = {
    type: 'object',
    required: ['n'],
    properties: { n: { type: 'integer', not: { const: 7 } }, s: { type: 'string', pattern: '^a+$' } },
  } as JsonSchema;
  const result = fc.check(
    fc.property(fromSchema(schema, {}), (value) => (value as { n: number }).n < 6),
    { seed: 3, numRuns: 1000 },
  );
  expect(result.counterexample?.[0]).toEqual({ n: 6 });
});

test('the judge of draws and AJV agree on values that were not drawn for the schema', () => {
  const all = Object.values(drawn).flat();
  const strangers: Json[] = [null, true, 0, 1.5, -7, 'a', 'abc', [], [1, 1], [1, 'a'], {}, { a: 1 }, { a: 'x', b: 1 }];
  const pool = [
    ...strangers,
    ...all.flatMap(({ schema, definitions = {} }) =>
      fc.sample(fromSchema(schema, definitions), { numRuns: 2, seed: 5 }),
    ),
  ];
  for (const { schema, definitions = {} } of all) {
    const judge = createAjv({ allErrors: false }).compile({ ...schema, $defs: definitions });
    for (const value of pool) {
      // AJV finds a property of this name in every object, and in none.
      if (JSON.stringify([schema, value]).includes('__proto__')) continue;
      expect({ schema, value, valid: satisfies(schema, value, definitions) }).toEqual({
        schema,
        value,
        valid: judge(value),
      });
    }
  }
});
