import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/load/load.js';
import { describeOperations } from '../../scripts/mock/describe.js';
import { loadedOperations } from '../../scripts/mock/loaded-operations.js';
import { contracts } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

/** What the mock prints of a document's operations. */
function printed(paths: object): string[] {
  const document = { openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths };
  const read = loadContracts(folderOf({ 'things.json': JSON.stringify(document) }));
  return describeOperations(loadedOperations(read), 'http://mock').split('\n');
}

const responses = { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } };
const query = (name: string, more: object = {}) => ({ name, in: 'query', schema: { type: 'string' }, ...more });
const get = (operationId: string, parameters: object[], more: object = {}) => ({
  get: { operationId, summary: 'Look', parameters, responses, ...more },
});

describe('an operation is shown with a request that can be pasted', () => {
  const required = (schema: object, more: object = {}) => ({ ...query('x', { schema }), required: true, ...more });
  test.each<[what: string, parameters: object[], target: string]>([
    ['what need not be sent is not', [query('x', { example: 'some' })], '/a'],
    ['an example of a parameter', [required({ type: 'string' }, { example: 'shown' })], '/a?x=shown'],
    ['an example of its schema', [required({ type: 'string', example: 'shown' })], '/a?x=shown'],
    ['a default', [required({ type: 'string', default: 'usual' })], '/a?x=usual'],
    ['a number', [required({ type: 'integer' })], '/a?x=1'],
    ['any text', [required({ type: 'string' })], '/a?x=example'],
    ['not one that the operation refuses', [required({ type: 'string', maxLength: 3 })], '/a'],
  ])('%s', (_, parameters, target) => {
    const [head, curl, ...others] = printed({ '/a': get('look', parameters) });
    expect([head, curl]).toEqual([
      'look: Look',
      `  curl -s ${target.includes('?') ? `'http://mock${target}'` : `http://mock${target}`}`,
    ]);
    expect(others.filter((line) => !line.includes('x-filter'))).toEqual([]);
  });

  test('with method and headers', () => {
    const token = { name: 'X-Token', in: 'header', required: true, schema: { type: 'string', example: "it's" } };
    const [, curl] = printed({
      '/a': { post: { operationId: 'add', summary: 'Add', parameters: [token], responses } },
    });
    expect(curl).toBe(`  curl -s -X POST -H 'x-token: it'\\''s' http://mock/a`);
  });

  test.each<[what: string, media: JsonObject, want: string[]]>([
    ['the example of a body', { example: { name: 'Ann' } }, [`-d '{"name":"Ann"}'`]],
    [
      'a body that is made of its schema',
      { schema: { type: 'object', required: ['name'], properties: { name: { const: 'Eve' } } } },
      [`-d '{"name":"Eve"}'`],
    ],
    ['no body where none can be made', { schema: { type: 'string', pattern: '^(?=a)b$' } }, []],
  ])('with %s', (_, media, want) => {
    const schema: JsonObject = { type: 'object', required: ['name'], properties: { name: { enum: ['Eve', 'Ann'] } } };
    const requestBody = { required: true, content: { 'application/json': { schema, ...media } } };
    const add = { operationId: 'add', summary: 'Add', responses };
    const [, curl] = printed({ '/a': { post: { ...add, requestBody } } });
    expect(curl?.match(/-d '.*?'/g) ?? []).toEqual(want);
    const [, optional] = printed({ '/a': { post: { ...add, requestBody: { ...requestBody, required: false } } } });
    expect(optional).toBe('  curl -s -X POST http://mock/a');
  });

  test('a first page of ten, or an entity that there is', () => {
    const lines = describeOperations(loadedOperations(contracts), 'http://mock').split('\n');
    const shown = (id: string) => lines[lines.findIndex((line) => line.startsWith(`${id}: `)) + 1];
    expect(shown('ListOperationTask')).toMatch(/CurrentPage=1&PageSize=10'$/);
    expect(shown('ListOperationLogsByVaultName')).toMatch(/\?offset=0&limit=10'$/);
    expect(shown('DescribeSecurityEventOperationStatus')).toMatch(/^ {2}curl -s -X POST -H .*TaskId=12121'$/);
    for (const { id } of contracts) expect(lines.some((line) => line.startsWith(`${id}: `))).toBe(true);
    // Each has a line for curl and one for the vendor's core.
    expect(lines.filter((line) => line.startsWith('  curl -s '))).toHaveLength(contracts.length);
    expect(lines.filter((line) => line.startsWith("  node -e '"))).toHaveLength(contracts.length);
    expect(lines).toHaveLength(3 * contracts.length);
  });
});

describe('what the mock does not do for an operation', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => query(`p${index}`));
  const list: JsonObject = { type: 'array', items: { type: 'object', properties: { kind: { type: 'string' } } } };
  const page: JsonObject = {
    type: 'object',
    required: ['items'],
    properties: { items: list, total: { type: 'integer' } },
  };
  const paged = (parameters: object[]) =>
    get('look', parameters, {
      'x-pagination': {
        style: 'page',
        request: { position: 'page', size: 'size' },
        response: { items: '/items', total: '/total' },
        identity: ['/kind'],
      },
      responses: { 200: { description: 'ok', content: { 'application/json': { schema: page } } } },
    });
  const number = (name: string) => query(name, { schema: { type: 'integer', minimum: 1, default: 1 } });
  const pages = [number('page'), number('size')];

  test.each<[what: string, path: object, want: string[]]>([
    ['one filter', get('look', many(1)), ['  p0: no x-filter, does not filter']],
    ['two', get('look', many(2)), ['  p0, p1: no x-filter, do not filter']],
    ['eight', get('look', many(8)), ['  p0, p1, p2, p3, p4, p5, p6, p7: no x-filter, do not filter']],
    ['more', get('look', many(10)), ['  p0, p1, p2, p3, p4, p5, p6, p7, and 2 more: no x-filter, do not filter']],
    ['a header is no filter', get('look', [{ ...query('h'), in: 'header' }]), []],
    ['pages', paged(pages), []],
    ['a filter of its own', paged([...pages, query('kind', { 'x-filter': { match: 'equals', field: '/kind' } })]), []],
    ['one without, beside pages', paged([...pages, query('kind')]), ['  kind: no x-filter, does not filter']],
    ['what is posted', { post: { operationId: 'look', summary: 'Look', parameters: many(2), responses } }, []],
  ])('%s', (_, path, want) => {
    expect(printed({ '/a': path }).slice(2)).toEqual(want);
  });

  test('what cannot be served at all is said with its place, and nothing else', () => {
    const odd = { name: 'a b', in: 'header', schema: { type: 'string' } };
    const [, , ...lines] = printed({ '/a': get('look', [odd, ...many(2)]) });
    expect(lines).toEqual([
      expect.stringMatching(
        /^ {2}not served \(501\): parameter .*a b has a name that HTTP cannot carry .* \(things\.json:1\)$/,
      ),
    ]);
  });
});

test('of more than twenty operations, the others are named', () => {
  const paths = (count: number): Json =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`/a${index}`, get(`op${String(index).padStart(2, '0')}`, [])]),
    ) as never;
  const twenty = printed(paths(20) as object);
  expect(twenty).toHaveLength(40);
  const more = printed(paths(23) as object);
  expect(more).toEqual([...twenty, 'and: op20, op21, op22']);
});

test('what a document says cannot steer the terminal', () => {
  const [head] = printed({ '/a': get('look', [], { summary: 'Look \u001b[31m' }) });
  expect(head).not.toContain('\u001b');
  expect(head).toMatch(/^look: Look /);
});
