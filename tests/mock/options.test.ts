import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { suggest } from '../../scripts/base/suggest.js';
import { UsageError } from '../../scripts/base/usage-error.js';
import { type MockOptions, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, leastRequest } from '../support/mock-client.js';
import { codeOf } from '../support/mock-conformance.js';
import { contractOf, contracts, specs } from '../support/mock-contracts.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const task = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');

async function withMock<T>(options: MockOptions, run: (url: string) => Promise<T>): Promise<T> {
  const mock = await startMock({ contracts, records: 5, ...options });
  try {
    return await run(mock.url);
  } finally {
    await mock.close();
  }
}

test('a taken port is the user’s to mend', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(startMock({ contracts, port })).rejects.toThrow(UsageError);
  await expect(startMock({ contracts, port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is taken; choose another with --port`,
  );
  server.close();
});

test('error rate: documented errors, about as often as asked, the same for the same seed', async () => {
  const run = (errorRate: number, seed = 1) =>
    withMock({ errorRate, seed, records: 1 }, async (url) => {
      const statuses: number[] = [];
      for (let count = 0; count < 40; count++) {
        const { status, body } = await call(url, task, {});
        expect(codeOf(body)).toBe(status === 200 ? undefined : 'ServerError');
        statuses.push(status);
      }
      return statuses;
    });
  const half = await run(0.5);
  const failed = half.filter((status) => status === 500).length;
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThan(32);
  expect(await run(0.5)).toEqual(half);
  expect(await run(0.5, 2)).not.toEqual(half);
  expect(new Set(await run(0))).toEqual(new Set([200]));
});

test('latency holds answers back', async () => {
  await withMock({ latency: 120 }, async (url) => {
    await call(url, task, {});
    const start = performance.now();
    await call(url, task, {});
    expect(performance.now() - start).toBeGreaterThan(110);
  });
});

describe('auth', () => {
  test('is not asked for unless told to', () =>
    withMock({}, async (url) => {
      expect((await call(url, logs, leastRequest(logs))).status).toBe(200);
    }));
  test('asks for a token or a signature, with the vendor’s error', () =>
    withMock({ auth: true }, async (url) => {
      const none = await call(url, logs, leastRequest(logs));
      expect([none.status, codeOf(none.body)]).toEqual([401, 'APIGW.0301']);
      for (const headers of [{ 'x-auth-token': 't' }, { authorization: 'SDK-HMAC-SHA256 Access=a' }]) {
        expect((await call(url, logs, leastRequest(logs), { headers })).status).toBe(200);
      }
      const rpc = await call(url, task, {});
      expect([rpc.status, codeOf(rpc.body)]).toEqual([400, 'IncompleteSignature']);
      expect((await call(url, task, {}, { headers: { authorization: 'ACS3-HMAC-SHA256 x' } })).status).toBe(200);
      const old = await fetch(`${url}/?Action=ListOperationTask&Version=2018-12-03&Signature=x`);
      expect(old.status).toBe(200);
    }));
});

test('the log has one JSON line per request, with verdict and rule', async () => {
  const lines: string[] = [];
  const options: MockOptions = { quiet: false, log: 'json', write: (line) => lines.push(line) };
  await withMock(options, async (url) => {
    await call(url, task, { PageSize: 5 });
    await call(url, task, { PageSize: -5 });
    await fetch(`${url}/?Action=ListOperationTask&Version=2018-12-03&pagesize=3&Statusses.1=INIT`);
    await fetch(`${url}/nowhere`);
  });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'info', method: 'GET', operation: 'ListOperationTask', status: 200, note: '5 of 5' },
    { level: 'warning', status: 400, refused: { cause: 'invalid-parameter', parameter: 'PageSize' } },
    {
      level: 'warning',
      status: 200,
      ignored: ['pagesize (did you mean PageSize?)', 'Statusses.1 (did you mean Statuses?)'],
    },
    { level: 'warning', operation: '', status: 404, target: '/nowhere', refused: { cause: 'unknown-operation' } },
  ]);
});

test('watch: changed specs are served without dropping connections; invalid ones are not', async () => {
  const folder = temporaryFolder();
  const name = 'sas-2018-12-03/ListOperationTask.yaml';
  for (const one of ['common.yaml', name]) cpSync(path.join(specs, 'alibaba-cloud', one), path.join(folder, one));
  const file = path.join(folder, name);
  const original = readFileSync(file, 'utf8');
  const lines: string[] = [];
  const mock = await startMock({ specs: folder, watch: true, write: (line) => lines.push(line) });
  try {
    const { body: before } = await call(mock.url, task, {});
    expect(itemsOf(task, before)).toHaveLength(20);
    writeFileSync(file, original.replace('default: 20', 'default: 7'));
    await vi.waitFor(() => expect(lines.join()).toContain('reloaded 1 operation'), 5000);
    expect(itemsOf(task, (await call(mock.url, task, {})).body)).toHaveLength(7);
    writeFileSync(file, original.replace('default: 20', 'default: [20'));
    await vi.waitFor(() => expect(lines.join()).toContain('kept the specs as they were before'), 5000);
    expect(lines.at(-1)).toMatch(/ListOperationTask\.yaml:\d+/);
    expect(itemsOf(task, (await call(mock.url, task, {})).body)).toHaveLength(7);
  } finally {
    await mock.close();
  }
});

test('closing lets a request that is being answered end, and can be repeated', async () => {
  const mock = await startMock({ contracts, latency: 200, records: 5 });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', expect: '100-continue' };
  const asking = request(`${mock.url}${task.path}`, { method: 'POST', headers });
  const answer = once(asking, 'response');
  // That the server tells us to go on is how we know that it has begun.
  asking.flushHeaders();
  await once(asking, 'continue');
  asking.end('Action=ListOperationTask&Version=2018-12-03');
  await Promise.all([mock.close(), mock.close()]);
  const [response] = (await answer) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(200);
  await expect(fetch(mock.url)).rejects.toThrow();
});

test('unless told otherwise, the packaged operations are served', async () => {
  const mock = await startMock({ records: 3 });
  expect(mock.operations.map(({ contract }) => contract.id).sort()).toEqual(contracts.map(({ id }) => id).sort());
  for (const { contract } of mock.operations) {
    expect((await call(mock.url, contract, leastRequest(contract))).status).toBe(200);
    const bad = Object.fromEntries(contract.parameters.map(({ name }) => [name, -1]));
    expect((await call(mock.url, contract, bad)).status).toBe(400);
  }
  await mock.close();
});

test('contracts that are loaded already can be served', async () => {
  const mock = await startMock({ contracts: [task] });
  expect((await call(mock.url, task, {})).status).toBe(200);
  await mock.close();
  await expect(startMock({ contracts: [task], engine: 'prism' })).rejects.toThrow(UsageError);
});

describe('did you mean', () => {
  const known = ['PageSize', 'CurrentPage', 'Statuses', 'TaskId', 'OperationTaskInstances'];
  const cases: [given: string, want: string | undefined][] = [
    ['pagesize', 'PageSize'],
    ['page_size', 'PageSize'],
    ['PagSize', 'PageSize'],
    ['Status', 'Statuses'],
    ['statuses.1', 'Statuses'],
    ['TaksId', 'TaskId'],
    ['x', undefined],
    ['Completely', undefined],
    ['__proto__', undefined],
    ['a'.repeat(1_000_000), undefined],
  ];
  test.each(cases.map(([given, want]) => [given.slice(0, 20), given, want] as const))('%s', (_, given, want) =>
    expect(suggest(given, known)).toBe(want),
  );
});
