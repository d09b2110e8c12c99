import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, walk } from '../support/mock-client.js';
import { contractOf } from '../support/mock-contracts.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A sixth operation in Alibaba's protocol, and plain OpenAPI 3.0 and 3.1: what other repositories have. */
const documents = {
  'ListThings.yaml': `
openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /:
    get:
      operationId: ListThings
      x-wire: { protocol: alibaba-rpc, product: Sas, version: '2018-12-03', action: ListThings, methods: [GET, POST] }
      x-pagination:
        style: page
        request: { position: Page, size: Size }
        response: { items: /Data/Things, total: /Data/Total }
        identity: [/Id]
      parameters:
        - { name: Page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: Size, in: query, schema: { type: integer, minimum: 1, default: 5 } }
        - name: Colours
          in: query
          schema: { type: array, items: { $ref: '#/components/schemas/Colour' } }
          x-array-style: [indexed]
          x-filter: { match: any-of, field: /Colour }
      responses:
        '200':
          description: Things
          content:
            application/json:
              schema:
                type: object
                required: [RequestId, Data]
                properties:
                  RequestId: { type: string }
                  Data:
                    type: object
                    required: [Things, Total]
                    properties:
                      Total: { type: integer, minimum: 0 }
                      Things:
                        type: array
                        items:
                          type: object
                          required: [Id, Colour]
                          properties:
                            Id: { type: string, pattern: '^T-[0-9]{6}$' }
                            Colour: { $ref: '#/components/schemas/Colour' }
                            Made: { type: string, format: date-time }
                            Uuid: { type: string, format: uuid }
                            Code: { type: string, pattern: '^[A-Z]{3}-[0-9]{4}$' }
components:
  schemas:
    Colour: { type: string, enum: [red, green, blue] }
`,
  'plain.yaml': `
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
      responses:
        '200':
          description: Pets
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
        '400':
          description: Bad
          content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } }
    post:
      operationId: addPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '201':
          description: Added
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
  /visits:
    get:
      operationId: nameCall
      responses:
        '200':
          description: A visit
          content:
            application/json:
              schema:
                type: object
                required: [trace]
                properties:
                  trace: { type: string, x-unique-per-call: true }
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: X-Trace, in: header, schema: { type: string, maxLength: 5 } }
      responses:
        '200':
          description: A pet
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        default:
          description: Anything else
          content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } }
    delete:
      operationId: removePet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        '204': { description: Gone }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: { type: integer }
        name: { type: string, minLength: 1 }
        friend: { $ref: '#/components/schemas/Pet' }
        mood: { type: string, nullable: true, enum: [good, bad] }
    Problem:
      type: object
      required: [message]
      properties:
        message: { type: string }
        status: { type: integer }
`,
};

const folder = temporaryFolder();
let mock: Mock;
beforeAll(async () => {
  for (const [name, text] of Object.entries(documents)) writeFileSync(path.join(folder, name), text);
  mock = await startMock({ specs: folder, validateResponses: true, records: 23, contracts: undefined });
});
afterAll(() => mock.close());

test('a sixth spec file is served with its pages and filters', async () => {
  const contract = mock.operations.find((operation) => operation.contract.id === 'ListThings')?.contract;
  if (contract === undefined) throw new Error('not served');
  const things = (await walk(mock.url, contract, {}, 4)).flatMap((page) => itemsOf(contract, page));
  expect(new Set(things.map(({ Id }) => Id)).size).toBe(23);
  expect(new Set(things.map(({ Colour }) => Colour))).toEqual(new Set(['red', 'green', 'blue']));
  const { body } = await call(mock.url, contract, { Colours: ['red', 'blue'], Size: 100 });
  expect(itemsOf(contract, body)).toEqual(things.filter(({ Colour }) => Colour !== 'green'));
  const days = things.map(({ Made }) => (Date.now() - Date.parse(Made as string)) / 86_400_000);
  expect(Math.min(...days)).toBeGreaterThan(0);
  expect(Math.max(...days)).toBeLessThan(62);
});

describe('plain OpenAPI', () => {
  const json = { 'content-type': 'application/json' };
  const invalid = (what: string) => ({
    title: 'invalid-parameter',
    status: 400,
    detail: expect.stringContaining(what),
  });
  const cases: [method: string, target: string, init: RequestInit, status: number, body: unknown][] = [
    ['GET', '/pets?tags=a&tags=b&limit=3', {}, 200, expect.any(Array)],
    ['GET', '/pets?limit=101', {}, 400, { message: expect.stringContaining('/limit'), status: 400 }],
    ['GET', '/pets/7', {}, 200, { id: expect.any(Number), name: expect.any(String) }],
    ['GET', '/pets/seven', {}, 400, { message: expect.stringContaining('/id') }],
    ['GET', '/pets/7', { headers: { 'x-trace': 'too long' } }, 400, { message: expect.stringContaining('X-Trace') }],
    ['POST', '/pets', { headers: json, body: '{"id":1,"name":"Rex"}' }, 201, { id: expect.any(Number) }],
    ['POST', '/pets', { headers: json, body: '{"id":1}' }, 400, invalid('/body/name: ')],
    ['POST', '/pets', { headers: json, body: '{"id":' }, 400, { title: 'invalid-parameter' }],
    ['POST', '/pets', { headers: json, body: '['.repeat(500_000) }, 400, { title: 'invalid-parameter' }],
    ['POST', '/pets', { headers: { 'content-type': 'text/plain' }, body: 'x' }, 400, { title: 'invalid-parameter' }],
    ['POST', '/pets', {}, 400, { title: 'missing-parameter' }],
    ['PUT', '/pets', {}, 404, { title: 'unknown-operation' }],
    ['GET', '/nothing', {}, 404, expect.any(Object)],
  ];
  test.each(cases)('%s %s %#: %i', async (method, target, init, status, want) => {
    const response = await fetch(mock.url + target, { method, ...init });
    expect(response.status).toBe(status);
    const body = await response.json();
    if (Array.isArray(body)) expect(body).toEqual(want);
    else expect(body).toMatchObject(want as object);
  });

  test('a property that names the call does so, whatever its protocol', async () => {
    const traceOf = async () => ((await (await fetch(`${mock.url}/visits`)).json()) as { trace: string }).trace;
    expect(await traceOf()).not.toBe(await traceOf());
  });

  test('an operation without a body answers without one', async () => {
    const response = await fetch(`${mock.url}/pets/7`, { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('the same request has the same answer', async () => {
    const ask = () => fetch(`${mock.url}/pets/7`).then((response) => response.text());
    expect(await ask()).toBe(await ask());
  });
});

test('an unknown wire protocol names the known ones', async () => {
  const strange = {
    ...contractOf('ListOperationTask'),
    wire: { protocol: 'soap', product: '', version: '', methods: [] },
  };
  await expect(startMock({ contracts: [strange] })).rejects.toThrow(/"soap"; known are/);
});
