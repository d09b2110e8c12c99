import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at, parsePointer } from '../../scripts/base/pointer.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { pagerOf } from '../../scripts/contract/pager.js';
import { errorBodies } from '../../scripts/contract/responses.js';
import { describeOperations } from '../../scripts/mock/describe.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { flatten } from '../../scripts/wire/flattened.js';
import { itemsOf, leastRequest, totalOf } from '../support/mock-client.js';
import { contracts, specs } from '../support/mock-contracts.js';

// The vendors' cores as they are on npm, through their CommonJS doors.
const require = createRequire(import.meta.url);

/** One vendor's SDK core, sending any operation. */
interface Sdk {
  readonly name: string;
  readonly protocol: string;
  call(url: string, contract: Contract, request: JsonObject): Promise<Json>;
  /** The code of the vendor's error that the SDK's exception holds. */
  codeOf(error: unknown): unknown;
}

function flat(contract: Contract, request: JsonObject): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(request)) {
    const encoding = contract.parameters.find((parameter) => parameter.name === name)?.encoding;
    const pairs = encoding === 'json' ? [[name, JSON.stringify(value)] as const] : flatten(name, value);
    for (const [key, text] of pairs) parameters[key] = text;
  }
  return parameters;
}

function openapiCore(method: string): Sdk {
  const { default: Client, OpenApiUtil, $OpenApiUtil } = require('@alicloud/openapi-core');
  const { RuntimeOptions } = require('@darabonba/typescript');
  return {
    name: `@alicloud/openapi-core, ${method}`,
    protocol: 'alibaba-rpc',
    async call(url, contract, request) {
      const client = new Client(
        new $OpenApiUtil.Config({
          accessKeyId: 'any',
          accessKeySecret: 'any',
          endpoint: url.replace('http://', ''),
          protocol: 'HTTP',
          regionId: 'cn-hangzhou',
        }),
      );
      const params = new $OpenApiUtil.Params({
        action: contract.wire?.action,
        version: contract.wire?.version,
        protocol: 'HTTP',
        pathname: '/',
        method,
        authType: 'AK',
        style: 'RPC',
        reqBodyType: 'formData',
        bodyType: 'json',
      });
      const json: JsonObject = { ...request };
      for (const { name, encoding } of contract.parameters) {
        if (encoding === 'json' && json[name] !== undefined) json[name] = JSON.stringify(json[name]);
      }
      const query = OpenApiUtil.query(json);
      const answer = await client.callApi(
        params,
        new $OpenApiUtil.OpenApiRequest({ query }),
        new RuntimeOptions({ autoretry: false, maxAttempts: 1 }),
      );
      return answer.body as Json;
    },
    codeOf: (error) => (error as { code?: unknown }).code,
  };
}

function popCore(method: string): Sdk {
  const { RPCClient } = require('@alicloud/pop-core');
  return {
    name: `@alicloud/pop-core, ${method}`,
    protocol: 'alibaba-rpc',
    call: (url, contract, request) =>
      new RPCClient({
        accessKeyId: 'any',
        accessKeySecret: 'any',
        endpoint: url,
        apiVersion: contract.wire?.version,
      }).request(contract.wire?.action, flat(contract, request), { method }),
    codeOf: (error) => (error as { code?: unknown }).code,
  };
}

function huaweiCore(): Sdk {
  const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core');
  const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder');
  return {
    name: '@huaweicloud/huaweicloud-sdk-core',
    protocol: 'huawei-rest',
    async call(url, contract, request) {
      const of = (place: string) => {
        const names = contract.parameters.filter((one) => one.in === place).map(({ name }) => name);
        return Object.fromEntries(Object.entries(request).filter(([name]) => names.includes(name)));
      };
      const path = of('path');
      const client = new ClientBuilder((c: unknown) => c)
        .withCredential(new BasicCredentials().withAk('any').withSk('any').withProjectId(String(path.project_id)))
        .withEndpoint(url)
        .build();
      const answer = await client.sendRequest({
        method: contract.method.toUpperCase(),
        url: contract.path,
        contentType: 'application/json',
        queryParams: of('query'),
        pathParams: path,
        headers: of('header'),
        data: {},
        responseHeaders: [''],
      });
      const { httpStatusCode: _, ...body } = answer.result ?? answer;
      return body as Json;
    },
    codeOf: (error) => (error as { errorCode?: unknown }).errorCode ?? (error as { error_code?: unknown }).error_code,
  };
}

