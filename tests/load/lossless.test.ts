import { beforeEach, describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { contentOf, errorBodies, responseFor, successBody, successResponse } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

const document = `openapi: 3.1.0
info: { title: t, version: '1' }
servers:
  - { url: 'https://{region}.example.org/v1', variables: { region: { default: eu, enum: [eu, us] } } }
security: [{ key: [] }, { token: [read], login: [] }, {}]
components:
  securitySchemes:
    key: { type: apiKey, name: X-Key, in: header }
    token: { type: oauth2, flows: {} }
    login: { type: http, scheme: bearer }
    certificate: { type: mutualTLS }
paths:
  /things/{id}:
    servers: [{ url: /things-api }]
    post:
      operationId: changeThing
      deprecated: true
      security: [{ certificate: [] }]
      parameters:
        - { name: id, in: path, required: true, schema: { type: array, items: { type: string } } }
        - { name: tags, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }
        - { name: plain, in: query, deprecated: true, allowReserved: true, schema: { type: string } }
        - { name: where, in: query, content: { application/json: { schema: { type: object } } } }
        - { name: X-List, in: header, explode: true, schema: { type: array, items: { type: integer } } }
      requestBody:
        required: true
        description: The change.
        content:
          text/plain: { schema: { type: string } }
          application/merge-patch+json: { schema: { type: object, properties: { a: { type: integer } } } }
      responses:
        '200':
          description: done
          headers:
            X-Rate: { required: true, description: left, schema: { type: integer } }
            Content-Type: { schema: { type: string } }
          content:
            text/csv: { schema: { type: string } }
            application/json: { schema: { type: object, properties: { a: { type: string } } }, example: { a: b } }
            application/problem+json: { schema: { type: object, required: [title] } }
        '202': { description: later }
        '304': { description: as it was }
        '4XX': { description: yours, content: { application/json: { schema: { type: object } } } }
        '404': { description: nothing there }
        default: { description: ours, content: { application/json: { schema: { type: string } } } }
  /things:
    get:
      operationId: listThings
      responses:
        2xx: { description: ok, content: { application/json: { schema: { type: array } } } }
`;

let contracts: readonly Contract[];
let change: Contract;
let list: Contract;
beforeEach(() => {
  contracts = loadContracts(folderOf({ 'things.yaml': document }));
  [change, list] = contracts as [Contract, Contract];
});

describe('responses', () => {
  test('keep their statuses as written, and everything below them', () => {
    expect(Object.keys(change.responses).sort()).toEqual(['200', '202', '304', '404', '4XX', 'default']);
    const response = change.responses['200'];
    expect(Object.keys(response?.content ?? {})).toEqual(['text/csv', 'application/json', 'application/problem+json']);
    expect(response?.headers).toEqual({
      'X-Rate': { description: 'left', required: true, schema: { type: 'integer' }, explode: false },
    });
  });

  test.each([
    [200, '200'],
    [202, '202'],
    [204, 'default'],
    [304, '304'],
    [404, '404'],
    [400, '4XX'],
    [499, '4XX'],
    [500, 'default'],
  ])('that of %i is %s', (status, want) => {
    expect(responseFor(change, status)?.status).toBe(want);
  });

  test.each([
    [200, '2XX'],
    [404, undefined],
  ])('without a default, that of %i is %s', (status, want) => {
    expect(responseFor(list, status)?.status).toBe(want);
  });

  test('the successful one is the lowest of 2xx, else the range', () => {
    expect(successResponse(change).status).toBe('200');
    expect(successResponse(list).status).toBe('2XX');
    expect(successBody(list)).toMatchObject({ status: 200, mediaType: 'application/json', schema: { type: 'array' } });
  });

  test('errors are those of 4xx and 5xx, and the default', () => {
    expect(errorBodies(change).map(({ status, mediaType }) => [status, mediaType])).toEqual([
      [404, ''],
      [400, 'application/json'],
      [500, 'application/json'],
    ]);
  });
});

test('a body keeps all its media types; the one that is JSON is the decoded body', () => {
  expect(change.body).toMatchObject({ required: true, description: 'The change.' });
  expect(Object.keys(change.body?.content ?? {})).toEqual(['text/plain', 'application/merge-patch+json']);
  expect(contentOf(change.body as never).mediaType).toBe('application/merge-patch+json');
  expect(change.request).toMatchObject({ properties: { body: { properties: { a: { type: 'integer' } } } } });
});

test.each([
  ['id', { style: 'simple', explode: false }],
  ['tags', { style: 'pipeDelimited', explode: false }],
  ['plain', { style: 'form', explode: true, deprecated: true, allowReserved: true }],
  ['where', { style: 'form', explode: true, encoding: 'json', mediaType: 'application/json' }],
  ['X-List', { style: 'simple', explode: true }],
])('parameter %s travels as the document says', (name, want) => {
  expect(change.parameters.find((parameter) => parameter.name === name)).toMatchObject(want);
});

test('a style that a place does not have is refused with file and line', () => {
  const specs = folderOf({ 'things.yaml': document.replace('style: pipeDelimited', 'style: matrix') });
  expect(() => loadContracts(specs, { strict: true })).toThrow(
    /things\.yaml:\d+: style "matrix" is none of a parameter in query/,
  );
});

test('security keeps its alternatives, each with its schemes', () => {
  expect(change.security).toEqual([
    [{ scheme: 'certificate', type: 'mutualTLS', name: '', in: 'connection', scopes: [] }],
  ]);
  expect(list.security).toEqual([
    [{ scheme: 'key', type: 'apiKey', name: 'X-Key', in: 'header', scopes: [] }],
    [
      { scheme: 'token', type: 'oauth2', name: 'authorization', in: 'header', scopes: ['read'] },
      { scheme: 'login', type: 'http', name: 'authorization', in: 'header', httpScheme: 'bearer', scopes: [] },
    ],
    [],
  ]);
});

test('servers are those of the operation, its path, or the document', () => {
  expect(change.servers).toEqual([{ url: '/things-api', description: '', variables: {} }]);
  expect(list.servers).toEqual([
    {
      url: 'https://{region}.example.org/v1',
      description: '',
      variables: { region: { default: 'eu', enum: ['eu', 'us'] } },
    },
  ]);
  expect(change.deprecated).toBe(true);
});

test('a contract is plain JSON data', () => {
  for (const contract of [...contracts, ...loadContracts('specs')]) {
    expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
  }
});
