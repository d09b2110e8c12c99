import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { isJson, successResponse } from '../../scripts/contract/responses.js';
import { satisfies } from '../../scripts/contract/satisfies.js';
import { loadSpecs } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

/** A document with one operation: its responses, and what stands beside them. */
const document = (responses: string, beside = '') => `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
${beside}      responses:
${responses}`;
const ok = "        '200': { description: ok }\n";
const load = (text: string) => loadSpecs(folderOf({ 'things.yaml': text }));

test('statuses are read as OpenAPI has them, ranges in any case; others are left out', () => {
  const { contracts, problems } = load(
    document(
      `${ok}        4xx: { description: yours }\n        5Xx: { description: ours }\n${[
        '600',
        '2000',
        'x404',
        'defaults',
        '2X0',
        'xx4',
      ]
        .map((status) => `        '${status}': { description: none }\n`)
        .join('')}`,
    ),
  );
  expect(Object.keys(contracts[0]?.responses ?? {}).sort()).toEqual(['200', '4XX', '5XX']);
  expect(contracts[0]?.responses['4XX']).toMatchObject({ status: '4XX', description: 'yours', content: {} });
  expect(problems.map(({ message, leftOut }) => [message, leftOut])).toEqual(
    expect.arrayContaining(
      ['600', '2000', 'x404', 'defaults', '2X0', 'xx4'].map((status) => [
        `"${status}" is no HTTP status; write one such as '200', '4XX' or default`,
        `response ${status}`,
      ]),
    ),
  );
  expect(problems).toHaveLength(6);
});

test('what should be a list and is none is left out', () => {
  const { contracts, problems } = load(document(ok, '      parameters: { name: a, in: query }\n'));
  expect(contracts[0]?.parameters).toEqual([]);
  expect(problems).toMatchObject([
    { message: 'is not a list; begin each element with "- "', leftOut: 'all of it', line: 7 },
  ]);
});

test('a problem has the line where it stands, in lists, maps and behind aliases', () => {
  const text = document(
    `        '200': &ok
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  a: { type: string, pattern: '(' }
                  b:
                    anyOf:
                      - { type: string }
                      - { pattern: '[' }
        '400': *ok
`,
  );
  const lines = text.split('\n');
  const wrong = load(text).problems.filter(({ message }) => /regular expression/i.test(message));
  expect(wrong.length).toBeGreaterThan(1);
  expect([...new Set(wrong.map(({ line }) => lines[line - 1]?.trim().replace(/^- /, '')))].sort()).toEqual([
    "a: { type: string, pattern: '(' }",
    "{ pattern: '[' }",
  ]);
});

