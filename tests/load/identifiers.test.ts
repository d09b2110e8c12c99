import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successResponse } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

/** Judges the body of the only operation of a document, of which the response has a schema. */
function judgeOf(schema: Json, schemas: JsonObject, files: Record<string, Json> = {}): (value: Json) => boolean {
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: {
      '/': {
        get: {
          operationId: 'op',
          responses: { 200: { description: '', content: { 'application/json': { schema } } } },
        },
      },
    },
    components: { schemas },
  };
  const texts = Object.entries({ 'spec.json': document, ...files }).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  const [contract] = loadContracts(folderOf(Object.fromEntries(texts)), { strict: true });
  const validate = new RuntimeValidators(contract as Contract).of(successResponse(contract as Contract));
  return (value) => validate(value) as boolean;
}

const text = { type: 'string' };
const tree = {
  $id: 'https://example.com/tree',
  $dynamicAnchor: 'node',
  type: 'object',
  properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
};
const strictTree = {
  $id: 'https://example.com/strict-tree',
  $dynamicAnchor: 'node',
  $ref: 'tree',
  unevaluatedProperties: false,
};

const cases: {
  what: string;
  schema: Json;
  schemas?: JsonObject;
  files?: Record<string, Json>;
  right: Json[];
  wrong: Json[];
}[] = [
  {
    what: 'an anchor',
    schema: { $ref: '#name' },
    schemas: { Name: { $anchor: 'name', ...text } },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'an anchor in another file',
    schema: { $ref: 'parts.json#name' },
    files: { 'parts.json': { deep: [{ $anchor: 'name', ...text }] } },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'an $id, by its URI',
    schema: { $ref: 'https://example.com/name' },
    schemas: { Name: { $id: 'https://example.com/name', ...text } },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'an $id, relative to the one around it',
    schema: { $ref: '#/components/schemas/Outer' },
    schemas: {
      Outer: {
        $id: 'https://example.com/outer/',
        properties: { a: { $ref: 'inner' }, b: { $ref: '#/$defs/b' } },
        $defs: { inner: { $id: 'inner', ...text }, b: { type: 'integer' } },
      },
    },
    right: [{ a: 'x', b: 1 }],
    wrong: [{ a: 1 }, { b: 'x' }],
  },
  {
    what: 'a file with an $id, from another one that knows it by its name',
    schema: { $ref: 'owner.json' },
    files: {
      'owner.json': {
        $id: 'https://example.com/schemas/owner.json',
        type: 'object',
        properties: { pet: { $ref: 'pet.json' } },
      },
      'pet.json': { $id: 'https://example.com/schemas/pet.json', ...text },
    },
    right: [{ pet: 'a' }],
    wrong: [{ pet: 1 }],
  },
  {
    what: 'an $id that two schemas have, of which the first is meant',
    schema: { $ref: 'https://example.com/name' },
    schemas: {
      Name: { $id: 'https://example.com/name', ...text },
      Copy: { $id: 'https://example.com/name', type: 'integer' },
    },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'an $id that ends with an empty fragment, as those of earlier drafts do',
    schema: { $ref: 'https://example.com/name' },
    schemas: { Name: { $id: 'https://example.com/name#', ...text } },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'an $id, and not one that is like it but for a fragment',
    schema: { $ref: 'https://example.com/name' },
    schemas: {
      Fragment: { $id: 'https://example.com/na#me', type: 'integer' },
      Name: { $id: 'https://example.com/name', ...text },
    },
    right: ['a'],
    wrong: [1],
  },
  {
    what: 'a property that is called $id',
    schema: { $ref: '#/components/schemas/A' },
    schemas: { A: { properties: { $id: text, b: { $ref: '#/components/schemas/B' } } }, B: { type: 'integer' } },
    right: [{ $id: 'a', b: 1 }],
    wrong: [{ $id: 1 }, { b: 'a' }],
  },
  {
    what: 'a dynamic reference, from the schema that extends a tree',
    schema: { $ref: '#/components/schemas/StrictTree' },
    schemas: { Tree: tree, StrictTree: strictTree },
    right: [{ children: [{ data: 1 }] }],
    wrong: [{ daat: 1 }, { children: [{ daat: 1 }] }, { children: [{ children: [{ daat: 1 }] }] }],
  },
  {
    what: 'a dynamic reference, from the tree itself',
    schema: { $ref: '#/components/schemas/Tree' },
    schemas: { Tree: tree, StrictTree: strictTree },
    right: [{ children: [{ daat: 1 }] }],
    wrong: [{ children: [1] }],
  },
  {
    what: 'both meanings in one contract',
    schema: { properties: { a: { $ref: 'https://example.com/tree' }, b: { $ref: 'https://example.com/strict-tree' } } },
    schemas: { Tree: tree, StrictTree: strictTree },
    right: [{ a: { children: [{ daat: 1 }] }, b: { children: [{ data: 1 }] } }],
    wrong: [{ b: { children: [{ daat: 1 }] } }],
  },
  {
    what: 'a dynamic reference to a plain anchor',
    schema: { $ref: '#/components/schemas/List' },
    schemas: { List: { items: { $dynamicRef: '#item' }, $defs: { item: { $anchor: 'item', ...text } } } },
    right: [['a']],
    wrong: [[1]],
  },
  {
    what: 'the schema of JSON Schema itself',
    schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' },
    right: [{ type: 'object', $defs: { a: { type: 'string' } } }, true],
    wrong: [{ type: 1 }, { $defs: { a: { properties: { b: { minLength: -1 } } } } }],
  },
  {
    what: 'dependencies of earlier drafts',
    schema: { dependencies: { a: ['b'], c: { properties: { d: text } } } },
    right: [{ a: 1, b: 1 }, { c: 1, d: 'x' }, {}],
    wrong: [{ a: 1 }, { c: 1, d: 1 }],
  },
  {
    what: 'lists of items of earlier drafts',
    schema: { items: [text, { type: 'integer' }], additionalItems: false },
    right: [['a', 1], ['a']],
    wrong: [[1], ['a', 1, 1]],
  },
  {
    what: 'what stands behind a list of items of earlier drafts',
    schema: { items: [text], additionalItems: { $ref: '#/components/schemas/Count' } },
    schemas: { Count: { type: 'integer' } },
    right: [['a', 1, 2], ['a']],
    wrong: [[1], ['a', 'b']],
  },
];

describe('schemas name and find each other by', () => {
  test.each(cases)('$what', ({ schema, schemas = {}, files = {}, right, wrong }) => {
    const judge = judgeOf(schema, schemas, files);
    for (const value of right) expect([value, judge(value)]).toEqual([value, true]);
    for (const value of wrong) expect([value, judge(value)]).toEqual([value, false]);
  });
});

describe('what names nothing is refused', () => {
  test.each([
    [
      'an anchor that there is not',
      { $ref: '#nobody' },
      /spec\.json:1: \$ref "#nobody" points to nothing in spec\.json/,
    ],
    ['a URI that nothing has', { $ref: 'https://example.com/gone' }, /\$ref "https:\/\/example\.com\/gone" is remote/],
    ['a reference of an older draft', { $recursiveRef: '#' }, /spec\.json:1: keyword \$recursiveRef is not supported/],
    ['a dynamic reference to nothing', { $dynamicRef: '#nobody' }, /\$dynamicRef "#nobody" points to nothing/],
  ])('%s', (_, schema, want) => {
    expect(() => judgeOf(schema as Json, {})).toThrow(want);
  });
});
