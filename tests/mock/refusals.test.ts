import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { call, leastRequest } from '../support/mock-client.js';
import { contractOf } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

const tasks = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');
const events = contractOf('DescribeSecurityEventOperationStatus');

const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.close())));

async function mockOf(contracts: readonly Contract[], options: MockOptions = {}): Promise<string> {
  const mock = await startMock({ contracts, records: 5, ...options });
  started.push(mock);
  return mock.url;
}

/** Why a request was refused, as the header says it. */
const why = (headers: Headers) => headers.get('x-mock-refusal');

describe('whoever sends no credentials is told which', () => {
  const header = { name: 'X-Key', in: 'header' };
  const query = { name: 'sign', in: 'query' };
  test.each<[what: string, security: Contract['security'], want: string]>([
    ['one', [[header]] as never, 'header X-Key'],
    ['two at once', [[header, query]] as never, 'header X-Key and query sign'],
    ['one of two', [[header], [query]] as never, 'header X-Key, or query sign'],
  ])('%s', async (_, security, want) => {
    const contract = { ...logs, security };
    const { status, headers } = await call(await mockOf([contract], { auth: true }), contract, leastRequest(logs));
    expect([status, why(headers)]).toEqual([401, `unauthorized: Send credentials: ${want}.`]);
  });

  const both = { ...logs, security: [[header, query]] as never };
  test.each<[headers: Record<string, string>, search: string, status: number]>([
    [{ 'x-key': 'k' }, '&sign=s', 200],
    [{ 'x-key': 'k' }, '', 401],
    [{}, '&sign=s', 401],
  ])('of two at once, both are asked for: %j %s', async (headers, search, status) => {
    const url = await mockOf([both], { auth: true });
    const target = '/v5/p/ransomware/backup/operation-logs?offset=0&limit=1';
    expect((await fetch(url + target + search, { headers })).status).toBe(status);
  });

  test.each([
    ['Signature=s', 200],
    ['Signature=', 400],
    ['a=Signature', 400],
  ])('they may be in the body of a form: %s', async (pair, status) => {
    const url = await mockOf([tasks], { auth: true });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `Action=ListOperationTask&Version=2018-12-03&${pair}`;
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(status);
  });

  test('a certificate is of the connection, and not asked for', async () => {
    const contract = { ...logs, security: [[{ name: 'tls', in: 'connection' }]] as never };
    expect((await call(await mockOf([contract], { auth: true }), contract, leastRequest(logs))).status).toBe(200);
  });
});

describe('who asks for an entity that there is not, is told what there is', () => {
  test.each<[request: JsonObject, want: RegExp]>([
    [{ TaskId: 99 }, /^not-found: This world has no TaskId 99; it has 5 entities, the first is 12121\.$/],
    [
      { SecurityEventIds: [7] },
      /^not-found: This world has nothing that the request names; it has 5 entities, the first is 12121\.$/,
    ],
  ])('%j', async (request, want) => {
    const { status, headers } = await call(await mockOf([events]), events, request);
    expect(status).toBe(400);
    expect(why(headers)).toMatch(want);
  });
});

test('an answer that breaks its contract is an error where answers are looked at', async () => {
  const [status, response] = Object.entries(tasks.responses).find(([code]) => code === '200') as [string, object];
  const examples = { broken: { value: { RequestId: 5, a: 1 }, raisedWhen: [] } };
  const content = { 'application/json': { ...Object.values((response as { content: object }).content)[0], examples } };
  const contract = { ...tasks, responses: { ...tasks.responses, [status]: { ...response, content } } } as Contract;
  const ask = async (validateResponses: boolean) =>
    call(await mockOf([contract], { validateResponses }), contract, {}, { headers: { prefer: 'example=broken' } });
  expect(await ask(false)).toMatchObject({ status: 200, body: { RequestId: 5, a: 1 } });
  const { status: refused, headers } = await ask(true);
  expect(refused).toBe(500);
  expect(why(headers)).toMatch(
    /^internal: The mock's own answer violates its contract: .*; .*; \/RequestId: expected string, found 5 \(.*\)\.$/,
  );
});

describe('an error has the body that the document declares for it', () => {
  const error = (content: object) => ({
    '/a': {
      get: {
        operationId: 'a',
        parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: 'ok' }, 400: { description: 'bad', ...content } },
      },
    },
  });
  const json = (schema: object, more: object = {}) => ({ content: { 'application/json': { schema, ...more } } });
  const object = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
  const usual = 'application/json;charset=utf-8';
  test.each<[what: string, content: object, type: string | null, body: RegExp]>([
    ['its words', json(object({ message: { type: 'string' } })), usual, /^\{"message":"\/n: expected integer.*"\}$/],
    ['an example', json({ type: 'object' }, { example: { odd: 1 } }), usual, /^\{"odd":1\}$/],
    ['drawn', json(object({ code: { type: 'string', pattern: '^E[0-9]{3}$' } })), usual, /^\{"code":"E\d{3}"\}$/],
    [
      'a text',
      { content: { 'text/plain': { schema: { type: 'string' } } } },
      'text/plain;charset=utf-8',
      /^\/n: expected/,
    ],
    [
      'a text of JSON',
      { content: { 'application/problem+json': { schema: { type: 'string' } } } },
      'application/problem+json;charset=utf-8',
      /^"\/n: expected/,
    ],
    [
      'what cannot be drawn',
      json({ type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: '^(?=b)a' } } }),
      usual,
      /^\{"a":"\/n: expected integer/,
    ],
  ])('%s', async (_, content, type, body) => {
    const document = { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: error(content) };
    const url = await mockOf(loadContracts(folderOf({ 'a.json': JSON.stringify(document) })));
    const ask = async () => {
      const response = await fetch(`${url}/a?n=x`);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    const first = await ask();
    expect(first).toEqual([400, type, expect.stringMatching(body)]);
    expect(await ask()).toEqual(first);
  });
});
