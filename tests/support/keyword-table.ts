import type { Json } from '../../scripts/base/json.js';

/** Of each keyword of JSON Schema 2020-12: schemas, and what they take and refuse, as the specification has it. */
export const keywordTable: Readonly<
  Record<string, readonly (readonly [schema: Json, takes: Json[], refuses: Json[]])[]>
> = {
  type: [
    [{ type: 'integer' }, [1, 1.0, -3, 1e20], [1.5, '1', null, true, [], {}]],
    [{ type: ['string', 'null'] }, ['', null], [0, false, {}, []]],
    [{ type: 'number' }, [0, 1.5], ['0', null]],
    [{ type: 'object' }, [{}], [[], null, 'a']],
    [{ type: 'array' }, [[]], [{}, null]],
    [{ type: 'boolean' }, [true, false], [0, 'true', null]],
    [{ type: 'null' }, [null], [0, '', false]],
  ],
  enum: [[{ enum: [1, 'a', null, [1], { a: 1 }] }, [1, 'a', null, [1], { a: 1 }], [true, '1', [2], { a: 2 }, {}]]],
  const: [
    [{ const: 0 }, [0, -0], [false, null, '', [0]]],
    [{ const: { a: [1] } }, [{ a: [1] }], [{ a: [1, 2] }, {}]],
    [{ const: false }, [false], [0, null]],
  ],
  multipleOf: [
    [{ multipleOf: 0.5 }, [0, 4.5, -1, 'a'], [0.25, 4.1]],
    [{ multipleOf: 3 }, [9, -3, 0, '7'], [7]],
    [{ multipleOf: 0.01 }, [59.66, 0.07, -1.1], [59.665, 0.001]],
  ],
  maximum: [[{ maximum: 3 }, [3, 2.9, 'x'], [3.1]]],
  exclusiveMaximum: [[{ exclusiveMaximum: 3 }, [2.9], [3, 4]]],
  minimum: [[{ minimum: -2 }, [-2, 0], [-2.1]]],
  exclusiveMinimum: [[{ exclusiveMinimum: 1 }, [1.1], [1, 0]]],
  maxLength: [[{ maxLength: 2 }, ['ab', '\u{1F436}\u{1F436}', 100], ['abc', '\u{1F436}\u{1F436}a']]],
  minLength: [[{ minLength: 2 }, ['ab', 1], ['a', '\u{1F436}']]],
  pattern: [
    [{ pattern: '^\\p{L}+$' }, ['é', 'abc', 1], ['1', 'a b']],
    [{ pattern: 'a' }, ['xax'], ['xx']],
  ],
  format: [
    [{ format: 'date' }, ['2024-02-29', 1], ['2023-02-29', '2024-2-9']],
    [
      { format: 'date-time' },
      ['1998-12-31T23:59:60Z', '1985-04-12T23:20:50.52Z'],
      ['1998-12-31T22:59:60Z', '1985-04-12'],
    ],
    [{ format: 'ipv4' }, ['127.0.0.1'], ['256.0.0.1', '01.0.0.1']],
    [{ format: 'uri' }, ['https://example.org/a?b#c'], ['https://[@example.org/', 'a b', '/a']],
    [{ format: 'uuid' }, ['2eb8aa08-aa98-11ea-b4aa-73b441d16380'], ['2eb8aa08-aa98']],
  ],
  maxItems: [[{ maxItems: 1 }, [[1], 'ab'], [[1, 2]]]],
  minItems: [[{ minItems: 1 }, [[1], ''], [[]]]],
  uniqueItems: [
    [
      { uniqueItems: true },
      [
        [1, '1', true],
        [{ a: 1 }, { a: 2 }],
      ],
      [
        [1, 1.0],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
  ],
  maxContains: [[{ contains: { const: 1 }, maxContains: 1 }, [[1, 2]], [[1, 1], []]]],
  minContains: [
    [{ contains: { const: 1 }, minContains: 2 }, [[1, 1, 2]], [[1]]],
    [{ contains: { const: 1 }, minContains: 0 }, [[], [2]], []],
  ],
  maxProperties: [[{ maxProperties: 1 }, [{ a: 1 }, [1, 2]], [{ a: 1, b: 2 }]]],
  minProperties: [[{ minProperties: 1 }, [{ a: 1 }, []], [{}]]],
  required: [
    [{ required: ['a'] }, [{ a: null }, 1], [{}]],
    [{ required: ['constructor', 'toString'] }, [{ constructor: 1, toString: 1 }], [{}]],
  ],
  dependentRequired: [[{ dependentRequired: { a: ['b'] } }, [{ a: 1, b: 1 }, { b: 1 }, {}], [{ a: 1 }]]],
  properties: [
    [{ properties: { a: { type: 'integer' }, b: false } }, [{ a: 1, c: 'x' }, [], {}], [{ a: 'x' }, { b: 1 }]],
  ],
  patternProperties: [[{ patternProperties: { '^a': { type: 'integer' } } }, [{ ab: 1, b: 'x' }], [{ ab: 'x' }]]],
  additionalProperties: [
    [
      { properties: { a: {} }, patternProperties: { '^b': {} }, additionalProperties: false },
      [{ a: 1, bb: 1 }],
      [{ c: 1 }],
    ],
    [{ additionalProperties: { type: 'boolean' } }, [{ a: true }], [{ a: 1 }]],
  ],
  unevaluatedProperties: [
    [
      {
        allOf: [{ properties: { a: {} } }],
        anyOf: [{ required: ['b'], properties: { b: {} } }, true],
        unevaluatedProperties: false,
      },
      [{ a: 1 }, { a: 1, b: 1 }],
      [{ c: 1 }],
    ],
  ],
  propertyNames: [[{ propertyNames: { maxLength: 1 } }, [{ a: 1 }, {}], [{ ab: 1 }]]],
  prefixItems: [[{ prefixItems: [{ type: 'integer' }, { type: 'string' }] }, [[1, 'a', null], [1], []], [['a']]]],
  items: [
    [{ items: { type: 'integer' } }, [[1, 2], []], [[1, 'a']]],
    [{ prefixItems: [{}], items: false }, [[1]], [[1, 2]]],
  ],
  contains: [[{ contains: { minimum: 5 } }, [[1, 6], 'x'], [[1], []]]],
  unevaluatedItems: [[{ allOf: [{ prefixItems: [{}] }], unevaluatedItems: false }, [[1], []], [[1, 2]]]],
  dependentSchemas: [[{ dependentSchemas: { a: { required: ['b'] } } }, [{ a: 1, b: 1 }, {}], [{ a: 1 }]]],
  allOf: [[{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]]],
  anyOf: [[{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, ['a', 2, null], [1]]],
  oneOf: [[{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, [1, 2.5], [3, 1.5]]],
  not: [
    [{ not: { type: 'integer' } }, ['a', 1.5], [1]],
    [{ not: {} }, [], [1, null, {}]],
  ],
  if: [[{ if: { const: 0 } }, [0, 1], []]],
  then: [[{ if: { const: 0 }, then: { minimum: 1 } }, [1, 2, 'a'], [0]]],
  else: [[{ if: { type: 'string' }, else: { minimum: 1 } }, ['', 1], [0]]],
};
