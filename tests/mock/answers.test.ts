import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, leastRequest, totalOf } from '../support/mock-client.js';
import { codeOf } from '../support/mock-conformance.js';
import { contractOf } from '../support/mock-contracts.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const tasks = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');
const process = contractOf('DescribeProcessTasks');
const events = contractOf('DescribeSecurityEventOperationStatus');
const now = Date.parse('2026-03-01T12:00:00Z');

const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.close())));

/** A mock of one operation, closed after the tests. */
async function mockOf(contract: Contract, options: MockOptions = {}): Promise<string> {
  const mock = await startMock({ now, contracts: [contract], records: 40, ...options });
  started.push(mock);
  return mock.url;
}

/** All that an operation lists. */
async function all(url: string, contract: Contract, request: JsonObject = {}): Promise<JsonObject[]> {
  const size = { [String(contract.pagination?.request.size)]: 1_000 };
  return itemsOf(contract, (await call(url, contract, { ...leastRequest(contract), ...size, ...request })).body);
}

test('the log in words: when, status, verdict, what was asked, and how long it took', async () => {
  const lines: string[] = [];
  const url = await mockOf(tasks, { quiet: false, write: (line) => lines.push(line) });
  await call(url, tasks, { PageSize: 5 });
  await call(url, tasks, { PageSize: -5 });
  await fetch(`${url}/?Action=ListOperationTask&Version=2018-12-03&pagesize=3`);
  await fetch(`${url}/nowhere`);
  await fetch(`${url}/nowhere?${'x'.repeat(500)}`);
  const [ok, bad, unknown, nowhere, long] = lines;
  expect(ok).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}200 {2}ok {7}GET {2}ListOperationTask {2}5 of 40 {2}\d+\.\d ms$/);
  expect(bad).toMatch(
    / {2}400 {2}refused {2}GET {2}ListOperationTask {2}invalid-parameter: .*PageSize.* error\) {2}\d+\.\d ms$/,
  );
  expect(unknown).toContain('  warning: ignored unknown pagesize (did you mean PageSize?)  ');
  expect(nowhere).toContain('  404  refused  GET  /nowhere  unknown-operation: No operation answers to GET /nowhere.');
  expect(long?.length).toBeLessThan(600);
});

describe('a credential in a cookie', () => {
  const contract: Contract = { ...logs, security: [[{ name: 'session', in: 'cookie' }]] as never };
  test.each([
    ['session=x', 200],
    ['a=1; session=x', 200],
    ['a=1;session=x', 200],
    ['a=1;  session=x; b=2', 200],
    ['session=', 401],
    ['a=session=x', 401],
    ['mysession=x', 401],
    ['session', 401],
  ])('%s: %i', async (cookie, want) => {
    const url = await mockOf(contract, { auth: true, records: 3 });
    expect((await call(url, contract, leastRequest(contract), { headers: { cookie } })).status).toBe(want);
  });
});

describe('what stands for a value that there is not', () => {
  const fieldsOf = (items: readonly JsonObject[], name: string) => new Set(items.map((item) => item[name]));
  test.each<[string, Json | undefined, Json | undefined]>([
    ['absent', undefined, undefined],
    ['null', null, null],
    ['zero', 0, undefined],
    ['empty', undefined, ''],
    ['blank', 0, ''],
  ])('%s', async (reading, number, text) => {
    const items = await all(await mockOf(process, { readings: { 'no-value': reading } }), process);
    expect(fieldsOf(items, 'RemoveTime')).toContain(number);
    expect(fieldsOf(items, 'ErrCode')).toContain(text);
    const others = [undefined, null, 0].filter((one) => one !== number);
    for (const other of others) expect(fieldsOf(items, 'RemoveTime')).not.toContain(other);
    for (const other of [undefined, null, '', 0].filter((one) => one !== text))
      expect(fieldsOf(items, 'ErrCode')).not.toContain(other);
  });
});

