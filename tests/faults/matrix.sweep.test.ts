import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Instrument, judgeServer } from '../matrix/judge-server.js';
import { type Server, suites } from '../matrix/suites.js';
import { isFinding, rowsOf } from '../matrix/table.js';
import { FAILED } from '../matrix/verdict.js';
import { createServices } from '../reference/services/index.js';
import { contractsOf } from '../support/contracts-of.js';
import { allowed } from './allowed.js';
import { classes } from './fault.js';
import { faults } from './faults.js';
import { untold } from './untold.js';

const table = rowsOf(readFileSync(fileURLToPath(new URL('MATRIX.md', import.meta.url)), 'utf8'), 'defect');
const servers = suites.faults;

describe('the bench', () => {
  test('has defects of every class and operation, each with an id of its own', () => {
    expect(faults.length).toBeGreaterThanOrEqual(80);
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
    expect(new Set(faults.map((fault) => fault.class))).toEqual(new Set(classes));
    expect([...new Set(faults.map(({ operation }) => operation))].sort()).toEqual(
      Object.keys(createServices(0)).sort(),
    );
    const unknown = Object.keys(allowed).filter((id) => faults.every((fault) => fault.id !== id));
    expect(unknown, 'allowed, but planted nowhere').toEqual([]);
    const untoldOf = Object.keys(untold).filter((id) => servers.every((server) => server.id !== id));
    expect(untoldOf, 'no errors, but planted nowhere').toEqual([]);
  });

  test('is what the committed table shows', () => {
    const shown = table.map((row) => `${row.defect} ${row.class}`);
    const want = servers.map(({ id, kind }) => `${id} ${kind}`);
    expect(shown, 'run npm run bench:faults -- --write').toEqual(want);
  });
});

/** Run by default: one defect in some sixty, of nearly all operations. All of them: npm run bench:faults. */
const sample = servers.filter((_, index) => index % 61 === 37);

describe.each(sample.map((server): [string, Server] => [server.id, server]))('%s', (id, server) => {
  const row = table.find(({ defect }) => defect === id);
  /** What some instruments say of the server; verify only until it finds something. */
  const named = async (...instruments: Instrument[]) => {
    const job = { seed: 1, instruments, verify: { maxViolations: 1 } };
    const verdicts = Object.values(await judgeServer(server, job, contractsOf(server.specs)));
    return verdicts.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  };
  const isTold = (names: readonly string[]) => names.length > 0 && !names.includes(FAILED);

  // What the table says to be missed may be missed.
  test.runIf(isFinding(row?.verify))('is caught by verify, as the table says', async () => {
    expect(await named('verify'), server.description).toSatisfy(isTold);
  });

  test.runIf(isFinding(row?.check))('is caught by check, as the table says', async () => {
    const shown = await named('check-har', 'check-ndjson');
    // What an application does not bring up, the traffic of verify may.
    const names = shown.length > 0 ? shown : await named('check-verify');
    expect(names, server.description).toSatisfy(isTold);
  });
});
