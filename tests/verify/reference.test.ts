import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { startReference } from '../reference/server.js';
import { seed } from '../support/seed.js';

const contracts = loadContracts('specs');
/** The full check takes 50 seeds (VERIFY_SEEDS=50); each of them asks some 9,000 questions. */
const seeds = Array.from({ length: Number(process.env.VERIFY_SEEDS ?? 1) }, (_, index) => seed + index);

const servers = {
  'the reference server': () => startReference(),
  'the mock': () => startMock({ port: 0, quiet: true }),
};

describe.each(Object.entries(servers))('%s keeps every contract', (_, start) => {
  let server: { readonly url: string; close(): Promise<void> };
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  test.each(seeds)('seed %i', { timeout: 120_000 }, async (seed) => {
    const report = await verify({ url: server.url, contracts, seed });
    expect(report.violations).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.operations.map(({ operation }) => operation)).toEqual(contracts.map(({ id }) => id));
  });
});