const sdks = [openapiCore('GET'), openapiCore('POST'), popCore('GET'), popCore('POST'), huaweiCore()];
const cases = sdks.flatMap((sdk) =>
  contracts
    .filter(({ wire }) => wire?.protocol === sdk.protocol)
    .map((contract) => [sdk.name, contract.id, sdk, contract] as const),
);

let mock: Mock;
beforeAll(async () => {
  // The core logs every error that it throws.
  const log4js = createRequire(require.resolve('@huaweicloud/huaweicloud-sdk-core'))('log4js');
  log4js.configure({
    appenders: { out: { type: 'stdout' } },
    categories: { default: { appenders: ['out'], level: 'off' } },
  });
  mock = await startMock({ specs, validateResponses: true, auth: false, records: 37 });
});
afterAll(() => mock.close());

describe.each(cases)('%s: %s', (_, id, sdk, contract) => {
  test('pages to the end, or looks up', async () => {
    const { pagination } = contract;
    let request = leastRequest(contract);
    if (pagination === undefined) {
      const body = await sdk.call(mock.url, contract, request);
      expect(itemsOf(contract, body).length).toBeGreaterThan(0);
      return;
    }
    const seen: string[] = [];
    // A filter that a request cannot do without shows a part of the 37 records.
    const total = contract.parameters.some(({ required, filter }) => required && filter !== undefined)
      ? totalOf(contract, await sdk.call(mock.url, contract, request))
      : 37;
    for (;;) {
      const body = await sdk.call(mock.url, contract, request);
      const items = itemsOf(contract, body);
      expect(totalOf(contract, body)).toBe(total);
      seen.push(...items.map((item) => JSON.stringify(pagination.identity.map((pointer) => at(item, pointer)))));
      if (items.length < 10) break;
      const pager = pagerOf(contract);
      const page = pager?.requested(request);
      if (pager === undefined || page === undefined) throw new Error('no page');
      request = pager.request(pager.after(page) as never, request);
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  test('filters', async () => {
    const parameter = contract.parameters.find(
      ({ filter }) => filter !== undefined && (filter.match === 'equals' || filter.match === 'any-of'),
    );
    const filter = parameter?.filter;
    if (parameter === undefined || filter === undefined || !('field' in filter)) throw new Error(`${id} has no filter`);
    const all = itemsOf(contract, await sdk.call(mock.url, contract, leastRequest(contract)));
    const value = all.map((item) => at(item, filter.field)).find((found) => found !== undefined);
    if (value === undefined) throw new Error('nothing to filter by');
    const asked = filter.match === 'any-of' ? [value] : value;
    const body = await sdk.call(mock.url, contract, { ...leastRequest(contract), [parameter.name]: asked });
    const items = itemsOf(contract, body);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(at(item, filter.field)).toEqual(value);
  });

  test('gets the vendor’s error as the SDK’s own exception', async () => {
    const { lookup, pagination } = contract;
    const bad = lookup !== undefined ? { [lookup.key]: 999_999_999 } : { [pagination?.request.size ?? '']: 'many' };
    const raised = errorBodies(contract).flatMap(({ examples }) =>
      Object.entries(examples)
        .filter(([name, { raisedWhen }]) =>
          lookup ? name === lookup.missing : raisedWhen.includes('invalid-parameter'),
        )
        .map(([name]) => name),
    );
    const error = await sdk.call(mock.url, contract, { ...leastRequest(contract), ...bad }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(sdk.codeOf(error)).toBe(raised[0]);
  });
});

test('the lines that the mock prints can be pasted', async () => {
  const lines = describeOperations(mock.operations, mock.url)
    .split('\n')
    .filter((line) => /^ {2}(?:curl|node) /.test(line));
  expect(lines).toHaveLength(2 * contracts.length);
  // Both kinds of line, of one operation of each vendor, are enough to run; each is a process.
  const protocols = [...new Set(contracts.map(({ wire }) => wire?.protocol))];
  for (const protocol of protocols) {
    const index = mock.operations.findIndex(({ contract }) => contract.wire?.protocol === protocol);
    const { contract } = mock.operations[index] as (typeof mock.operations)[number];
    const list = parsePointer(contract.pagination?.response.items ?? contract.lookup?.items ?? '')[0] as string;
    const own = lines.slice(2 * index, 2 * index + 2);
    const outputs = await Promise.all(own.map((line) => promisify(execFile)('sh', ['-c', line])));
    for (const { stdout } of outputs) expect(stdout).toContain(list);
  }
});
