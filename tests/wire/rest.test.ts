import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestArbitrary } from '../../scripts/arbitraries/index.js';
import type { JsonObject } from '../../scripts/base/json.js';
import { UsageError } from '../../scripts/base/usage-error.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { huaweiRest } from '../../scripts/wire/huawei-rest.js';
import { protocolOf, protocols } from '../../scripts/wire/index.js';
import { PathRouter } from '../../scripts/wire/path-router.js';
import { plain } from '../../scripts/wire/plain.js';
import { contractOf } from '../support/mock-contracts.js';

const logs = contractOf('ListOperationLogsByVaultName');
const path = '/v5/p%20%2F1/ransomware/backup/operation-logs';

describe('REST requests', () => {
  const decode = huaweiRest.decoder([logs]);
  const cases: [given: string, method: string, target: string, want: object][] = [
    [
      'path and query',
      'GET',
      `${path}?offset=0&limit=2&status=success`,
      { request: { project_id: 'p /1', offset: 0, limit: 2, status: 'success' }, unknown: [] },
    ],
    ['an unknown name', 'GET', `${path}?Limit=2`, { request: { project_id: 'p /1' }, unknown: ['Limit'] }],
    ['a name twice', 'GET', `${path}?limit=2&limit=3`, { contract: logs, refusal: { cause: 'invalid-parameter' } }],
    ['broken encoding in the path', 'GET', path.replace('%20', '%'), { refusal: { cause: 'invalid-parameter' } }],
    ['another method', 'POST', path, { refusal: { cause: 'unknown-operation' } }],
    ['another path', 'GET', `${path}/x`, { refusal: { cause: 'unknown-operation' } }],
    ['an empty path parameter', 'GET', path.replace('p%20%2F1', ''), { refusal: { cause: 'unknown-operation' } }],
  ];
  test.each(cases)('%s', (_, method, target, want) => {
    expect(decode({ method, target, headers: {} })).toMatchObject(want);
  });

  test('what is encoded decodes to the same', () => {
    fc.assert(
      fc.property(requestArbitrary(logs), (drawn) => {
        const request = JSON.parse(JSON.stringify(drawn).replaceAll(/\\ud[89a-f]../gi, '')) as JsonObject;
        fc.pre(request.project_id !== '');
        expect(decode(huaweiRest.encode(logs, request))).toEqual({ contract: logs, request, unknown: [] });
      }),
      { numRuns: 50 },
    );
  });

  test('errors have the vendor’s envelope', () => {
    expect(huaweiRest.refuse(logs, { cause: 'unauthorized', detail: 'Who?' }, 'R')).toEqual({
      status: 401,
      headers: { 'x-request-id': 'R' },
      source: 'common',
      body: { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information. Who?' },
    });
  });
});

test('plain OpenAPI: lists repeat their name, JSON content is text, the body is JSON', () => {
  const request = { Statuses: ['INIT', 'FAIL'], PageSize: 5 };
  expect(plain.encode(contractOf('ListOperationTask'), request)).toEqual({
    method: 'GET',
    target: '/?PageSize=5&Statuses=INIT&Statuses=FAIL',
    headers: {},
  });
  const { target } = plain.encode(contractOf('DescribeProcessTasks'), { TaskStatus: ['11'] });
  expect(target).toBe('/?TaskStatus=%5B%2211%22%5D');
});

describe('paths', () => {
  const at = (path: string, method = 'get') => ({ id: path, path, method }) as unknown as Contract;
  const router = new PathRouter(
    ['/a/{x}', '/a/b', '/a/{x}/c', '/a/{x}.json', '/{y}/b/{z}', '/'].map((path) => at(path)),
  );
  const cases: [path: string, want: string | undefined, parameters: object | undefined][] = [
    ['/a/b', '/a/b', {}],
    ['/a/1', '/a/{x}', { x: '1' }],
    ['/a/1.json', '/a/{x}', { x: '1.json' }],
    ['/a/b/c', '/a/{x}/c', { x: 'b' }],
    ['/q/b/2', '/{y}/b/{z}', { y: 'q', z: '2' }],
    ['/a/b/2', '/{y}/b/{z}', { y: 'a', z: '2' }],
    ['/', '/', {}],
    ['', undefined, undefined],
    ['/a/', undefined, undefined],
    ['/__proto__', undefined, undefined],
  ];
  test.each(cases)('%s leads to %s', (path, want, parameters) => {
    const match = router.match(path);
    expect(match?.operations.get('GET')?.id).toBe(want);
    expect(match && Object.fromEntries(match.parameters)).toEqual(parameters);
  });
});

describe('protocols', () => {
  test('are found by the name in x-wire', () => {
    expect(protocolOf(logs)).toBe(huaweiRest);
    expect(protocolOf({ ...logs, wire: undefined } as unknown as Contract)).toBe(plain);
  });
  test('that do not exist are the user’s mistake', () => {
    const strange = { ...logs, wire: { protocol: 'soap', product: 'x', version: '1', methods: ['GET'] } } as Contract;
    expect(() => protocolOf(strange)).toThrow(UsageError);
    expect(() => protocolOf(strange)).toThrow(/"soap"; known are alibaba-rpc, huawei-rest, plain/);
  });
  test('know their own variants', () => {
    for (const protocol of protocols) {
      expect(() => protocol.encode(contractOf('ListOperationTask'), {}, 'pigeon')).toThrow(/choose one of/);
    }
  });
});
