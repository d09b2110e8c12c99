import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, leastRequest, totalOf } from '../support/mock-client.js';
import { codeOf } from '../support/mock-conformance.js';
import { contractOf } from '../support/mock-contracts.js';

const tasks = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');
const process = contractOf('DescribeProcessTasks');
const events = contractOf('DescribeSecurityEventOperationStatus');
const now = Date.parse('2026-03-01T12:00:00Z');

const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.close())));

/** A mock of one operation, closed after the tests. */
async function mockOf(contract: Contract, options: MockOptions = {}): Promise<string> {
  const mock = await startMock({ now, contracts: [contract], ...options });
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
  expect(ok).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}200 {2}ok {7}GET {2}ListOperationTask {2}5 of 149 {2}\d+\.\d ms$/);
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
    const url = await mockOf(logs, { readings: { 'days-of-24-hours': reading }, records: 900 });
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
    [tasks, { PageSize: 0 }, {}, /^\/PageSize must be >= 1, found 0$/],
    [tasks, { Statuses: ['INIT', 'NONE'] }, {}, /^\/Statuses\/1 must be .*: INIT, FAIL, .*, found "NONE"$/],
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

test('no records, one, and a total that says so', async () => {
  for (const records of [0, 1]) {
    const url = await mockOf(tasks, { records });
    expect(totalOf(tasks, (await call(url, tasks, {})).body)).toBe(records);
  }
});