describe('the last days', () => {
  const midnight = Date.parse('2026-03-01T00:00:00Z');
  const day = 86_400_000;
  test.each([
    ['hours', now - 3 * day],
    ['calendar', midnight - 2 * day],
    ['calendar-beside-today', midnight - 3 * day],
  ])('counted in %s begin when they do', async (reading, begin) => {
    const url = await mockOf(logs, { readings: { 'days-of-24-hours': reading }, records: 200 });
    const began = (item: JsonObject) => Date.parse(String(item.started_at)) >= begin;
    const world = await all(url, logs);
    const found = await all(url, logs, { last_days: 3 });
    expect(found).toEqual(world.filter(began));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(world.length);
  });
});

test('an error on purpose is of those that are the service’s, or any where there is none of these', async () => {
  const codes = async (contract: Contract) => {
    const url = await mockOf(contract, { errorRate: 1, records: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(url, contract, leastRequest(contract))));
    return [...new Set(answers.map(({ status, body }) => `${status} ${codeOf(body)}`))].sort();
  };
  expect(await codes(tasks)).toEqual(['500 ServerError']);
  const { 500: _, ...responses } = tasks.responses;
  expect((await codes({ ...tasks, responses })).length).toBeGreaterThan(1);
});

describe('what is wrong with a request', () => {
  const both = { 'one-of-two-required': 'both' };
  test.each<[Contract, JsonObject, Record<string, string>, RegExp]>([
    [events, {}, {}, /^At least one of TaskId, SecurityEventIds is required\.$/],
    [events, { TaskId: 12121 }, both, /^SecurityEventIds is required\.$/],
    [logs, { project_id: 'p', offset: 0 }, {}, /^limit is required\.$/],
    [tasks, { PageSize: 0 }, {}, /^\/PageSize: expected >= 1, found 0 \(.*\.yaml:\d+\)$/],
    [tasks, { Statuses: ['INIT', 'NONE'] }, {}, /^\/Statuses\/1: expected INIT or FAIL or .*, found "NONE" \(/],
  ])('%# is said', async (contract, request, readings, want) => {
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const url = await mockOf(contract, { quiet: false, log: 'json', readings, write });
    expect((await call(url, contract, request)).status).toBe(400);
    expect((JSON.parse(lines[0] as string) as { refused: { detail: string } }).refused.detail).toMatch(want);
  });
});

test.each([
  ['no request at all\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
  [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'HTTP/1.1 431 Request Header Fields Too Large'],
])('what is no HTTP is refused by the server itself: %#', async (bytes, want) => {
  const url = new URL(await mockOf(tasks));
  const text = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(Number(url.port), url.hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
  expect(text.split('\r\n')[0]).toBe(want);
});

test('names fit what they name', async () => {
  const items = await all(await mockOf(process), process);
  for (const { EntityType, EntityName } of items) {
    if (EntityType === 'ip') expect(EntityName).toMatch(/^[\d.x*:]+$/);
    if (EntityType === 'file') expect(EntityName).toContain('/');
    if (EntityType === 'process') expect(['sshd', 'java', 'nginx', 'crond']).toContain(EntityName);
  }
  expect(new Set(items.map(({ EntityType }) => EntityType)).size).toBeGreaterThan(2);
  const checks = await all(await mockOf(tasks), tasks, { Lang: 'en' });
  const names = new Map<Json, Set<Json>>();
  for (const { CheckId, CheckShowName } of checks) {
    expect(CheckShowName).toMatch(/^[A-Z][a-z]+ [a-z ]+$/);
    names.set(CheckId as Json, (names.get(CheckId as Json) ?? new Set()).add(CheckShowName as Json));
  }
  expect([...names.values()].filter((mine) => mine.size > 1)).toEqual([]);
});

test('without a language, texts are in the default one', async () => {
  const url = await mockOf(tasks);
  const [usual, en, zh] = await Promise.all([
    all(url, tasks),
    ...['en', 'zh'].map((Lang) => all(url, tasks, { Lang })),
  ]);
  expect(usual).toEqual(zh);
  expect(usual).not.toEqual(en);
});

test('where no language is the default one, texts are English', async () => {
  const parameters = tasks.parameters.map((one) =>
    one.name === 'Lang' ? { ...one, schema: { type: 'string' } } : one,
  );
  const contract = { ...tasks, parameters } as Contract;
  const url = await mockOf(contract);
  expect(await all(url, contract)).toEqual(await all(url, contract, { Lang: 'en' }));
});

test.each([tasks, process, events])(
  'each answer of $id has a name of its own, in its head and in its body',
  async (contract) => {
    const url = await mockOf(contract);
    const names = new Set<Json>();
    for (let time = 0; time < 3; time++) {
      const { body, headers } = await call(url, contract, leastRequest(contract));
      const name = (body as JsonObject).RequestId as Json;
      expect(headers.get('x-acs-request-id')).toBe(name);
      names.add(name);
    }
    expect(names.size).toBe(3);
  },
);

test('what is found of an entity is counted in the log', async () => {
  const lines: string[] = [];
  const url = await mockOf(events, { quiet: false, log: 'json', write: (line) => lines.push(line) });
  const { body } = await call(url, events, { TaskId: 12121 });
  const ids = itemsOf(events, body).map(({ SecurityEventId }) => SecurityEventId as Json);
  await call(url, events, { TaskId: 12121, SecurityEventIds: ids.slice(0, 1) });
  const notes = lines.map((line) => (JSON.parse(line) as { note: string }).note);
  expect(notes).toEqual([`${ids.length} of ${ids.length}`, `1 of ${ids.length}`]);
});

describe('a body', () => {
  const content = (type: string, example: Json) => ({ [type]: { schema: { const: example } } });
  const get = (type: string, example: Json = 'hello you') => ({
    responses: { 200: { description: 'ok', content: content(type, example) } },
  });
  const requestBody = { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
  const folder = temporaryFolder();
  const document = {
    openapi: '3.1.0',
    info: { title: 'Texts', version: '1' },
    paths: {
      '/plain': { get: { operationId: 'plain', ...get('text/plain') } },
      '/json': { get: { operationId: 'json', ...get('application/json') } },
      '/any': { get: { operationId: 'any', ...get('*/*') } },
      '/object': { get: { operationId: 'object', ...get('application/xml', { greeting: 'hello' }) } },
      '/number': { get: { operationId: 'number', ...get('text/plain', 5) } },
      '/post': { post: { operationId: 'post', requestBody, ...get('text/plain') } },
    },
  };
  writeFileSync(path.join(folder, 'texts.json'), JSON.stringify(document));
  const start = async (options: MockOptions = {}) => {
    const mock = await startMock({ contracts: loadContracts(folder), ...options });
    started.push(mock);
    return mock.url;
  };
  test.each([
    ['plain', 'hello you'],
    ['json', '"hello you"'],
    ['any', '"hello you"'],
    ['object', '{"greeting":"hello"}'],
    ['number', '5'],
  ])('is written as its media type wants it: %s', async (name, want) => {
    expect(await (await fetch(`${await start()}/${name}`)).text()).toBe(want);
  });
  test('that is missing is asked for', async () => {
    const lines: string[] = [];
    const url = await start({ quiet: false, log: 'json', write: (line) => lines.push(line) });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}/post`, { method: 'POST', headers })).status).toBe(400);
    expect((await fetch(`${url}/post`, { method: 'POST', headers, body: '3' })).status).toBe(400);
    const [missing, wrong] = lines.map((line) => (JSON.parse(line) as { refused: object }).refused);
    expect(missing).toMatchObject({ cause: 'missing-parameter', parameter: 'body', detail: 'A body is required.' });
    expect(wrong).toMatchObject({ cause: 'invalid-parameter', parameter: 'body' });
  });
});

test('no records, one, and a total that says so', async () => {
  for (const records of [0, 1]) {
    const url = await mockOf(tasks, { records });
    expect(totalOf(tasks, (await call(url, tasks, {})).body)).toBe(records);
  }
});
