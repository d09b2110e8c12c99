import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { identifier } from '../../scripts/judge/index.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, leastRequest, totalOf, walk } from '../support/mock-client.js';
import { contractOf } from '../support/mock-contracts.js';

const contract = contractOf('ListOperationProcessDetail');
const identity = contract.pagination?.identity ?? [];
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts: [contract] });
});
afterAll(() => mock.close());

test('hundreds of concurrent walks each see a partition', async () => {
  const queries: JsonObject[] = [{}, { StatusCodes: [0, 1] }, { StatusCodes: [2] }, { Lang: 'en' }];
  const walks = Array.from({ length: 300 }, (_, index) => ({
    query: queries[index % queries.length] as JsonObject,
    size: 40 + (index % 80),
  }));
  const results = new Map<string, Set<string>>();
  const next = async (): Promise<void> => {
    const job = walks.pop();
    if (job === undefined) return;
    const pages = await walk(mock.url, contract, job.query, job.size);
    const seen = pages.flatMap((page) => itemsOf(contract, page).map((item) => identifier(identity)(item)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(new Set(pages.map((page) => totalOf(contract, page)))).toEqual(new Set([seen.length]));
    const key = JSON.stringify(job.query);
    results.set(key, (results.get(key) ?? new Set()).add(seen.join()));
    return next();
  };
  // A hundred at a time are in flight: a client has only so many sockets.
  await Promise.all(Array.from({ length: 100 }, next));
  expect([...results.values()].map((sequences) => sequences.size)).toEqual(queries.map(() => 1));
});

test('two mocks in one process share nothing', async () => {
  const other = await startMock({ contracts: [contract], seed: 2, records: 5 });
  try {
    const [one, two] = await Promise.all(
      [mock, other].map(({ url }) => call(url, contract, leastRequest(contract)).then(({ body }) => body)),
    );
    expect(totalOf(contract, one ?? null)).toBe(149);
    expect(totalOf(contract, two ?? null)).toBe(5);
  } finally {
    await other.close();
  }
  expect((await call(mock.url, contract, leastRequest(contract))).status).toBe(200);
});

test('any page of any size is the same stretch of the same list', async () => {
  const whole = itemsOf(contract, (await call(mock.url, contract, { PageSize: 1000 })).body);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), async (page, size) => {
      const { body } = await call(mock.url, contract, { CurrentPage: page, PageSize: size });
      expect(itemsOf(contract, body)).toEqual(whole.slice((page - 1) * size, page * size));
    }),
    { numRuns: 60 },
  );
});
