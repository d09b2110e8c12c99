import { afterAll, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf } from '../support/mock-client.js';
import { contractOf } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.close())));

interface Lifecycle {
  readonly pending?: readonly string[];
  readonly running?: readonly string[];
  readonly succeeded?: readonly string[];
  readonly failed?: readonly string[];
  readonly final: readonly string[];
}

/** An operation that lists jobs, which have a status of this lifecycle. */
function jobs(lifecycle: Lifecycle): Contract {
  const { final: _, ...phases } = lifecycle;
  const state = { type: 'string', enum: Object.values(phases).flat(), 'x-lifecycle': lifecycle };
  const properties = { Id: { type: 'string' }, State: state, Begun: { type: 'string', format: 'date-time' } };
  const job = { type: 'object', required: ['Id', 'State', 'Begun'], properties };
  const page = { Total: { type: 'integer', minimum: 0 }, Jobs: { type: 'array', items: job } };
  const schema = { type: 'object', required: ['Total', 'Jobs'], properties: page };
  const number = (name: string, fallback: number) => ({
    name,
    in: 'query',
    schema: { type: 'integer', minimum: 1, default: fallback },
  });
  const operation = {
    operationId: 'listJobs',
    'x-pagination': {
      style: 'page',
      request: { position: 'Page', size: 'Size' },
      response: { items: '/Jobs', total: '/Total' },
      identity: ['/Id'],
    },
    parameters: [number('Page', 1), number('Size', 10_000)],
    responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
  };
  const document = { openapi: '3.1.0', info: { title: 'Jobs', version: '1' }, paths: { '/jobs': { get: operation } } };
  return loadContracts(folderOf({ 'jobs.json': JSON.stringify(document) }), { strict: true })[0] as Contract;
}

/** A live world of jobs: its list at any moment, in steps from 0. */
async function listAt(
  lifecycle: Lifecycle,
  options: MockOptions = {},
): Promise<(tick: number) => Promise<JsonObject[]>> {
  const contract = jobs(lifecycle);
  let moment = 0;
  const mock = await startMock({ contracts: [contract], live: true, tick: () => moment, now, ...options });
  started.push(mock);
  return async (tick) => {
    moment = tick;
    return itemsOf(contract, (await call(mock.url, contract, {})).body);
  };
}

const usual: Lifecycle = {
  pending: ['waiting', 'sent'],
  running: ['running'],
  succeeded: ['done'],
  failed: ['broken', 'to-repeat'],
  final: ['done', 'broken'],
};
const statesOf = (items: readonly JsonObject[]) =>
  new Map(items.map(({ Id, State }) => [Id as string, State as string]));

test('each job goes on within 30 steps: what waits runs, what runs ends, and what has ended stays', async () => {
  const list = await listAt(usual, { records: 300 });
  const first = statesOf(await list(0));
  expect(first.size).toBe(300);
  expect(new Set(first.values())).toEqual(new Set(Object.values(usual).flat()));
  const moves: Record<string, Set<string | undefined>> = {};
  let before = first;
  for (const tick of [30, 60, 90]) {
    const states = statesOf(await list(tick));
    for (const [id, state] of before) moves[state] = (moves[state] ?? new Set()).add(states.get(id));
    before = states;
  }
  const ends = ['done', 'broken'];
  // What began to run early in the 30 steps can have ended before they are over.
  expect(moves).toEqual({
    waiting: new Set(['running', ...ends]),
    sent: new Set(['running', ...ends]),
    running: new Set(ends),
    done: new Set(['done']),
    broken: new Set(['broken']),
    'to-repeat': new Set(['to-repeat']),
  });
});

