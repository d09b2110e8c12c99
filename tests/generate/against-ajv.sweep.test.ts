import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { validatorsOf } from '../support/generated-validators.js';

const names = ['a', 'b', 'constructor', 'x/y', '1'];
const property = fc.constantFrom(...names);
const scalar: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  0,
  1,
  2,
  -1,
  1.5,
  '',
  'a',
  'ab',
  'abc',
  '\u{1F436}',
);
const count = fc.nat(3);

/** A value that a schema below could be about. */
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(property, tie('value'), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Json>,
  ),
}));

/** A schema of one to three keywords of JSON Schema 2020-12, each of which may hold others. */
const { schema } = fc.letrec<{ schema: Json; keyword: JsonObject }>((tie) => {
  const below = tie('schema') as fc.Arbitrary<Json>;
  const some = fc.array(below, { minLength: 1, maxLength: 2 });
  const named = fc.dictionary(property, below, { maxKeys: 2, noNullPrototype: true });
  const list = fc.uniqueArray(property, { maxLength: 2 });
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.constantFrom('string', 'integer', 'number', 'object', 'array', 'null', 'boolean'),
    enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
    const: value,
    minimum: count,
    maximum: count,
    exclusiveMinimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(1, 2, 0.5),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', 'b$', '^.$'),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    minContains: count,
    maxContains: count,
    minProperties: count,
    maxProperties: count,
    required: list,
    dependentRequired: fc.dictionary(property, list, { maxKeys: 2, noNullPrototype: true }),
    properties: named,
    patternProperties: fc.dictionary(fc.constantFrom('^a', '^.$'), below, { maxKeys: 2, noNullPrototype: true }),
    additionalProperties: below,
    propertyNames: below,
    dependentSchemas: named,
    items: below,
    prefixItems: some,
    contains: below,
    unevaluatedProperties: below,
    unevaluatedItems: below,
    allOf: some,
    anyOf: some,
    oneOf: some,
    not: below,
    if: below,
    then: below,
    else: below,
    $ref: fc.constantFrom('#/components/schemas/Tree', '#/components/schemas/Word'),
  };
  const keyword = fc.oneof(
    ...Object.entries(keywords).map(([key, arbitrary]) => arbitrary.map((one) => ({ [key]: one }) as JsonObject)),
  );
  return {
    keyword,
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.boolean() as fc.Arbitrary<Json>,
      fc.array(tie('keyword'), { minLength: 1, maxLength: 3 }).map((parts) => Object.assign({}, ...parts) as Json),
    ),
  };
});

const components: JsonObject = {
  Tree: {
    type: 'object',
    properties: { a: { $ref: '#/components/schemas/Tree' }, b: { $ref: '#/components/schemas/Word' } },
  },
  Word: { type: 'string', maxLength: 2 },
};

test('generated validators judge every value as AJV does, whatever the schema', async () => {
  const schemas = fc.sample(fc.array(schema, { minLength: 2, maxLength: 2 }), { numRuns: 150, seed: 7 }).flat();
  const validators = await validatorsOf(schemas, components);
  const values = fc.sample(value, { numRuns: 120, seed: 11 });
  const seen = { valid: 0, invalid: 0 };
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, ownProperties: true });
  for (const [index, one] of schemas.entries()) {
    const judge = ajv.compile({ allOf: [one], components: { schemas: components } } as JsonObject);
    for (const given of values) {
      const want = judge(given);
      seen[want ? 'valid' : 'invalid']++;
      expect(validators[index]?.(given), `${JSON.stringify(one)} of ${JSON.stringify(given)}`).toBe(want);
      // Every error can be told, and says where it is.
      for (const error of validators[index]?.errors ?? []) expect(error.message).toContain('(spec.json:1)');
    }
  }
  expect(seen.valid).toBeGreaterThan(5000);
  expect(seen.invalid).toBeGreaterThan(5000);
});
