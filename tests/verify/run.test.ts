import http from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { propertiesOf, type RunProgress, type VerifyOptions, verify } from '../../scripts/verify/index.js';
import { contractOf, contracts } from '../support/mock-contracts.js';
import { startCounting, startSmall, startSmallBroken } from './command/servers.js';
import { closeLater, listen, serve } from './transport/serve.js';

const task = contractOf('ListOperationTask');
const tasks = contractOf('DescribeProcessTasks');
const log = contractOf('ListOperationLogsByVaultName');

const run = (url: string, more: Partial<VerifyOptions> = {}) =>
  verify({ url, contracts: [task], seed: 3, runs: 1, ...more });

test('every property is asked once, and told of when it is done', async () => {
  const { url, count } = await startCounting(await startSmall());
  const told: RunProgress[] = [];
  const properties = ['everything', 'answered', 'page-defaults', 'past-end', 'unknown-operation'];
  const report = await run(url, { properties, onProgress: (progress) => told.push(progress) });
  expect(told.map(({ done, of }) => `${done}/${of}`)).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  expect(told.map(({ requests }) => requests)).toEqual(told.map(({ requests }) => requests).sort((a, b) => a - b));
  expect(report.operations[0]?.requests).toBe(count());
  expect(told[4]?.requests).toBeLessThanOrEqual(count());
  expect(report).toMatchObject({ tool: 'verify', subject: url, seed: 3, ok: true });
  expect(report.interrupted).toBeUndefined();
  expect(report.milliseconds).toBeGreaterThan(0);
});

test('what has to be asked alone is asked while nothing else is', async () => {
  const targets: unknown[] = [];
  const { url, onRequest } = await startCounting(await startSmall());
  onRequest((_, request) => targets.push(request.url));
  await run(url, { properties: ['answered', 'past-end', 'pages', 'page-defaults'], concurrency: 4 });
  const plain = '/?CurrentPage=1&PageSize=10';
  const first = targets.indexOf(plain);
  expect(targets.slice(first, first + 20)).toEqual(Array(20).fill(plain));
});

test('no connection stays open behind a run', async () => {
  const server = http.createServer((_, response) => response.end('{}'));
  let open = 0;
  server.on('connection', (socket) => {
    open++;
    socket.on('close', () => open--);
  });
  server.keepAliveTimeout = 60_000;
  const url = `http://${await listen(server)}`;
  await run(url, { properties: ['answered'] });
  const agent = new http.Agent({ keepAlive: true });
  closeLater(() => agent.destroy());
  // What was closed before a question is known when it is answered, or soon behind.
  for (let time = 0; time < 50 && (time === 0 || open > 1); time++) {
    await new Promise<void>((resolve) => {
      http.get(url, { agent }, (response) => response.resume().on('end', resolve));
    });
  }
  expect(open).toBe(1);
});

describe('a run ends early, and says so,', () => {
  test('with its budget, of which every operation has a part', async () => {
    const url = await startSmall();
    const report = await verify({ url, contracts: [task, tasks, log], seed: 1, runs: 1, maxRequests: 45 });
    expect(report.interrupted).toEqual({
      by: 'budget',
      text: 'the request budget was spent before everything was asked; raise --max-requests',
    });
    const requests = report.operations.map((one) => one.requests);
    expect(requests.reduce((sum, one) => sum + one, 0)).toBe(45);
    for (const count of requests) expect(count).toBeGreaterThan(6);
    const exercised = report.operations.map(
      ({ properties }) => properties.filter(({ compared }) => compared > 0).length,
    );
    for (const count of exercised) expect(count).toBeGreaterThan(5);
  });

  test('when it is interrupted', async () => {
    const abort = new AbortController();
    const { url, count, onRequest } = await startCounting(await startSmall());
    onRequest((number) => number === 9 && abort.abort());
    const { interrupted, violations } = await run(url, { signal: abort.signal });
    expect(interrupted).toEqual({ by: 'signal', text: 'the run was interrupted before everything was asked' });
    expect(violations).toEqual([]);
    expect(count()).toBeLessThan(15);
  });

  test('when its time is over', async () => {
    const { interrupted, operations, violations } = await run(await serve(() => {}), { contracts, maxTime: 30 });
    expect(operations).toHaveLength(5);
    expect(violations).toEqual([]);
    expect(interrupted).toEqual({
      by: 'time',
      text: 'the time was over before everything was asked; raise --max-time',
    });
  });
});

