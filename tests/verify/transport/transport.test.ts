import type http from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../scripts/contract/contract.js';
import type { Answer } from '../../../scripts/verify/transport/answer.js';
import { authenticateFor } from '../../../scripts/verify/transport/authenticate.js';
import { Budget, type BudgetOptions, BudgetSpent } from '../../../scripts/verify/transport/budget.js';
import { connectionOf } from '../../../scripts/verify/transport/connection-of.js';
import { Transport, type TransportOptions } from '../../../scripts/verify/transport/transport.js';
import { protocolOf } from '../../../scripts/wire/index.js';
import { contracts } from '../../support/mock-contracts.js';
import { closeLater, serve, serveBytes } from './serve.js';
import { HastyClock } from './test-clock.js';

const contractOf = (id: string) => contracts.find((contract) => contract.id === id) as Contract;
const alibaba = contractOf('ListOperationTask');
const huawei = contractOf('ListOperationLogsByVaultName');

function open(url: string, limits: BudgetOptions = {}, options: Partial<TransportOptions> = {}) {
  const clock = new HastyClock();
  const budget = new Budget({ clock, ...limits });
  const transport = new Transport({
    connection: connectionOf({ url }),
    timeout: 10_000,
    concurrency: 4,
    seed: 1,
    clock,
    budget,
    ...options,
  });
  closeLater(() => {
    transport.close();
    budget.close();
  });
  const ask = (contract = alibaba, isBad = false): Promise<Answer> => {
    const wire = protocolOf(contract).encode(contract, { project_id: 'p', vault_name: 'v' });
    const authenticate = authenticateFor(contract, new URL(url), {});
    return transport.ask({ contract, wire, parameters: {}, authenticate, isBad });
  };
  return { transport, budget, clock, ask };
}

