import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { startReference } from '../reference/server.js';
import { createServices } from '../reference/services/index.js';
import { contracts } from '../support/mock-contracts.js';
import { seed } from '../support/seed.js';

/** The full check takes 50 seeds (VERIFY_SEEDS=50), with as many draws as a user's run. */
const isFull = process.env.VERIFY_SEEDS !== undefined;
const seeds = Array.from({ length: Number(process.env.VERIFY_SEEDS ?? 1) }, (_, index) => seed + index);

/** The reference is written by hand, so it has the operations that somebody wrote; the mock has all. */
const servers = [
  { name: 'the reference server', start: startReference, ids: Object.keys(createServices(0)) },
  { name: 'the mock', start: () => startMock({ port: 0, quiet: true }), ids: contracts.map(({ id }) => id) },
];

describe.each(servers)('$name keeps every contract', ({ start, ids }) => {
  const own = contracts.filter(({ id }) => ids.includes(id));
  let server: { readonly url: string; close(): Promise<void> };
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  test.each(seeds)('seed %i', async (seed) => {
    const report = await verify({
      url: server.url,
      contracts: own,
      seed,
      ...(isFull ? {} : { runs: 2, maxRequests: 300 * own.length }),
    });
    expect(report.violations).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.operations.map(({ operation }) => operation)).toEqual(own.map(({ id }) => id));
  });
});
