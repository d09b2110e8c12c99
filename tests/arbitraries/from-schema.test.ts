import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import { operations } from '../../generated/index.js';
import { fromSchema } from '../../scripts/arbitraries/from-schema.js';
import { onlyValid } from '../../scripts/arbitraries/only-valid.js';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { createAjv } from '../../scripts/contract/ajv.js';
import { contracts } from '../support/operations.js';

describe('every draw is valid', () => {
  const given: { schema: JsonSchema; definitions?: Record<string, JsonSchema> }[] = [
    { schema: { type: 'integer', minimum: 3, maximum: 5 } },
    { schema: { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 6, multipleOf: 2 } },
    { schema: { type: 'integer', format: 'int32' } },
    { schema: { type: 'number', minimum: -1, exclusiveMaximum: 1 } },
    { schema: { type: 'number', multipleOf: 0.5, minimum: 1, maximum: 9 } },
    { schema: { type: 'string', minLength: 2, maxLength: 4 } },
    { schema: { type: 'string', pattern: '^[a-f]{3}-\\d+$' } },
    { schema: { type: 'string', minLength: 100 } },
    { schema: { enum: ['a', 1, null, { b: [2] }] } },
    { schema: { const: { a: 1 } } },
    { schema: { type: ['string', 'null'] } },
    { schema: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 3 } },
    { schema: { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true } },
    { schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false } },
    { schema: { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'integer' } } } },
    { schema: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 } },
    { schema: { type: 'object', required: ['other'] } },
    {
      schema: {
        allOf: [
          { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 1 } } },
          { properties: { a: { maximum: 9 }, b: { type: 'string' } } },
        ],
      },
    },
    { schema: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
    { schema: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] }, definitions: { A: { type: 'boolean' } } },
    {
      schema: { $ref: '#/$defs/Tree' },
      definitions: {
        Tree: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
        },
      },
    },
    ...['date-time', 'date', 'time', 'uuid', 'email', 'hostname', 'ipv4', 'ipv6', 'uri'].map((format) => ({
      schema: { type: 'string', format },
    })),
  ];

  test.each(given)('$schema', ({ schema, definitions = {} }) => {
    const ajv = createAjv();
    const judge = ajv.compile({ ...schema, $defs: definitions });
    for (const options of [{}, { texts: 'realistic', optional: 'usual' }] as const) {
      fc.assert(
        fc.property(fromSchema(schema, definitions, options), (value) => {
          expect(judge(value), JSON.stringify(judge.errors)).toBe(true);
          expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        }),
        { numRuns: 60, seed: 1 },
      );
    }
  });

  test('a schema that no finite value satisfies is refused', () => {
    const definitions = {
      Endless: { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/Endless' } } },
    };
    expect(() => fromSchema({ $ref: '#/$defs/Endless' }, definitions)).toThrow(/no value satisfies it/);
  });

  test('drawing is given up where nothing is valid', () => {
    expect(() =>
      fc.sample(
        onlyValid(fc.integer(), () => false, 'a number'),
        1,
      ),
    ).toThrow(/cannot draw a number: 10000 draws/);
  });
});

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  const own = arbitraries[id as keyof typeof arbitraries];
  const { validateRequest, validateResponse } = operations[id as keyof typeof operations];

  test.each(['any', 'realistic'] as const)('draws with %s texts pass the validators', (texts) => {
    fc.assert(
      fc.property(
        own.request({ texts }) as fc.Arbitrary<unknown>,
        own.response({ texts }) as fc.Arbitrary<unknown>,
        (request, response) => {
          expect(validateRequest(request)).toBe(true);
          expect(validateResponse(response)).toBe(true);
        },
      ),
    );
  });

  test('every value of every enum, and each optional parameter, is drawn sooner or later', () => {
    const drawn = fc.sample(own.request() as fc.Arbitrary<Record<string, Json>>, { numRuns: 400 });
    for (const { name } of contract.parameters) {
      expect(
        drawn.some((request) => Object.hasOwn(request, name)),
        `with ${name}`,
      ).toBe(true);
    }
    const text = JSON.stringify([drawn, fc.sample(own.response() as fc.Arbitrary<Json>, { numRuns: 400 })]);
    for (const { values } of contract.enums) {
      for (const { value } of values) expect(text).toContain(JSON.stringify(value));
    }
  });

  test('the same seed draws the same', () => {
    const sample = () => fc.sample(own.response() as fc.Arbitrary<unknown>, { numRuns: 20, seed: 42 });
    expect(sample()).toEqual(sample());
  });
});