/** A server that counts, and answers its n-th request (from 0) as told. */
async function counting(
  answer: (count: number) => [number, Record<string, string>, unknown],
): Promise<{ url: string; count: () => number }> {
  let count = 0;
  const url = await serve((_, response) => {
    const [status, headers, body] = answer(count++);
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  return { url, count: () => count };
}

describe('a budget', () => {
  const many: [number, number][] = [1, 7, 50, 1000].flatMap((limit) =>
    [1, 3, 5].map((operations): [number, number] => [limit, operations]),
  );
  test.each(many)('of %d requests holds over %d operations at once', async (maxRequests, operations) => {
    const { url, count } = await counting(() => [200, {}, {}]);
    const { ask, budget } = open(url, { maxRequests });
    const questions = Array.from({ length: maxRequests + 50 }, (_, index) =>
      ask(contracts[index % operations] as Contract).then(
        () => 'asked',
        (error: unknown) => (error instanceof BudgetSpent ? error.spent : error),
      ),
    );
    const ends = await Promise.all(questions);
    expect(count()).toBe(maxRequests);
    expect(ends.filter((end) => end === 'asked')).toHaveLength(maxRequests);
    expect(ends.filter((end) => end === 'requests')).toHaveLength(50);
    expect(budget.spent).toBe('requests');
  });

  test('counts what is sent again out of patience', async () => {
    const { url, count } = await counting(() => [429, {}, {}]);
    const { ask, transport } = open(url, { maxRequests: 3 });
    await expect(ask()).rejects.toThrow(BudgetSpent);
    expect(count()).toBe(3);
    expect(transport.tally.of(alibaba.id)).toMatchObject({ requests: 3, throttled: 3 });
  });

  test('counts what is sent again because a kept connection was closed', async () => {
    let count = 0;
    const url = await serve((request, response) => {
      count++;
      // The second request on each connection is cut off.
      if (count % 2 === 0) request.socket.destroy();
      else response.end('{}');
    });
    const { ask, budget } = open(url, { maxRequests: 3 });
    expect(await ask()).toMatchObject({ kind: 'reply' });
    expect(await ask()).toMatchObject({ kind: 'reply' });
    expect(count).toBe(3);
    await expect(ask()).rejects.toThrow(BudgetSpent);
    expect(count).toBe(3);
    expect(budget.sent).toBe(3);
  });
});

test('a connection that is closed on every request is a fault', async () => {
  const url = await serveBytes((socket) => socket.destroy());
  expect(await open(url).ask()).toMatchObject({ kind: 'no-reply', reason: 'reset' });
});

describe('patience', () => {
  const refusals: [string, Contract, number, Record<string, string>, unknown][] = [
    ['429', alibaba, 429, {}, {}],
    ['429 of Huawei', huawei, 429, {}, {}],
    ['503 with Retry-After', huawei, 503, { 'retry-after': '1' }, 'no JSON object'],
    ['Throttling.User with 400', alibaba, 400, {}, { Code: 'Throttling.User' }],
    ['Throttling with 200', alibaba, 200, {}, { Code: 'Throttling' }],
    ['ServiceUnavailable with 503', alibaba, 503, {}, { Code: 'ServiceUnavailable' }],
    ['ServiceUnavailable with 500', alibaba, 500, {}, { Code: 'ServiceUnavailable.Temporary' }],
    ['APIGW.0308', huawei, 403, {}, { error_code: 'APIGW.0308' }],
    ['APIG.0308', huawei, 429, {}, { error_code: 'APIG.0308' }],
  ];
  test.each(refusals)('is asked for by %s, and given', async (_, contract, status, headers, body) => {
    const { url, count } = await counting((number) => (number < 3 ? [status, headers, body] : [200, {}, { a: 1 }]));
    const { ask, transport, clock } = open(url);
    expect(await ask(contract)).toMatchObject({ kind: 'reply', status: 200, body: { a: 1 } });
    expect(count()).toBe(4);
    expect(clock.slept.length).toBeGreaterThan(0);
    expect(transport.tally.of(contract.id)).toMatchObject({ requests: 4, valid: 1, throttled: 3 });
  });

  const answers: [string, Contract, number, unknown][] = [
    ['503 that does not say when', huawei, 503, {}],
    ['a code of another vendor', huawei, 400, { Code: 'Throttling' }],
    ['another code', alibaba, 400, { Code: 'NoThrottling' }],
    ['a code that is no text', alibaba, 400, { Code: ['Throttling'] }],
    ['APIGW.03081', huawei, 400, { error_code: 'APIGW.03081' }],
    ['500', alibaba, 500, {}],
  ];
  test.each(answers)('is not asked for by %s', async (_, contract, status, body) => {
    const { url, count } = await counting(() => [status, {}, body]);
    expect(await open(url).ask(contract)).toMatchObject({ kind: 'reply', status });
    expect(count()).toBe(1);
  });

  test('ends, which is no fault of the answer, and is not given again before the server answers', async () => {
    let isReady = false;
    const { url, count } = await counting(() => (isReady ? [200, {}, {}] : [429, { 'retry-after': '20' }, {}]));
    const { ask, clock } = open(url, {}, { patience: 50_000 });
    const start = clock.now();
    const last = { kind: 'reply', status: 429 };
    expect(await ask()).toMatchObject({ kind: 'no-reply', reason: 'throttled', last });
    expect(count()).toBe(3);
    expect(clock.now() - start).toBe(40_000);
    expect(await ask()).toMatchObject({ kind: 'no-reply', reason: 'throttled' });
    expect(count()).toBe(4);
    isReady = true;
    expect(await ask()).toMatchObject({ kind: 'reply', status: 200 });
    isReady = false;
    await ask();
    expect(count()).toBe(5 + 3);
  });

  test('is the same in every run with the same seed', async () => {
    const waits = async (seed: number) => {
      const { url } = await counting(() => [429, {}, {}]);
      const { ask, clock } = open(url, {}, { seed });
      await ask();
      return clock.slept;
    };
    expect(await waits(1)).toEqual(await waits(1));
    expect(await waits(1)).not.toEqual(await waits(2));
  });
});

test('a server that does not answer is not asked for ever, but each operation stands for itself', async () => {
  let count = 0;
  const url = await serve((request, response) => {
    count++;
    response.writeHead(request.url?.startsWith('/v5') ? 200 : 429).end('{}');
  });
  const { ask } = open(url, {}, { patience: 0 });
  const answers = [];
  for (let again = 0; again < 3; again++) answers.push(await ask());
  expect(answers.map((answer) => answer.kind === 'no-reply' && answer.reason)).toEqual(Array(3).fill('throttled'));
  await expect(ask()).rejects.toMatchObject({ spent: 'silence' });
  await expect(ask()).rejects.toMatchObject({ spent: 'silence' });
  expect(count).toBe(3);
  expect(await ask(huawei)).toMatchObject({ kind: 'reply' });
});

describe('the end of a run', () => {
  test('by interruption: what is on its way ends, what waits does not leave', async () => {
    const abort = new AbortController();
    let count = 0;
    const url = await serve(() => {
      count++;
      if (count === 2) abort.abort();
    });
    const { ask } = open(url, { signal: abort.signal }, { concurrency: 2, rate: 1000 });
    const ends = await Promise.allSettled([1, 2, 3, 4, 5].map(() => ask()));
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { spent: 'interrupted' } });
    expect(count).toBe(2);
  });

  test('by time: what is on its way says nothing of the server', async () => {
    const sockets = new Set<unknown>();
    const closed: Promise<void>[] = [];
    const url = await serve(({ socket }: http.IncomingMessage) => {
      sockets.add(socket);
      closed.push(new Promise((resolve) => socket.on('close', resolve)));
    });
    const { ask, budget } = open(url, { maxTime: 50, clock: undefined }, { clock: undefined });
    await expect(ask()).rejects.toMatchObject({ spent: 'time' });
    await Promise.all(closed);
    expect(budget.spent).toBe('time');
  });
});

test('every exchange is told, with the credentials that were sent, in order', async () => {
  const { url } = await counting((number) => (number === 0 ? [429, {}, {}] : [200, {}, { a: 1 }]));
  const told: unknown[] = [];
  const { ask } = open(
    url,
    {},
    { onExchange: ({ operation, sent, answer }) => told.push([operation, sent.headers.authorization, answer]) },
  );
  const answer = await ask();
  expect(told).toEqual([
    [alibaba.id, 'placeholder', expect.objectContaining({ status: 429 })],
    [alibaba.id, 'placeholder', answer],
  ]);
  expect(answer.asked.wire.headers).not.toHaveProperty('authorization');
});

test('bad questions do not count among the valid ones', async () => {
  const { url } = await counting(() => [403, {}, {}]);
  const { ask, transport } = open(url);
  await ask(alibaba, true);
  await ask(alibaba);
  expect(transport.tally.of(alibaba.id)).toMatchObject({ requests: 2, valid: 1, statuses: new Map([[403, 1]]) });
});
