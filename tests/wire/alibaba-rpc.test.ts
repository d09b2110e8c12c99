import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestArbitrary } from '../../scripts/arbitraries/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { isObject } from '../../scripts/base/json.js';
import { alibabaRpc } from '../../scripts/wire/alibaba-rpc.js';
import type { WireRequest } from '../../scripts/wire/protocol.js';
import { contractOf, contracts } from '../support/mock-contracts.js';

const rpc = contracts.filter((contract) => contract.wire?.protocol === 'alibaba-rpc');
const decode = alibabaRpc.decoder(rpc);
const get = (query: string, headers: Record<string, string> = {}): WireRequest => ({
  method: 'GET',
  target: `/?${query}`,
  headers,
});
const listTask = 'Action=ListOperationTask&Version=2018-12-03';

describe('decodes what clients send', () => {
  const cases: [given: string, WireRequest, want: JsonObject][] = [
    [
      'what the current SDK core sends with GET',
      get(
        'CheckId=76&CurrentPage=2&Lang=en&OperationTaskInstances.1.InstanceId=i-1&OperationTaskInstances.1.RegionId=cn-hangzhou' +
          '&OperationTaskInstances.1.Vendor=ALIYUN&PageSize=10&Statuses.1=INIT&Statuses.2=FAIL&Type=REPAIR',
        { 'x-acs-action': 'ListOperationTask', 'x-acs-version': '2018-12-03' },
      ),
      {
        CheckId: 76,
        CurrentPage: 2,
        Lang: 'en',
        OperationTaskInstances: [{ InstanceId: 'i-1', RegionId: 'cn-hangzhou', Vendor: 'ALIYUN' }],
        PageSize: 10,
        Statuses: ['INIT', 'FAIL'],
        Type: 'REPAIR',
      },
    ],
    [
      'what it sends with POST: parameters in the query, no body',
      {
        method: 'POST',
        target: '/?PageNumber=1&PageSize=10&TaskStatus=%5B%2211%22%2C%2221%22%5D&YunCode=%5B%22WAF%22%5D',
        headers: { 'x-acs-action': 'DescribeProcessTasks', 'x-acs-version': '2022-07-28' },
      },
      { PageNumber: 1, PageSize: 10, TaskStatus: ['11', '21'], YunCode: ['WAF'] },
    ],
    [
      'what the old SDK core sends with POST: all of it in a form',
      {
        method: 'POST',
        target: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Action=ListOperationProcessDetail&Version=2018-12-03&AccessKeyId=a&Signature=x%3D&SignatureNonce=1&Format=JSON&TaskIds.1=a%20b&StatusCodes.1=1',
      },
      { TaskIds: ['a b'], StatusCodes: [1] },
    ],
    ['lists in any order', get(`${listTask}&Statuses.2=FAIL&Statuses.1=INIT`), { Statuses: ['INIT', 'FAIL'] }],
    ['a comma-separated list', get(`${listTask}&Statuses=INIT,FAIL`), { Statuses: ['INIT', 'FAIL'] }],
    ['a text that looks like a number', get(`${listTask}&TaskId=12`), { TaskId: '12' }],
    ['a number that is none, for the validator', get(`${listTask}&PageSize=1e3`), { PageSize: '1e3' }],
    ['an empty text', get(`${listTask}&TaskId=`), { TaskId: '' }],
    ['NUL and other characters', get(`${listTask}&TaskId=%00%F0%9F%98%80+x`), { TaskId: '\0😀 x' }],
  ];
  test.each(cases)('%s', (_, request, want) => {
    expect(decode(request)).toMatchObject({ request: want, unknown: [] });
  });
});

describe('names are exact', () => {
  const cases: [given: string, unknown: string[]][] = [
    ['pagesize=1', ['pagesize']],
    ['statuses.1=INIT', ['statuses.1']],
    ['Statuses.one=INIT', ['Statuses.one']],
    ['Statuses.1.x=INIT', ['Statuses.1.x']],
    ['OperationTaskInstances.1.vendor=a', ['OperationTaskInstances.1.vendor']],
    ['PageSize.1=1', ['PageSize.1']],
    ['__proto__=1&constructor=2&__proto__.1=3&toString.x=4', ['__proto__', 'constructor', '__proto__.1', 'toString.x']],
    ['Statuses.__proto__=1', ['Statuses.__proto__']],
    ['RegionId=cn&SecurityToken=t', []],
  ];
  test.each(cases)('%s', (query, unknown) => {
    expect(decode(get(`${listTask}&${query}`))).toEqual({
      contract: contractOf('ListOperationTask'),
      request: {},
      unknown,
    });
  });
});

