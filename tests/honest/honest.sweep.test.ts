import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { recordApplication } from '../matrix/application-traffic.js';
import { type Instrument, judgeServer } from '../matrix/judge-server.js';
import { type Server, suites } from '../matrix/suites.js';
import { NOTHING, rowsOf } from '../matrix/table.js';
import type { Verdict } from '../matrix/verdict.js';
import { createServices } from '../reference/services/index.js';
import { contractsOf } from '../support/contracts-of.js';
import { kinds } from './variant.js';
import { variants } from './variants.js';

const table = rowsOf(readFileSync(fileURLToPath(new URL('HONEST.md', import.meta.url)), 'utf8'), 'server');
const servers = suites.honest;

describe('the suite', () => {
  test('has variants of every kind and operation, each with an id of its own and a reason', () => {
    expect(variants.length).toBeGreaterThanOrEqual(100);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
    expect(new Set(variants.map(({ kind }) => kind))).toEqual(new Set(kinds));
    const operations = new Set(variants.flatMap((variant) => variant.operations));
    expect([...operations].sort()).toEqual(Object.keys(createServices(0)).sort());
    for (const { id, description, allowed } of variants) {
      expect(`${description}${allowed}`, id).toMatch(/\S+ \S+.*\S/);
    }
  });

  test('is what the committed table shows', () => {
    const shown = table.map((row) => `${row.server} ${row.kind}`);
    const want = servers.map(({ id, kind }) => `${id} ${kind}`);
    expect(shown, 'run npm run bench:honest -- --write').toEqual(want);
  });
});

const inTurns = (turn: number, first: number) =>
  servers.filter((_, index) => index % turn === first).map((server): [string, Server] => [server.id, server]);

describe.each(inTurns(41, 1))('%s', (_, server) => {
  test('answers an application without an error of its own', async () => {
    const recorded = await recordApplication(server);
    expect(recorded.length).toBeGreaterThan(10);
    expect(recorded.filter(({ answer }) => answer.startsWith('internal error'))).toEqual([]);
  });
});

/**
 * Run by default: one server in ninety, each asked less than verify asks by default. All of them, as it asks by default:
 * npm run bench:honest.
 */
describe.each(inTurns(90, 5))('%s', (id, server) => {
  const row = table.find((one) => one.server === id);
  const job = { seed: 1, verify: { runs: 2, maxRequests: 400 } };
  // What the table says to be accused may be accused.
  const instruments: Instrument[] = [
    ...(row?.['verify: errors'] === NOTHING ? (['verify'] as const) : []),
    ...(row?.['check: errors'] === NOTHING ? (['check-verify', 'check-har', 'check-ndjson'] as const) : []),
  ];

  test.runIf(instruments.length > 0)('is not accused by what the table says not to accuse it', async () => {
    const verdicts = await judgeServer(server, { ...job, instruments }, contractsOf(server.specs));
    const accusations = instruments.flatMap((instrument) => {
      const { examples, errors } = verdicts[instrument] as Verdict;
      return errors.map((name) => `${instrument}, ${name}: ${examples[name]}`);
    });
    expect(accusations).toEqual([]);
  });
});