describe('a violation', () => {
  test('is as small as it gets', async () => {
    const url = await startSmall({
      plant: ({ ListOperationTask }) => {
        ListOperationTask.after = (answer, { query }) =>
          query.Type === undefined ? answer : { ...answer, body: { ...(answer.body as object), RequestId: 7 } };
      },
    });
    const properties = ['valid-requests', 'response-schema'];
    const without = propertiesOf(task).flatMap(({ name }) => (properties.includes(name) ? [] : [name]));
    const { violations } = await run(url, { properties, without, runs: 10 });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ path: '/RequestId', actual: 7 });
    expect(violations[0]?.request.parameters).toEqual({ CurrentPage: 1, PageSize: 1, Type: 'REPAIR' });
  });

  // Which questions have shown it is named where the rule alone would not ask them.
  test.each([
    ['single-filter', ['documented-values']],
    ['odd-values', ['documented-values', 'odd-values']],
    ['asked-again', ['documented-values', 'asked-again']],
  ])('that %s has shown is shown again by %j', async (property, names) => {
    const url = await startSmallBroken();
    const options = { properties: [property, 'documented-values'], strict: true, headers: { 'X-Key': 'very-secret' } };
    const without = propertiesOf(task).flatMap(({ name }) => (name === property ? [] : [name]));
    const values = { ListOperationTask: { TaskId: ['a', 'b'] } };
    const { violations } = await run(url, { ...options, without, values, replay: ['--specs', 'my specs'] });
    const found = violations.find((one) => one.property === 'documented-values');
    expect(found).toMatchObject({ actual: 'CHECK', expected: ['REPAIR', 'ROLLBACK'], severity: 'error' });
    expect(found?.replay).toBe(
      `npx cloudsec-contracts verify ${url} --operation ListOperationTask ${names.map((name) => `--property ${name} `).join('')}--seed 3 --runs 1 --value ListOperationTask.TaskId=a,b --strict --specs 'my specs' --header 'X-Key: '"$X_KEY"`,
    );
    expect(found?.curl).toMatch(/^curl .*x-key/);
    expect(JSON.stringify(violations)).not.toContain('very-secret');
    const again = await run(url, { properties: names, without: without.filter((name) => !names.includes(name)) });
    expect(again.violations).toContainEqual(expect.objectContaining({ place: found?.place, actual: 'CHECK' }));
  });
});

describe('who is refused is told what to do', () => {
  const remedies = async (address: (url: string) => string, more: Partial<VerifyOptions> = {}) => {
    const url = await serve((_, response) => response.writeHead(401).end());
    const { warnings } = await run(address(url), { properties: ['everything'], ...more });
    return warnings.map(({ remedy }) => remedy);
  };
  const plain = (url: string) => url;

  test.each<[string, (url: string) => string, Partial<VerifyOptions>, RegExp]>([
    ['without credentials', plain, {}, /^set ALIBABA_CLOUD_ACCESS_KEY_ID and/],
    ['with a header', plain, { headers: { authorization: 'x' } }, /^check the credentials/],
    ['with a user', (url) => url.replace('//', '//me@'), {}, /^check the credentials/],
    ['with a password', (url) => url.replace('//', '//:pw@'), {}, /^check the credentials/],
  ])('%s', async (_, address, more, want) => {
    const found = await remedies(address, more);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(want);
  });
});

describe('a value that finds nothing', () => {
  /** What is said of values that were given for parameters of an operation that has these alone. */
  async function said(whole: Contract, values: Record<string, string[]>, property = 'single-filter') {
    const paging: string[] = Object.values(whole.pagination?.request ?? {});
    const parameters = whole.parameters.filter(({ name }) => name in values || paging.includes(name));
    const options = { contracts: [{ ...whole, parameters }], properties: [property], values: { [whole.id]: values } };
    const { warnings } = await run(await startSmall(), options);
    return warnings.map(({ text, remedy }) => `${text.replace(/^--value \w+\./, '')}; ${remedy}`);
  }
  const another = 'give a value that a record of this account has';

  test.each<[string, Contract, Record<string, string[]>, string[]]>([
    ['of those listed', tasks, { EntityType: ['ipp', 'ip'] }, ['EntityType=ipp found nothing; did you mean ip?']],
    [
      ...['like one of a record', tasks, { EntityName: ['droper.exe', 'dropper.exe'] }],
      ['EntityName=droper.exe found nothing; did you mean dropper.exe?'],
    ] as never,
    ['like none', tasks, { TaskId: ['nothing-like-it'] }, [`TaskId=nothing-like-it found nothing; ${another}`]],
    ['of a list', tasks, { TaskStatus: ['11', '1'] }, [`TaskStatus=1 found nothing; ${another}`]],
    ['that is a number', task, { CheckId: ['3', '4444'] }, [`CheckId=4444 found nothing; ${another}`]],
    // What chooses nothing is found with whatever is.
    [
      'of a parameter that chooses nothing',
      task,
      { Lang: ['zh'], TaskId: ['x'] },
      [`TaskId=x found nothing; ${another}`],
    ],
  ])('is named: %s', async (_, contract, values, want) => {
    expect(await said(contract, values)).toEqual(want);
  });

  test('is not said of what was not asked for', async () => {
    expect(await said(tasks, { TaskId: ['nothing-like-it'] }, 'page-defaults')).toEqual([]);
  });
});
