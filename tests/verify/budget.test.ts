import { expect, test } from 'vitest';
import { verify } from '../../scripts/verify/index.js';
import { contracts } from '../support/mock-contracts.js';
import { startCounting, startSmall } from './command/servers.js';
import { serve } from './transport/serve.js';

test.each([
  [1, 1],
  [1, 5],
  [7, 3],
  [50, 1],
  [50, 5],
  [150, 2],
])('a budget of %d requests holds over %d operations', async (maxRequests, count) => {
  const server = await startCounting(await startSmall());
  const chosen = contracts.slice(0, count);
  const report = await verify({ url: server.url, contracts: chosen, seed: 3, runs: 3, maxRequests });
  expect(report.operations).toHaveLength(count);
  expect(report.violations).toEqual([]);
  // Exactly as many as the server saw are said to have been sent.
  expect(report.operations.reduce((sum, { requests }) => sum + requests, 0)).toBe(server.count());
  expect(server.count()).toBe(maxRequests);
  expect(report.interrupted).toMatchObject({ by: 'budget' });
});

test('a budget that is larger than what there is to ask ends nothing', async () => {
  const server = await startCounting(await startSmall());
  const options = { contracts: contracts.slice(0, 1), properties: ['pages'], seed: 3, runs: 1 };
  const report = await verify({ url: server.url, ...options, maxRequests: 500 });
  expect(report.interrupted).toBeUndefined();
  expect(report.operations[0]?.requests).toBe(server.count());
  expect(server.count()).toBeLessThan(200);
});

test('a small budget is not spent on the first of several long lists', async () => {
  const url = await startSmall({
    plant: ({ DescribeSecurityEventOperationStatus: _, ...lists }) => {
      for (const list of Object.values(lists))
        list.rows = Array.from({ length: 1_000 }, (_, index) => list.make(index));
    },
  });
  const report = await verify({ url, contracts, seed: 3, maxRequests: 60 });
  expect(report.violations).toEqual([]);
  for (const { operation, requests, properties } of report.operations) {
    const exercised = properties.filter(({ compared }) => compared > 0).length;
    expect({ operation, isAsked: requests >= 5 && exercised >= 5 }).toEqual({ operation, isAsked: true });
  }
});

test('requests leave no faster than the rate says', async () => {
  const times: number[] = [];
  const options = { contracts: contracts.slice(0, 1), seed: 3, maxRequests: 30, rate: 200, concurrency: 8 };
  const onExchange = ({ started }: { started: number }) => times.push(started);
  const { interrupted } = await verify({ url: await startSmall(), ...options, onExchange });
  expect(interrupted).toMatchObject({ by: 'budget' });
  times.sort((a, b) => a - b);
  expect(times).toHaveLength(30);
  // By the run's own clock: on their way, requests may catch up with each other.
  expect((times[29] as number) - (times[0] as number)).toBeGreaterThanOrEqual((29 / 200) * 1000 - 2);
});

test('so many requests are on their way at once as may be, and not one more', async () => {
  let open = 0;
  let most = 0;
  const url = await serve(async (_, response) => {
    most = Math.max(most, ++open);
    // Until another one has arrived, if there is one.
    for (let turn = 0; most < 2 && turn < 1_000; turn++) await new Promise((resolve) => setImmediate(resolve));
    open--;
    response.setHeader('content-type', 'application/json').end('{}');
  });
  const properties = ['invalid-values', 'page-defaults', 'past-end', 'unknown-operation'];
  await verify({ url, contracts: contracts.slice(0, 1), properties, seed: 1, runs: 1, concurrency: 2 });
  expect(most).toBe(2);
});