describe('refuses what it cannot read', () => {
  const cases: [given: string, WireRequest, code: string, status: number][] = [
    ['no action', get('PageSize=1'), 'MissingParameter', 400],
    ['no version', get('Action=ListOperationTask'), 'MissingParameter', 400],
    ['an unknown action', get('Action=Nope&Version=2018-12-03'), 'InvalidAction.NotFound', 404],
    ['a hostile action', get('Action=__proto__&Version=constructor'), 'InvalidAction.NotFound', 404],
    [
      'the version of another product',
      get('Action=ListOperationTask&Version=2022-07-28'),
      'InvalidAction.NotFound',
      404,
    ],
    ['another method', { ...get(listTask), method: 'DELETE' }, 'UnsupportedHTTPMethod', 405],
    ['another path', { ...get(''), target: `/api?${listTask}` }, 'InvalidAction.NotFound', 404],
    ['a gap', get(`${listTask}&Statuses.1=INIT&Statuses.3=FAIL`), 'InvalidParameter', 400],
    ['a huge index', get(`${listTask}&Statuses.999999999=INIT`), 'InvalidParameter', 400],
    ['an index beyond numbers', get(`${listTask}&Statuses.${'9'.repeat(400)}=INIT`), 'InvalidParameter', 400],
    ['an index of 0', get(`${listTask}&Statuses.0=INIT`), 'InvalidParameter', 400],
    ['a list without indexes', get(`${listTask}&OperationTaskInstances=a`), 'InvalidParameter', 400],
    ['a parameter twice', get(`${listTask}&PageSize=1&PageSize=2`), 'InvalidParameter', 400],
    ['an element twice', get(`${listTask}&Statuses.1=INIT&Statuses.1=FAIL`), 'InvalidParameter', 400],
    ['two forms of a list', get(`${listTask}&Statuses.1=INIT&Statuses=FAIL`), 'InvalidParameter', 400],
    ['broken percent-encoding', get(`${listTask}&TaskId=%zz`), 'InvalidParameter', 400],
    ['broken UTF-8', get(`${listTask}&TaskId=%ff`), 'InvalidParameter', 400],
    ['no JSON', get('Action=DescribeProcessTasks&Version=2022-07-28&TaskStatus=11,21'), 'InvalidParameter', 400],
    ['too many parameters', get(`${listTask}${'&a=1'.repeat(10_001)}`), 'InvalidParameter', 400],
    [
      'a JSON body',
      {
        method: 'POST',
        target: `/?${listTask}`,
        headers: { 'content-type': 'application/json' },
        body: '{}',
      },
      'InvalidParameter',
      400,
    ],
  ];
  test.each(cases)('%s', (_, request, code, status) => {
    const decoded = decode(request);
    if (!('refusal' in decoded)) throw new Error('was understood');
    const response = alibabaRpc.refuse(decoded.contract, decoded.refusal, 'R-1');
    expect(response).toMatchObject({ status, body: { Code: code, RequestId: 'R-1', Message: expect.any(String) } });
    expect(response.headers).toEqual({ 'x-acs-request-id': 'R-1' });
  });
});

test('what is encoded decodes to the same, in every variant', () => {
  for (const contract of rpc) {
    for (const variant of alibabaRpc.variants(contract)) {
      const isComma = variant.endsWith('lists');
      fc.assert(
        fc.property(requestArbitrary(contract), (drawn) => {
          const request = expressible(drawn, contract.parameters, isComma);
          expect(decode(alibabaRpc.encode(contract, request, variant))).toEqual({ contract, request, unknown: [] });
        }),
        { numRuns: 20 },
      );
    }
  }
});

/** Without what the wire form has no way to say: empty lists and objects, lone surrogates, commas in comma lists. */
function expressible(drawn: JsonObject, parameters: (typeof contracts)[0]['parameters'], isComma: boolean): JsonObject {
  const keep = (value: Json): Json | undefined => {
    if (typeof value === 'string') return value.replaceAll(/\p{Surrogate}/gu, '');
    if (Array.isArray(value)) {
      const list = value.map(keep).filter((element) => element !== undefined);
      return list.length === 0 ? undefined : list;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).flatMap(([name, part]) => {
      const kept = keep(part);
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  const request: JsonObject = {};
  for (const { name, encoding, arrayStyles } of parameters) {
    const value = drawn[name];
    if (value === undefined) continue;
    const kept = encoding === 'json' ? value : keep(value);
    if (kept === undefined) continue;
    const hasComma = isComma && arrayStyles.includes('comma') && JSON.stringify(kept).includes(',"');
    request[name] = hasComma ? [(kept as Json[])[0] as Json] : kept;
  }
  return request;
}

describe('a parameter with a name that the protocol has as well', () => {
  const contract = contractOf('ListOperationTask');
  const [like] = contract.parameters.filter(({ name }) => name === 'TaskId');
  const own = {
    ...contract,
    parameters: [...contract.parameters, { ...like, name: 'Version' } as NonNullable<typeof like>],
  };
  const decodeOwn = alibabaRpc.decoder([own]);

  test.for<{ given: string; request: WireRequest; want: JsonObject }>([
    { given: 'behind the one of the protocol', request: get(`${listTask}&Version=v2`), want: { Version: 'v2' } },
    { given: 'only the one of the protocol', request: get(`${listTask}&TaskId=a`), want: { TaskId: 'a' } },
    {
      given: 'beside headers',
      request: get('Version=v2', { 'x-acs-action': 'ListOperationTask', 'x-acs-version': '2018-12-03' }),
      want: { Version: 'v2' },
    },
  ])('$given', ({ request, want }) => expect(decodeOwn(request)).toMatchObject({ request: want }));
});
