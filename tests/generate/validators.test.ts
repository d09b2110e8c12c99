import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { schemaRule } from '../../scripts/contract/schema-rule.js';
import { errorSite } from '../../scripts/generate/standalone/error-site.js';
import { rewriteStandalone } from '../../scripts/generate/standalone/rewrite.js';
import { parse } from '../../scripts/generate/standalone/tree.js';
import { validatorsOf } from '../support/generated-validators.js';

/** A key `__proto__` as JSON.parse reads it: a property like any other. */
const json = (text: string): Json => JSON.parse(text) as Json;

interface Case {
  readonly schema: Json;
  readonly valid?: readonly Json[];
  /** Value, and what is reported of it: path and keyword. */
  readonly invalid?: readonly (readonly [Json, ...string[]])[];
}

const person: Json = {
  type: 'object',
  properties: { name: { type: 'string' }, parent: { $ref: '#/components/schemas/Person' } },
  unevaluatedProperties: false,
};

const cases: Readonly<Record<string, Case>> = {
  'lengths in characters, however they are written': {
    schema: { items: { minLength: 2, maxLength: 3 }, prefixItems: [{ minLength: 1 }] },
    valid: [['\u{1F436}', '\u{1F436}a', '\u{1F436}\u{1F436}\u{1F436}'], []],
    invalid: [
      [['', 'ab'], '/0 minLength'],
      [['a', '\u{1F436}'], '/1 minLength'],
      [['a', 'abcd'], '/1 maxLength'],
    ],
  },
  'not, once a crash of the generator': {
    schema: { not: { type: 'integer' } },
    valid: ['a', 1.5, null],
    invalid: [[1, ' not']],
  },
  'not around a combination of references': {
    schema: { not: { allOf: [{ type: 'object' }, { $ref: '#/components/schemas/Person' }] } },
    valid: [1, { other: 1 }],
    invalid: [
      [{}, ' not'],
      [{ name: 'a' }, ' not'],
    ],
  },
  'if and then, once a crash of the generator': {
    schema: { if: { const: 0 }, then: { minimum: 1 } },
    valid: [1, 'a'],
    invalid: [[0, ' minimum', ' if']],
  },
  'if and else inside a property': {
    schema: { properties: { a: { if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'null' } } } },
    valid: [{ a: 'ab' }, { a: null }],
    invalid: [
      [{ a: 'a' }, '/a minLength', '/a if'],
      [{ a: 1 }, '/a type', '/a if'],
    ],
  },
  'dependentRequired, once a crash of the validator': {
    schema: { dependentRequired: { a: ['b', 'c'] } },
    valid: [{}, { b: 1 }, { a: 1, b: 1, c: 1 }],
    invalid: [[{ a: 1 }, '/b dependentRequired', '/c dependentRequired']],
  },
  dependentSchemas: {
    schema: { dependentSchemas: { a: { required: ['b'] } } },
    valid: [{}, { a: 1, b: 1 }],
    invalid: [[{ a: 1 }, '/b required']],
  },
  'a property __proto__': {
    schema: json('{"properties":{"__proto__":{"type":"integer"}},"required":["__proto__"]}'),
    valid: [json('{"__proto__":1}')],
    invalid: [
      [json('{"__proto__":"a"}'), '/__proto__ type'],
      [{}, '/__proto__ required'],
    ],
  },
  'a closed object that has __proto__': {
    schema: json('{"properties":{"__proto__":true},"additionalProperties":false}'),
    valid: [json('{"__proto__":1}')],
    invalid: [[{ constructor: 1 }, '/constructor additionalProperties']],
  },
  'names of what every object inherits are no evaluated properties': {
    schema: { properties: { a: true }, unevaluatedProperties: false },
    valid: [{ a: 1 }],
    invalid: [
      [{ constructor: 1 }, '/constructor unevaluatedProperties'],
      [json('{"__proto__":1}'), '/__proto__ unevaluatedProperties'],
    ],
  },
  'a constant with __proto__': {
    schema: json('{"const":{"__proto__":1}}'),
    valid: [json('{"__proto__":1}')],
    invalid: [
      [{}, ' const'],
      [json('{"__proto__":2}'), ' const'],
    ],
  },
  'an enum of objects and null': {
    schema: json('{"enum":[{"__proto__":[1]},null,[1,2]]}'),
    valid: [null, [1, 2], json('{"__proto__":[1]}')],
    invalid: [
      [{}, ' enum'],
      [[2, 1], ' enum'],
    ],
  },
  'a constant deep in a schema': {
    schema: { properties: { a: { items: { const: { b: [1] } } } } },
    valid: [{ a: [{ b: [1] }] }],
    invalid: [[{ a: [{ b: [1] }, { b: [2] }] }, '/a/1 const']],
  },
  'equal elements that are called __proto__': {
    schema: { items: { type: 'string' }, uniqueItems: true },
    valid: [['__proto__', 'constructor']],
    invalid: [[['__proto__', '__proto__'], ' uniqueItems']],
  },
  propertyNames: {
    schema: { propertyNames: { pattern: '^[a-z/]+$' }, minProperties: 1, maxProperties: 2 },
    valid: [{ a: 1 }, { 'a/b': 1 }],
    invalid: [
      [{ 'A/': 1 }, '/A~1 pattern', '/A~1 propertyNames'],
      [{}, ' minProperties'],
      [{ a: 1, b: 2, c: 3 }, ' maxProperties'],
    ],
  },
  patternProperties: {
    schema: { patternProperties: { '^x/': { type: 'integer' } }, additionalProperties: { type: 'string' } },
    valid: [{ 'x/1': 1, y: 'a' }],
    invalid: [[{ 'x/1': 'a', y: 1 }, '/y type', '/x~11 type']],
  },
  contains: {
    schema: { contains: { type: 'string' }, minContains: 2, maxContains: 3 },
    valid: [
      ['a', 'b'],
      ['a', 1, 'b', 'c'],
    ],
    invalid: [
      [['a'], ' contains'],
      [['a', 'b', 'c', 'd'], ' contains'],
    ],
  },
  'a tuple': {
    schema: { prefixItems: [{ type: 'string' }], items: false, unevaluatedItems: false },
    valid: [[], ['a']],
    invalid: [
      [[1], '/0 type'],
      [['a', 1], '/1 not'],
    ],
  },
  'unevaluatedItems and recursion': {
    schema: { allOf: [{ prefixItems: [{ $ref: '#/components/schemas/Person' }] }], unevaluatedItems: { type: 'null' } },
    valid: [[{ parent: { name: 'a' } }, null]],
    invalid: [[[{ parent: { nam: 'a' } }, 1], '/0/parent/nam unevaluatedProperties', '/1 type']],
  },
  oneOf: {
    schema: { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
    valid: [1, 2.5],
    invalid: [
      [3, ' oneOf'],
      [1.5, ' type', ' minimum', ' oneOf'],
    ],
  },
  'false, true and nothing as schemas': {
    schema: { properties: { a: false, b: true, c: {} } },
    valid: [{ b: 1, c: 1 }],
    invalid: [[{ a: 1 }, '/a not']],
  },
  'many properties, of which each is required': {
    schema: {
      properties: Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`p${index}`, { type: 'integer' }])),
      required: Array.from({ length: 260 }, (_, index) => `p${index}`),
      additionalProperties: false,
    },
    valid: [Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`p${index}`, 1]))],
    invalid: [
      [
        Object.fromEntries(Array.from({ length: 260 }, (_, index) => [index === 7 ? 'x' : `p${index}`, 1])),
        '/p7 required',
        '/x additionalProperties',
      ],
    ],
  },
};

