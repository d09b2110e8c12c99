import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { folderOf } from '../support/specs-with.js';

/** What a path names, and the properties of the answer that it comes back in; each is a text of up to 9 characters. */
const named: readonly (readonly [path: string, sent: readonly string[], back: Readonly<Record<string, string>>])[] = [
  ['/pets/{pet}', ['rex'], { pet: 'rex' }],
  ['/pets/{petName}', ['rex'], { petName: 'rex' }],
  ['/pets/{petName}', ['rex'], { name: 'rex' }],
  ['/pets/{pet2Name}', ['rex'], { name: 'rex' }],
  ['/pets/{pet_name}', ['rex'], { name: 'rex' }],
  ['/pets/{pet-name}', ['rex'], { name: 'rex' }],
  ['/pets/{pet.name}', ['rex'], { name: 'rex' }],
  ['/pets/{pet.shortName}', ['rex'], { name: 'rex' }],
  ['/pets/{Name}', ['rex'], { name: 'rex' }],
  ['/pets/{NAME}', ['rex'], { name: 'rex' }],
  ['/pets/{petId}', ['rex'], { id: 'rex' }],
  ['/pets/{petid}', ['rex'], { ID: 'rex' }],
  ['/pets/{pet_id}', ['rex'], { Id: 'rex' }],
  ['/pets/{petName}/keys', ['rex'], { petName: 'rex', name: '' }],
  ['/pets/{pet_1}', ['rex'], { pet_1: 'rex' }],
  ['/pets/{petName}', ['rex'], { pet: '', petname: '' }],
  ['/pets/{petname}', ['rex'], { name: '' }],
  ['/pets/{petName}', ['too long a name'], { petName: '' }],
  ['/owners/{owner}/pets/{petName}', ['ann', 'rex'], { owner: 'ann', name: 'rex' }],
  ['/owners/{ownerName}/pets/{pet}', ['ann', 'rex'], { ownerName: 'ann', name: '', pet: 'rex' }],
  ['/owners/{ownerName}/pets', ['ann'], { ownerName: 'ann', name: '' }],
  ['/pets/{petName}.json', ['rex'], { name: 'rex' }],
];

const text = { type: 'string', maxLength: 9 };
const ok = (schema: Json) => ({ 200: { description: 'ok', content: { 'application/json': { schema } } } });
const objectOf = (properties: JsonObject) => ({ type: 'object', required: Object.keys(properties), properties });
const parametersOf = (path: string) =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
const pet = objectOf({ id: { type: 'integer' }, name: text });
const post = (request: Json, response: Json, operationId: string) => ({
  post: {
    operationId,
    requestBody: { required: true, content: { 'application/json': { schema: request } } },
    responses: ok(response),
  },
});

const paths: JsonObject = {
  '/add': post({ type: ['object', 'array', 'null'] }, pet, 'add'),
  '/wrapped': post({ type: 'object' }, objectOf({ data: pet, count: { type: 'integer' } }), 'wrapped'),
  '/sparse': post({ type: 'object' }, { type: 'object', additionalProperties: false, properties: {} }, 'sparse'),
  '/list': {
    get: {
      operationId: 'list',
      parameters: [{ name: 'pageSize', in: 'query', schema: { type: 'integer' } }],
      responses: ok({ type: 'array', items: pet }),
    },
  },
  '/at-least': {
    get: {
      operationId: 'atLeast',
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
      responses: ok({ type: 'array', items: pet, minItems: 2 }),
    },
  },
};
for (const [index, [path, , back]] of named.entries()) {
  paths[`/${index}${path}`] = {
    get: {
      operationId: `get${index}`,
      parameters: parametersOf(path),
      responses: ok(objectOf(Object.fromEntries(Object.keys(back).map((name) => [name, text])))),
    },
  } as JsonObject;
}

const document = { openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths };
const contracts = loadContracts(folderOf({ 'pets.json': JSON.stringify(document) }));
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts });
});
afterAll(() => mock.close());

async function send(path: string, body?: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(mock.url + path, body === undefined ? {} : { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

test.each(named.map((one, index) => [...one, index] as const))('%s with %j: %j', async (path, sent, back, index) => {
  const values = [...sent];
  const { status, text } = await send(
    `/${index}${path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(values.shift() as string))}`,
  );
  expect([status, Object.keys(JSON.parse(text) as JsonObject).sort()]).toEqual([200, Object.keys(back).sort()]);
  for (const [name, value] of Object.entries(JSON.parse(text) as JsonObject)) {
    if (back[name] !== '') expect({ [name]: value }).toEqual({ [name]: back[name] });
    else expect(sent).not.toContain(value);
  }
});

describe('what is sent comes back', () => {
  test.each<[path: string, body: string, want: object]>([
    ['/add', '{"id":4711,"name":"Rex"}', { id: 4711, name: 'Rex' }],
    ['/add', '{"name":"Rex","other":1}', { id: expect.any(Number), name: 'Rex' }],
    ['/add', '{"id":4711,"name":"too long a name"}', { id: 4711, name: expect.not.stringContaining('too long') }],
    ['/add', '{"id":"4711"}', { id: expect.any(Number), name: expect.any(String) }],
    ['/add', 'null', { id: expect.any(Number), name: expect.any(String) }],
    ['/add', '[{"name":"Rex"}]', { id: expect.any(Number), name: expect.any(String) }],
    ['/wrapped', '{"name":"Rex"}', { data: { id: expect.any(Number), name: 'Rex' }, count: expect.any(Number) }],
    [
      '/wrapped',
      '{"data":{"name":"Rex","secret":"s"}}',
      { data: { id: expect.any(Number), name: 'Rex' }, count: expect.any(Number) },
    ],
    ['/sparse', '{"name":"Rex"}', {}],
  ])('%s %s', async (path, body, want) => {
    const { status, text } = await send(path, body);
    expect([status, JSON.parse(text)]).toEqual([200, want]);
  });

  test('in every digit', async () => {
    expect((await send('/add', '{"id":9007199254740993}')).text).toContain('"id":9007199254740993');
  });
});

test.each([0, 1, 3])('a list has no more than %i elements where no more are asked for', async (size) => {
  for (const path of ['/list?pageSize=', '/at-least?limit=']) {
    const { status, text } = await send(`${path}${size}`);
    expect(status).toBe(200);
    const { length } = JSON.parse(text) as Json[];
    // Fewer than its schema has would be no answer.
    expect(length).toBeLessThanOrEqual(path.startsWith('/at-least') && size < 2 ? Number.POSITIVE_INFINITY : size);
    if (path.startsWith('/at-least')) expect(length).toBeGreaterThanOrEqual(2);
  }
});
