import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { satisfies } from '../../scripts/contract/satisfies.js';
import { loadContracts, loadFiles, loadSpecs } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

/** The contract of one operation, and the lines of its document. */
function built(operation: JsonObject): { contract: Contract; lines: string[] } {
  const responses = { 200: { description: 'ok' } };
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/a': { post: { operationId: 'a', responses, ...operation } } },
  };
  const text = JSON.stringify(document, null, 1);
  const [contract] = loadContracts(folderOf({ 'a.json': text }));
  return { contract: contract as Contract, lines: text.split('\n') };
}

describe('the request of an operation', () => {
  const parameters: Json = [
    { name: 'plain', in: 'query', schema: { type: 'integer' } },
    { name: 'told', in: 'query', required: true, description: 'How many.', example: 3, schema: { type: 'integer' } },
  ];
  const body = { type: 'object', properties: { deep: { type: 'string' } } };
  const requestBody = { required: true, content: { 'application/json': { schema: body } } };

  test('has the parameters, with their words and first examples, and the body', () => {
    expect(built({ parameters, requestBody }).contract.request).toMatchObject({
      properties: {
        plain: { type: 'integer' },
        told: { type: 'integer', description: 'How many.', example: 3 },
      },
      required: ['told', 'body'],
      additionalProperties: false,
    });
    const { request } = built({ parameters: [parameters[0] as Json] }).contract;
    expect(request).toEqual({
      type: 'object',
      properties: { plain: { type: 'integer' } },
      additionalProperties: false,
    });
    expect(
      built({ requestBody: { ...requestBody, required: false } }).contract.request,
      'a body that may be left out',
    ).not.toHaveProperty('required');
  });

  test('has the lines of the document', () => {
    const { contract, lines } = built({ parameters, requestBody });
    const lineAt = (pointer: string) => lines[Number(contract.origins[pointer]?.split(':')[1]) - 1]?.trim();
    expect(lineAt('/request')).toBe('"post": {');
    expect(lineAt('/request/properties/body')).toBe('"schema": {');
    expect(lineAt('/request/properties/body/properties/deep')).toBe('"deep": {');
  });
});

test.each([
  [true, true],
  [false, undefined],
  ['yes', undefined],
])('an operation that is deprecated: %j', (deprecated, want) => {
  expect(built({ deprecated }).contract.deprecated).toBe(want);
});

/** What the schema of a response accepts, and how many problems it has. */
function judged(schema: JsonObject, version = '3.1.0', root: JsonObject = {}) {
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  const info = { title: 't', version: '1' };
  const document = { openapi: version, info, paths: { '/a': { get: { operationId: 'a', responses } } }, ...root };
  const { contracts, problems } = loadSpecs(folderOf({ 'a.json': JSON.stringify(document, null, 1) }));
  const { definitions } = contracts[0] as Contract;
  const accepts = (value: Json) => satisfies(successBody(contracts[0] as Contract).schema, value, definitions);
  return { accepts, messages: problems.map(({ message, leftOut }) => `${message} | ${leftOut}`) };
}

describe('a schema', () => {
  test.each<[given: string, schema: JsonObject, accepted: Json, refused: Json]>([
    [
      'a list of items, and what lies beyond it',
      { items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
      ['a', 1, 2],
      ['a', 'b'],
    ],
    ['what lies beyond a list that is none', { items: { type: 'string' }, additionalItems: false }, ['a', 'b'], [1]],
    ['what lies beyond nothing', { type: 'array', additionalItems: false }, [1], 1],
    [
      'dependencies of both kinds',
      { dependencies: { a: ['b'], c: { required: ['d'] } } },
      { a: 1, b: 2 },
      { c: 1, b: 2 },
    ],
    ['names by pattern', { patternProperties: { '^n': { type: 'integer' } } }, { n1: 1, m: 'a' }, { n1: 'a' }],
    [
      'the first of two anchors of one name',
      {
        $defs: { one: { $anchor: 'x', type: 'string' }, two: { $anchor: 'x', type: 'integer' } },
        properties: { a: { $ref: '#x' } },
      },
      { a: 'text' },
      { a: 1 },
    ],
  ])('has %s', (_, schema, accepted, refused) => {
    const { accepts } = judged(schema);
    expect([accepts(accepted), accepts(refused)]).toEqual([true, false]);
  });

  test('has no name by a pattern that is none', () => {
    const { accepts, messages } = judged({
      patternProperties: { '(': { type: 'integer' }, '^n': { type: 'integer' } },
    });
    expect(messages).toEqual([expect.stringMatching(/regular expression/)]);
    expect([accepts({ n1: 1 }), accepts({ n1: 'a' })]).toEqual([true, false]);
  });

  test('that is all of itself is told, and one that holds itself further down is not', () => {
    const schemas = (Node: JsonObject) => ({ components: { schemas: { Node } } });
    const ref = { $ref: '#/components/schemas/Node' };
    expect(judged(ref, '3.1.0', schemas({ allOf: [ref, { type: 'object' }] })).messages).toHaveLength(1);
    const { accepts, messages } = judged(ref, '3.1.0', schemas({ type: 'object', properties: { next: ref } }));
    expect(messages).toEqual([]);
    expect([accepts({ next: { next: {} } }), accepts({ next: { next: 1 } })]).toEqual([true, false]);
  });
});

describe('of a folder', () => {
  const document = `openapi: 3.1.0
info: { title: t, version: '1' }
paths: { /a: { get: { operationId: a, responses: { '200': { description: ok } } } } }
`;
  const folder = () => folderOf({ 'a.yaml': document, 'b.yaml': 'a: 1\n' });

  test('a file that is no document, and that none refers to, is told', () => {
    const { problems, strays } = loadFiles(folder());
    expect(problems.map(({ file }) => file.split('/').at(-1))).toEqual(['b.yaml']);
    expect([...strays.keys()]).toEqual(['b.yaml']);
  });

  test('of which some files are read, others may refer to what is no document', () => {
    const { problems, contracts } = loadFiles(folder(), ['a.yaml', 'b.yaml']);
    expect(problems).toEqual([]);
    expect(contracts.map(({ id }) => id)).toEqual(['a']);
  });
});

test.each([
  ['dashes', `${'- '.repeat(250)}a`],
  ['dashes behind blanks', `  ${'- '.repeat(250)}a`],
])('lists within lists, all on one line of %s, are nested too deep', (_, line) => {
  expect(() => loadContracts(folderOf({ 'a.yaml': `openapi: 3.1.0\nx-deep:\n${line}\n` }))).toThrow(
    /a\.yaml:3: is nested deeper than/,
  );
});