describe('every keyword is enforced and reported', () => {
  const names = Object.keys(cases);
  const schemas = names.map((name) => (cases[name] as Case).schema);
  // Generated once, in whichever test comes first.
  let validators: ReturnType<typeof validatorsOf> | undefined;
  test.each(names)('%s', async (name) => {
    const { valid = [], invalid = [] } = cases[name] as Case;
    validators ??= validatorsOf(schemas, { Person: person });
    const validate = (await validators)[names.indexOf(name)];
    if (validate === undefined) throw new Error('no validator');
    for (const value of valid) {
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      expect(validate.errors).toBe(null);
    }
    for (const [value, ...want] of invalid) {
      expect(validate(value), JSON.stringify(value)).toBe(false);
      expect(validate.errors?.map(({ path, keyword }) => `${path} ${keyword}`)).toEqual(want);
      for (const { spec, message } of validate.errors ?? []) {
        expect(spec).toMatch(/^spec\.json:\d+$/);
        expect(message).not.toMatch(/undefined|\[object|asks for/);
      }
    }
  });
});

describe('what an error says', () => {
  test('the words are those of the schema', async () => {
    const [validate] = await validatorsOf([
      {
        properties: {
          name: { minLength: 1, enum: ['a', null, { b: 1 }] },
          count: { type: ['integer', 'null'], minimum: 2, format: 'int32' },
          id: { type: 'integer', format: 'int32' },
          when: { format: 'date' },
        },
        propertyNames: { maxLength: 5 },
      },
    ]);
    const given: [Json, string][] = [
      [{ name: '' }, '/name: expected at least 1 character, found "" (spec.json:1)'],
      [{ name: 7 }, '/name: expected a or null or {"b":1}, found 7 (spec.json:1)'],
      [{ count: 'x' }, '/count: expected integer or null, found "x" (spec.json:1)'],
      [{ count: 1 }, '/count: expected >= 2, found 1 (spec.json:1)'],
      [{ id: 2 ** 31 }, '/id: expected <= 2147483647, found 2147483648 (spec.json:1)'],
      [{ when: 'x' }, '/when: expected a date, found "x" (spec.json:1)'],
      [{ longer: 1 }, '/longer: expected at most 5 characters, found "longer" (spec.json:1)'],
    ];
    for (const [value, want] of given) {
      expect(validate?.(value)).toBe(false);
      expect(validate?.errors?.map(({ message }) => message)).toContain(want);
    }
  });

  test('an inferred keyword says why it is there, any other does not', async () => {
    const inferred = {
      'x-inferred': { required: 'Nothing can be done without it.', format: 'Fits all that was seen.' },
    };
    const [validate] = await validatorsOf(
      [
        {
          type: 'object',
          required: ['id'],
          ...{ 'x-inferred': { required: 'Nothing can be done without it.' } },
          properties: {
            id: { type: 'integer', format: 'int32', 'x-inferred': { format: inferred['x-inferred'].format } },
            name: { $ref: '#/components/schemas/Name', maxLength: 3 },
            list: {
              type: 'array',
              items: { type: 'string', minLength: 1, 'x-inferred': { minLength: 'No element is empty.' } },
            },
          },
        },
      ],
      { Name: { type: 'string', minLength: 1, 'x-inferred': { minLength: 'A name is never empty.' } } },
    );
    const given: [Json, (string | undefined)[]][] = [
      [{}, ['Nothing can be done without it.']],
      [{ id: 'a' }, [undefined]],
      [{ id: 2 ** 40 }, ['Fits all that was seen.']],
      [{ id: 1, name: '' }, ['A name is never empty.']],
      [{ id: 1, name: 'long' }, [undefined]],
      [{ id: 1, list: ['', 1] }, ['No element is empty.', undefined]],
    ];
    for (const [value, want] of given) {
      expect(validate?.(value)).toBe(false);
      expect(validate?.errors?.map((error) => error.inferred)).toEqual(want);
      for (const error of validate?.errors ?? []) expect('inferred' in error).toBe(error.inferred !== undefined);
    }
  });

  test('errors are made when they are read, and are those of the last judgement', async () => {
    const [validate] = await validatorsOf([{ properties: { a: { type: 'string' } } }]);
    let looks = 0;
    const value = {
      get a() {
        looks++;
        return 1;
      },
    };
    expect(validate?.(value)).toBe(false);
    const judged = looks;
    expect(validate?.errors?.[0]?.actual).toBe(1);
    expect(looks).toBeGreaterThan(judged);
    const before = looks;
    expect(validate?.errors).toBe(validate?.errors);
    expect(looks).toBe(before);
    expect(validate?.({ a: 'b' })).toBe(true);
    expect(validate?.errors).toBe(null);
  });

  test('a value with thousands of errors is judged in a time that grows with their number', async () => {
    const [validate] = await validatorsOf([{ type: 'array', items: { $ref: '#/components/schemas/Item' } }], {
      Item: { type: 'object', required: ['a'], properties: { self: { $ref: '#/components/schemas/Item' } } },
    });
    const many = Array.from({ length: 200_000 }, () => ({}));
    expect(validate?.(many)).toBe(false);
    expect(validate?.errors?.length).toBe(many.length);
  });
});

describe('code of a compiler that writes something else', () => {
  const rules = { collect: () => {}, numberOf: () => 0, constants: new Set<string>() };
  const error = 'const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};';
  const push = 'if(vErrors === null){vErrors = [err0];}else {vErrors.push(err0);}';
  const around = (body: string) =>
    `function validate0(data, {instancePath="", parentData, rootData=data}={}){let vErrors = null;let errors = 0;${body}validate0.errors = vErrors;return errors === 0;}`;

  test('is taken in the form that is known', () => {
    expect(rewriteStandalone(around(`${error}${push}errors++;`), undefined, rules)).toContain(
      '.push([instancePath, 0])',
    );
  });

  const unknown = {
    'an error that is pushed otherwise': around(`${error}vErrors.push(err0);errors++;`),
    'an error that is counted only': around('errors++;'),
    'an error that is not counted': around(`${error}${push}`),
    'an error with a part that is not known': around(`${error.replace('params', 'more:1,params')}${push}errors++;`),
    'an error without a keyword': around(`${error.replace('keyword:"type",', '')}${push}errors++;`),
    'a helper that is not known': `const func0 = require("ajv/dist/runtime/other").default;${around('if(func0(data)) return false;')}`,
    'a name from outside': around('if(process.exit(data)) return false;'),
    'what a function is told beside the path': around('if(parentData) return false;'),
  };
  test.each(Object.entries(unknown))('is refused: %s', (_, code) => {
    expect(() => rewriteStandalone(code, undefined, rules)).toThrow();
  });

  test('three statements that report no error are no error site', () => {
    expect(errorSite(parse('const error = {}; if (a) {} errors++;').body as never)).toBe(undefined);
  });
});

test('a rule without a place of its own has that of the nearest schema around it', () => {
  const explained = {
    schemas: new Map([['a', { allOf: [{ type: 'string' }] }]]),
    origins: { '/a': 'a.yaml:3' },
    pointerOf: () => '/a',
    nowhere: 'a.yaml:1',
    request: 'request',
  };
  expect(schemaRule(explained, 'a', '/allOf/0', 'type')).toEqual({
    keyword: 'type',
    expected: 'string',
    spec: 'a.yaml:3',
  });
  expect(schemaRule({ ...explained, origins: {} }, 'a', '/allOf/0', 'type').spec).toBe('a.yaml:1');
});
