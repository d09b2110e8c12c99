import { describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { alibabaRpc } from '../../scripts/wire/alibaba-rpc.js';
import { huaweiRest } from '../../scripts/wire/huawei-rest.js';
import type { Refusal } from '../../scripts/wire/protocol.js';
import { contractOf } from '../support/mock-contracts.js';

const task = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');

describe('Alibaba’s gateway', () => {
  const decode = alibabaRpc.decoder([task]);
  const query = (search: string) => ({ method: 'GET', target: `/?${search}`, headers: {} });
  const named = 'Action=ListOperationTask&Version=2018-12-03';

  test.each<[given: string, search: string, want: Partial<Refusal>]>([
    ['no action', 'a=1', { parameter: 'Action', detail: 'Send Action in query or form, or x-acs-action as a header.' }],
    [
      'no version',
      'Action=ListOperationTask',
      { parameter: 'Version', detail: 'Send Version in query or form, or x-acs-version as a header.' },
    ],
    [
      'another version',
      'Action=ListOperationTask&Version=1',
      { detail: 'ListOperationTask has the version 2018-12-03, not "1".' },
    ],
    ['broken text', `${named}&TaskId=%zz`, { detail: expect.stringMatching(/^The request has .+\.$/) }],
    [
      'an element twice',
      `${named}&Statuses.1=A&Statuses.1=B`,
      { parameter: 'Statuses.1', detail: 'Statuses.1 is given twice; send it once.' },
    ],
    [
      'an index of 0',
      `${named}&Statuses.0=A`,
      { parameter: 'Statuses.0', detail: 'Statuses.0 has the index 0; count from 1.' },
    ],
    [
      'an index of a kilobyte',
      `${named}&Statuses.${'9'.repeat(1000)}=A`,
      { detail: `Statuses.${'9'.repeat(71)} has the index ${'9'.repeat(40)}; count from 1.` },
    ],
  ])('says of %s what to do', (_, search, want) => {
    expect(decode(query(search))).toMatchObject({ refusal: want });
  });

  test('is asked without a question mark where there is nothing to ask', () => {
    const { target, headers } = alibabaRpc.encode(task, {}, 'GET, action in headers');
    expect(target).toBe('/');
    expect(headers).toEqual({ 'x-acs-action': 'ListOperationTask', 'x-acs-version': '2018-12-03' });
    expect(alibabaRpc.encode(task, { PageSize: 5 }, 'GET, action in headers').target).toBe('/?PageSize=5');
  });

  test('is asked by the example for its SDK what was asked', () => {
    const calls: unknown[] = [];
    class RPCClient {
      constructor(options: object) {
        calls.push(options);
      }
      request(...args: unknown[]): Promise<void> {
        calls.push(args);
        return Promise.resolve();
      }
    }
    const example = alibabaRpc.sdkExample(task, { PageSize: 5, Statuses: ['INIT'] }, 'http://127.0.0.1:1') as string;
    new Function('require', example)((name: string) => (name === '@alicloud/pop-core' ? { RPCClient } : {}));
    expect(calls).toMatchObject([
      { endpoint: 'http://127.0.0.1:1', apiVersion: '2018-12-03' },
      ['ListOperationTask', { PageSize: '5', 'Statuses.1': 'INIT' }, { method: 'GET' }],
    ]);
  });
});

describe('Huawei’s gateway', () => {
  const error = (source: string) => ({
    ...logs,
    responses: {
      400: {
        status: '400',
        headers: {},
        content: {
          'application/json': {
            schema: {},
            examples: {
              'HSS.0001': {
                value: { error_code: 'HSS.0001', error_msg: 'No.' },
                raisedWhen: ['invalid-parameter'],
                source,
              },
            },
          },
        },
      },
    },
  });
  const refusal: Refusal = { cause: 'invalid-parameter', detail: 'So it is.' };
  const headers = { 'x-request-id': 'R' };

  test.each([
    ['as the page documents it, word by word', 'documented', 'No.'],
    ['with the detail behind the text of an error that it raises everywhere', 'common', 'No. So it is.'],
  ] as const)('refuses %s', (_, source, error_msg) => {
    expect(huaweiRest.refuse(error(source) as unknown as Contract, refusal, 'R')).toEqual({
      status: 400,
      headers,
      source,
      body: { error_code: 'HSS.0001', error_msg },
    });
  });

  test('has an error of its own where a contract has none', () => {
    expect(huaweiRest.refuse({ ...logs, responses: {} } as Contract, refusal, 'R')).toEqual({
      status: 400,
      headers,
      source: 'common',
      body: { error_code: 'APIGW.0106', error_msg: 'The request parameters are invalid. So it is.' },
    });
  });
});
