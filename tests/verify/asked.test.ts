import { expect, test } from 'vitest';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { serve } from './transport/serve.js';

/** What a property asks of the mock of an operation: the targets of its requests, decoded, and what came of it. */
async function askedBy(id: string, property: string, more: object = {}) {
  const contract = contractOf(id);
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const mock = await startMock({ contracts: [contract], records: 12, quiet: false, log: 'json', write });
  try {
    const options = {
      url: mock.url,
      contracts: [contract],
      operations: [id],
      properties: [property],
      seed: 1,
      runs: 1,
    };
    const report = await verify({ ...options, ...more });
    const entries = lines.map((line) => JSON.parse(line) as { target: string; method: string; status: number });
    const targets = entries.map(({ method, target }) => `${method} ${decodeURIComponent(target)}`);
    return { report, targets, entries };
  } finally {
    await mock.close();
  }
}

const task = 'ListOperationTask';
const detail = 'ListOperationProcessDetail';
const tasks = 'DescribeProcessTasks';
const event = 'DescribeSecurityEventOperationStatus';
const log = 'ListOperationLogsByVaultName';

/** A property, what some request of it has, and what none has. */
test.each<[string, string, RegExp[], RegExp[]]>([
  [task, 'several-values', [/Statuses\.2=/, /Statuses\.3=/, /OperationTaskInstances\.2/], [/Lang=/, /[?&]Type=/]],
  [detail, 'several-values', [/TaskIds\.2=/, /StatusCodes\.2=/, /StatusCodes\.5=/], [/StartTime=/]],
  [event, 'several-values', [/SecurityEventIds\.2=/], [/SourceIp=/]],
  [
    task,
    'languages',
    [/Lang=en/, /Lang=zh/, /Type=.*Lang=|Lang=.*Type=/, /Statuses\.1=.*Lang=|Lang=.*Statuses/],
    [/Statuses\.2/],
  ],
  [
    tasks,
    'order-defaults',
    [/OrderField=gmtCreate/, /OrderField=RemoveTime/, /Direction=asc/, /Direction=desc/],
    [/OrderField=.*Direction|Direction=.*OrderField/],
  ],
  [
    tasks,
    'orders',
    [/OrderField=ProcessTime.*Direction=asc|Direction=asc.*OrderField=ProcessTime/, /Direction=desc/],
    [],
  ],
  [event, 'unknown-entity', [/TaskId=987654321012345/, /TaskId=\d{20,}|TaskId=1e/], [/SecurityEventIds/]],
  [event, 'missing-values', [/^POST \/$/], [/SecurityEventIds/]],
  [log, 'missing-values', [/\?offset=0$/, /\?limit=\d+$/], []],
  [task, 'page-defaults', [/^GET \/$/, /^GET \/\?CurrentPage=2$/, /^GET \/\?PageSize=7$/], [/Type=/]],
  [task, 'past-end', [/CurrentPage=\d\d+/], [/Type=/]],
  [detail, 'ranges', [/StartTime=\d+&EndTime=\d+|EndTime=\d+&StartTime=\d+/], [/TaskIds/]],
  [
    task,
    'single-filter',
    [/TaskId=/, /Type=REPAIR/, /CheckId=/, /Statuses\.1=/, /OperationTaskInstances\.1/],
    [/Lang=/, /Statuses\.2/],
  ],
  [event, 'filter-without-key', [/^POST \/\?SecurityEventIds\.1=/], []],
  [task, 'invalid-values', [/PageSize=(?!\d)/, /Type=(?!REPAIR|ROLLBACK)/], []],
])('%s: %s', async (id, property, some, none) => {
  const { report, targets } = await askedBy(id, property);
  expect(report.violations).toEqual([]);
  for (const { runs } of report.operations[0]?.properties ?? []) expect(runs).toBeGreaterThan(0);
  for (const pattern of some) expect(targets, String(pattern)).toContainEqual(expect.stringMatching(pattern));
  for (const pattern of none) expect(targets.filter((target) => pattern.test(target))).toEqual([]);
});

test.each([
  [log, 'several-values'],
  [log, 'languages'],
  [task, 'order-defaults'],
  [task, 'orders'],
  [task, 'unknown-entity'],
  [task, 'missing-values'],
  [task, 'filter-without-key'],
  [event, 'pages'],
])('%s has nothing that %s could ask', async (id, property) => {
  await expect(askedBy(id, property)).rejects.toThrow(`--property names "${property}", which does not exist`);
});

test('an operation that looks up is asked for what is near to its example, until some are known', async () => {
  const { targets, entries } = await askedBy(event, 'everything');
  const asked = [...new Set(targets.map((target) => /TaskId=(\d+)/.exec(target)?.[1]).filter(Boolean))].map(Number);
  expect(asked.slice(0, 5)).toEqual([12_121, 12_122, 12_120, 12_123, 12_119]);
  expect(asked.length).toBeLessThan(30);
  expect(entries.filter(({ status }) => status === 200).length).toBeGreaterThan(11);
});

test('a spent allowance ends a run, and says so', async () => {
  const { entries, report } = await askedBy(task, 'single-filter', { maxRequests: 7 });
  expect(entries.length).toBe(7);
  expect(report.operations[0]?.requests).toBe(7);
});

/** What is asked of a server, when everything is to be read, as path and query. */
async function askedOf(id: string, answer: (target: string) => { status: number; body: object }) {
  const targets: string[] = [];
  const url = await serve((request, response) => {
    const target = decodeURIComponent(request.url ?? '');
    if (target !== '/' || request.headers['x-acs-action'] !== undefined) targets.push(target);
    const { status, body } = answer(target);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const options = { contracts: [contractOf(id)], operations: [id], properties: ['everything'], seed: 1, runs: 1 };
  await verify({ url, ...options });
  return targets;
}

const refusal = { RequestId: 'r', HostId: 'h', Code: 'InvalidParameter', Message: 'm' };

test('where large pages are refused, everything is read in pages as the contract shows them', async () => {
  const targets = await askedOf(task, (target) => {
    const size = Number(/PageSize=(\d+)/.exec(target)?.[1] ?? 20);
    const PageInfo = { CurrentPage: 1, PageSize: size, TotalCount: 1, Count: 1 };
    const OperationTasks = [{ TaskId: 'a', Status: 'INIT' }];
    return size > 20
      ? { status: 400, body: refusal }
      : { status: 200, body: { RequestId: 'r', OperationTasks, PageInfo } };
  });
  expect(targets.slice(0, 2).map((target) => /PageSize=\d+/.exec(target)?.[0])).toEqual(['PageSize=50', 'PageSize=10']);
});

test.each([
  [500, 3],
  [400, 22],
])('of a server that answers each look-up with %i, no more is asked than tells', async (status, least) => {
  const targets = await askedOf(event, () => ({ status, body: refusal }));
  const values = new Set(targets.flatMap((target) => /TaskId=\d+/.exec(target)?.[0] ?? []));
  expect(values.size).toBe(least);
});