test('nesting is counted within what is open: brackets that are closed are none', () => {
  const deep = (levels: number) => `x-deep: ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
  expect(() => load(document(ok) + deep(2_000))).toThrow(/is nested deeper than/);
  const braces = `x-deep: ${'{a: '.repeat(2_000)}1${'}'.repeat(2_000)}\n`;
  expect(() => load(document(ok) + braces)).toThrow(/is nested deeper than/);
  const wide = `x-wide: [${Array(3_000).fill('[], {}').join(', ')}]\n`;
  expect(load(document(ok) + wide).contracts).toHaveLength(1);
});

test.each([
  ['brackets in a text', `x-text: '${'['.repeat(300)}'`],
  ['brackets in a block of text', `x-text: |\n${'  { [\n'.repeat(300)}`],
  ['brackets in a comment', `# ${'{'.repeat(300)}`],
  ['a line of dashes in a text', `x-text: >\n  ${'-'.repeat(80)}\n  ${'- '.repeat(80)}`],
  ['a comment of dashes', `# ${'- '.repeat(80)}`],
  ['a text far to the right', `x-text: |\n  a\n${' '.repeat(600)}b`],
  ['a closed line of dashes', `x-text: ${'-'.repeat(80)}`],
])('%s is no nesting', (_, line) => {
  expect(load(`${document(ok)}${line}\n`).contracts).toHaveLength(1);
});

test.each([
  ['brackets between which comments close others', `x-deep:\n${'  [ # ]\n'.repeat(2_000)}`],
  ['brackets between texts that close others', `x-deep: ${'[ "]", '.repeat(2_000)}`],
  ['keys within keys', `x-deep:\n  ${'? '.repeat(50_000)}a`],
  ['maps, each a column further in', Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
])('%s are nested too deep', (_, text) => {
  expect(() => load(`${document(ok)}${text}\n`)).toThrow(/is nested deeper than 200 levels; flatten/);
});

test.each([201, 202])('%i levels of nesting', (levels) => {
  // The list of a pair of the document lies a level deep by itself.
  const text = `${document(ok)}x-deep: ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}\n`;
  if (levels === 201) expect(load(text).contracts).toHaveLength(1);
  else expect(() => load(text)).toThrow(/:\d+: is nested deeper than 200 levels; flatten/);
});

describe('values of an enum are called', () => {
  test.each<[values: string, names: string[]]>([
    ['[a, B_c]', ['a', 'B_c']],
    ["['__a__', 'b--', '--c', '_', 'd__e']", ['a', 'b', 'c', 'Value', 'd_e']],
    ["['1', '-1', 'é', '名', '__']", ['Value_1', 'Value_1_2', 'e', 'Value', 'Value_2']],
    ["['a b', 'a-b', a_b]", ['a_b', 'a_b_2', 'a_b_3']],
  ])('%s', (values, names) => {
    const schema = "{ $ref: '#/components/schemas/State' }";
    const content = `        '200': { description: ok, content: { application/json: { schema: ${schema} } } }
components: { schemas: { State: { type: string, enum: ${values} } } }
`;
    const [contract] = load(document(content)).contracts;
    expect(contract?.enums.map((one) => one.values.map(({ name }) => name))).toEqual([names]);
  });
});

test.each<[type: string, want: boolean]>([
  ['application/json', true],
  ['APPLICATION/JSON; charset=utf-8', true],
  ['application/problem+json ;a=b', true],
  ['text/json', true],
  ['application/jsonp', false],
  ['a b/json', false],
  ['application/json+xml', false],
  ['application/x+y', false],
  ['/json', false],
  ['', false],
])('that "%s" is JSON: %s', (type, want) => {
  expect(isJson(type)).toBe(want);
});

test('a list of values says nothing of a type that it implies, and the type that it contradicts', () => {
  const given: [schema: string, takes: Json[], refuses: Json[]][] = [
    ['{ type: integer, enum: [1, 2] }', [1, 2], [3, '1']],
    ['{ type: integer, enum: [1, a] }', [1], ['a', 2]],
    ['{ type: [string, integer], enum: [1, a] }', [1, 'a'], ['b']],
    ['{ type: string, enum: [a, null] }', ['a'], [null, 'b']],
    ['{ type: integer, format: int32, minimum: 5 }', [5, 2 ** 31 - 1], [4, 2 ** 31]],
    ['{ enum: [] }', [], [1, 'a', null]],
  ];
  for (const [schema, takes, refuses] of given) {
    const content = `        '200': { description: ok, content: { application/json: { schema: ${schema} } } }\n`;
    const [contract] = load(document(content)).contracts;
    const read = contract?.responses['200']?.content['application/json']?.schema as Json;
    const validate = new RuntimeValidators(contract as Contract).of(successResponse(contract as Contract));
    const judged = (value: Json) => [satisfies(read, value, contract?.definitions ?? {}), validate(value)];
    for (const value of takes) expect(judged(value), `${schema} ${value}`).toEqual([true, true]);
    for (const value of refuses) expect(judged(value), `${schema} ${value}`).toEqual([false, false]);
  }
});

test('names that begin with x- are names, and in the fields of an object extensions', () => {
  const media = (name: string) => `            ${name}:\n              schema: { type: object }\n`;
  const { contracts, problems } = load(
    `${document(`        '200':
          description: ok
          headers:
            x-request-id: { required: true, schema: { type: string } }
            X-Total: { schema: { type: integer } }
          content:
${media('x-own/json')}              examples: { x-one: { value: { a: 1 } } }
        x-responses: { $ref: '#/nowhere' }
`)}  x-paths: { $ref: '#/nowhere' }\n`,
  );
  const success = contracts[0]?.responses['200'];
  expect(Object.keys(success?.headers ?? {})).toEqual(['x-request-id', 'X-Total']);
  expect(success?.headers['x-request-id']).toMatchObject({ required: true, schema: { type: 'string' } });
  expect(Object.keys(success?.content ?? {})).toEqual(['x-own/json']);
  expect(success?.content['x-own/json']?.examples).toMatchObject({ 'x-one': { value: { a: 1 } } });
  expect(problems).toEqual([]);
});

test("decisions come in the order of the document's lines, those of other files after them", () => {
  const decision = (id: string) => `{ id: ${id}, page: p, where: w, chosen: c, because: b }`;
  const folder = folderOf({
    'a-shared.yaml': `components:
  schemas:
    First: { type: string, x-decisions: [${decision('shared-first')}] }
    Second: { type: string, x-decisions: [${decision('shared-second')}] }
`,
    'things.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200':
          description: ok
          x-decisions: [${decision('response')}]
          content:
            application/json:
              schema:
                type: object
                properties:
                  b: { $ref: 'a-shared.yaml#/components/schemas/Second' }
                  a: { $ref: 'a-shared.yaml#/components/schemas/First' }
      parameters:
        - { name: p, in: query, schema: { type: string }, x-decisions: [${decision('parameter')}] }
      x-decisions: [${decision('operation')}]
`,
  });
  const { contracts } = loadSpecs(folder);
  const want = ['response', 'parameter', 'operation', 'shared-first', 'shared-second'];
  expect(contracts[0]?.decisions.map(({ id }) => id).filter((id) => want.includes(id))).toEqual(want);
});

test('of a schema with several faults, each is told', () => {
  const { problems } = load(
    document(`        '200':
          description: ok
          content:
            application/json:
              schema: { type: nope, minLength: -1, required: a }
`),
  );
  expect(problems.map(({ pointer }) => pointer.split('/').at(-1)).sort()).toEqual(['minLength', 'required', 'type']);
});
