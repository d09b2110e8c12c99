import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { canonical, isMultiple, lengthOf, regExpOf, satisfies } from '../../scripts/contract/satisfies.js';
import { keywordTable } from '../support/keyword-table.js';

const cases = Object.entries(keywordTable).flatMap(([keyword, rows]) => rows.map((row) => [keyword, ...row] as const));

test.each(cases)('%s: %j', (_, schema, takes, refuses) => {
  for (const value of takes) expect(satisfies(schema, value, {}), JSON.stringify(value)).toBe(true);
  for (const value of refuses) expect(satisfies(schema, value, {}), JSON.stringify(value)).toBe(false);
});

describe('beyond one keyword', () => {
  const definitions: Record<string, JsonSchema> = {
    Name: { type: 'string', minLength: 2 },
    Tree: { type: 'object', properties: { kids: { type: 'array', items: { $ref: '#/$defs/Tree' } } } },
    Self: { allOf: [{ $ref: '#/$defs/Self' }], type: 'integer' },
  };
  test.each<[schema: Json, takes: Json[], refuses: Json[]]>([
    [true, [null, 1, {}], []],
    [false, [], [null, 1, {}]],
    [{}, [null, 1, {}], []],
    [{ $ref: '#/$defs/Name' }, ['ab'], ['a', 5]],
    [{ $ref: '#/$defs/Name', maxLength: 3 }, ['ab', 'abc'], ['a', 'abcd']],
    [{ $ref: '#/$defs/Nothing' }, [null, 1], []],
    [{ $ref: '#/$defs/Tree' }, [{}, { kids: [{}, { kids: [] }] }], [{ kids: [{ kids: [1] }] }, []]],
    // All of itself: that says no more than the rest.
    [{ $ref: '#/$defs/Self' }, [1], ['a', 1.5]],
    [{ type: 'integer', format: 'int32' }, [2 ** 31 - 1, -(2 ** 31)], [2 ** 31, -(2 ** 31) - 1, 1.5, 'a']],
    // A format limits integers, where the type says so and nothing else.
    [{ type: ['integer', 'null'], format: 'int32' }, [2 ** 31, null], []],
    [{ type: 'number', format: 'int32' }, [2 ** 31], []],
    [{ format: 'int32' }, [2 ** 31, 'a'], []],
    [{ type: 'integer', format: 'toString' }, [1], [1.5]],
    [{ format: 'toString' }, ['a'], []],
    [{ type: 'string', pattern: '(' }, ['a'], [5]],
    [{ uniqueItems: false }, [[1, 1]], []],
    [{ contains: { const: 1 }, minContains: 0 }, [[], [2]], []],
    [
      { contains: { const: 1 }, minContains: 2, maxContains: 3 },
      [
        [1, 1],
        [1, 1, 1, 2],
      ],
      [[1], [1, 1, 1, 1]],
    ],
    [{ if: { type: 'string' }, else: { minimum: 1 } }, ['a', 1], [0]],
    [{ properties: { a: { type: 'null' } }, additionalProperties: false }, [{}, { a: null }], [{ a: 1 }, { b: null }]],
    [
      { type: 'object', patternProperties: { '^x': { type: 'null' } }, unevaluatedProperties: false },
      [{ xa: null }],
      [{ a: null }, { xa: 1 }],
    ],
    [{ contains: { type: 'null' }, unevaluatedItems: { type: 'string' } }, [[null], [null, 'a']], [[null, 5], ['a']]],
    [{ items: { type: 'null' }, unevaluatedItems: false }, [[null]], [[1]]],
    [{ prefixItems: [{}], unevaluatedItems: { type: 'null' } }, [[1], [1, null]], [[1, 1]]],
    [{ additionalProperties: { type: 'null' }, unevaluatedProperties: false }, [{ a: null }], [{ a: 1 }]],
    [
      { oneOf: [{ properties: { a: {} }, required: ['a'] }, { required: ['b'] }], unevaluatedProperties: false },
      [{ a: 1 }],
      [{ b: 1 }, { a: 1, b: 1 }, { a: 1, c: 1 }],
    ],
    [
      {
        if: { properties: { a: { const: 1 } }, required: ['a'] },
        then: { properties: { b: {} } },
        unevaluatedProperties: false,
      },
      [{ a: 1, b: 2 }, {}],
      [{ b: 2 }, { a: 1, c: 1 }],
    ],
    [
      { dependentSchemas: { a: { properties: { b: {} } } }, properties: { a: {} }, unevaluatedProperties: false },
      [{ a: 1, b: 1 }, { a: 1 }],
      [{ b: 1 }],
    ],
    [{ unevaluatedProperties: { type: 'null' } }, [{ a: null }, []], [{ a: 1 }]],
    [{ required: ['toString'] }, [{ toString: 1 }], [{}]],
    [{ propertyNames: { pattern: '^a' } }, [{ a: 1 }, 'b'], [{ b: 1 }]],
  ])('%j', (schema, takes, refuses) => {
    for (const value of takes) expect(satisfies(schema, value, definitions), JSON.stringify(value)).toBe(true);
    for (const value of refuses) expect(satisfies(schema, value, definitions), JSON.stringify(value)).toBe(false);
  });
});

test.each<[text: string, length: number]>([
  ['', 0],
  ['abc', 3],
  ['\u{1F436}', 1],
  ['a\u{1F436}\u{1F436}b', 4],
  // Halves of pairs count each.
  ['\ud83d', 1],
  ['\ud83da', 2],
  ['\udc36\ud83d', 2],
  ['\ud83d\ud83d\udc36', 2],
  ['\udbff\udfff\ue000', 2],
])('%j has %i characters', (text, length) => {
  expect(lengthOf(text)).toBe(length);
  expect([...text]).toHaveLength(length);
});

test.each<[one: Json, other: Json, same: boolean]>([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: '1' }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [['a,b'], ['a', 'b'], false],
  [null, 'null', false],
  [{ 'a":1,"b': 2 }, { a: 1, b: 2 }, false],
])('%j and %j', (one, other, same) => {
  expect(canonical(one) === canonical(other)).toBe(same);
});

test('multiples are told by the quotient, but for what floating-point arithmetic makes of it', () => {
  expect([
    isMultiple(4.5, 0.5),
    isMultiple(0.3, 0.1),
    isMultiple(1e21, 1),
    isMultiple(-6, 3),
    isMultiple(7, 3),
    isMultiple(59.66, 0.01),
    isMultiple(59.665, 0.01),
  ]).toEqual([true, true, true, true, false, true, false]);
});

test('a pattern is read once, and so is one that is none; of very many, the last are kept', () => {
  expect(regExpOf('^once$')).toBe(regExpOf('^once$'));
  expect(regExpOf('(')).toBeUndefined();
  for (let index = 0; index < 3_000; index++) expect(regExpOf(`^${index}$`)?.test(String(index))).toBe(true);
  expect(regExpOf('(')).toBeUndefined();
});