test.each<[what: string, lifecycle: Lifecycle, ends: string[]]>([
  [
    'no run',
    { pending: ['waiting'], succeeded: ['done'], failed: ['broken'], final: ['done', 'broken'] },
    ['broken', 'done'],
  ],
  ['no failure', { pending: ['waiting'], running: ['running'], succeeded: ['done'], final: ['done'] }, ['done']],
  ['no success', { pending: ['waiting'], running: ['running'], failed: ['broken'], final: ['broken'] }, ['broken']],
  ['no final end', { pending: ['waiting'], succeeded: ['done'], failed: ['broken'], final: [] }, ['broken', 'done']],
  ['no end', { pending: ['waiting'], running: ['running'], final: [] }, ['running']],
])('a lifecycle with %s comes to what it has', async (_, lifecycle, ends) => {
  const list = await listAt(lifecycle, { records: 40 });
  expect(statesOf(await list(0)).values()).toContain('waiting');
  expect([...new Set(statesOf((await list(60)).slice(-40)).values())].sort()).toEqual(ends);
});

test('a job arrives each four steps, up to 200, newer than all before, and goes on as others do', async () => {
  const list = await listAt(usual, { records: 5 });
  const begun = (items: readonly JsonObject[]) => items.map((item) => Date.parse(item.Begun as string));
  const first = await list(0);
  for (const [tick, arrived] of [
    [0, 0],
    [3, 0],
    [4, 1],
    [7, 1],
    [8, 2],
    [200, 50],
    [800, 200],
    [2_000, 200],
  ] as const) {
    const items = await list(tick);
    expect([tick, items.length]).toEqual([tick, 5 + arrived]);
    const times = begun(items.slice(0, arrived));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    for (const time of times) expect(time).toBeLessThanOrEqual(now);
    if (arrived > 0) expect(Math.min(...times)).toBeGreaterThan(Math.max(...begun(first)));
    // Those that arrived more than 60 steps ago have ended.
    const old = items.slice(Math.max(0, arrived - Math.floor((tick - 60) / 4)));
    if (tick > 60) for (const { State } of old) expect(['waiting', 'sent', 'running']).not.toContain(State);
  }
  const states = new Set((await list(60)).slice(0, 15).map(({ State }) => State));
  expect(states.size).toBeGreaterThan(2);
});

test('a job that has arrived is taken up within 30 steps of its arrival, and some not sooner', async () => {
  const list = await listAt(usual, { records: 0 });
  const states: Map<string, string>[] = [];
  for (let tick = 0; tick <= 280; tick += 2) states[tick] = statesOf(await list(tick));
  const unchanged = { 0: 0, 28: 0, 30: 0 };
  let ready = 0;
  for (let number = 1; number <= 60; number++) {
    const arrival = 4 * number;
    const [id, state] = [...(states[arrival] as Map<string, string>)][0] as [string, string];
    expect(states[arrival - 2]?.has(id)).toBe(false);
    if (!['waiting', 'sent', 'running'].includes(state)) continue;
    ready++;
    for (const steps of [0, 28, 30] as const) if (states[arrival + steps]?.get(id) === state) unchanged[steps]++;
  }
  expect(ready).toBeGreaterThan(15);
  expect(unchanged).toEqual({ 0: ready, 28: expect.any(Number), 30: 0 });
  expect(unchanged[28]).toBeGreaterThan(0);
});

test('without a clock of its own, each answer takes a step', async () => {
  const ask = async () => {
    const contract = jobs(usual);
    const mock = await startMock({ contracts: [contract], live: true, records: 10, now });
    started.push(mock);
    const lists: JsonObject[][] = [];
    for (let count = 0; count < 9; count++) lists.push(itemsOf(contract, (await call(mock.url, contract, {})).body));
    return lists;
  };
  const lists = await ask();
  expect(lists.map(({ length }) => length)).toEqual([10, 10, 10, 10, 11, 11, 11, 11, 12]);
  expect(await ask()).toEqual(lists);
});

test('what has changed keeps the contract', async () => {
  const contract = contractOf('ListOperationTask');
  let tick = 0;
  const options = { live: true, records: 30, now, validateResponses: true };
  const mock = await startMock({ contracts: [contract], tick: () => tick, ...options });
  started.push(mock);
  const list = async (moment: number) => {
    tick = moment;
    return (await call(mock.url, contract, { CurrentPage: 1, PageSize: 10_000 })).body;
  };
  const before = itemsOf(contract, await list(0));
  const after = await list(100);
  expect(after).toMatchObject({ PageInfo: { Count: 55, TotalCount: 55 } });
  expect(itemsOf(contract, after).slice(-30)).not.toEqual(before);
});
