import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { judgeServer } from '../matrix/judge-server.js';
import { type Server, specFolders, suites } from '../matrix/suites.js';
import { isFinding, rowsOf } from '../matrix/table.js';
import { createServices } from '../reference/services/index.js';
import { allowed } from './allowed.js';
import { classes } from './fault.js';
import { faults } from './faults.js';

const load = (folder: string) => loadContracts(fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
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
  });

  test('is what the committed table shows', () => {
    const shown = table.map((row) => `${row.defect} ${row.class}`);
    const want = servers.map(({ id, kind }) => `${id} ${kind}`);
    expect(shown, 'run npm run bench:faults -- --write').toEqual(want);
  });
});

/** Run by default: one defect in some sixty, which takes all operations in turns. All of them: npm run bench:faults. */
const sample = servers.filter((_, index) => index % 61 === 4);

test.each(sample.map((server): [string, Server] => [server.id, server]))(
  '%s is caught as the table says',
  { timeout: 240_000 },
  async (id, server) => {
    const { description, specs } = server;
    const row = table.find(({ defect }) => defect === id);
    const { verify, ...checks } = await judgeServer(server, { seed: 1 }, load(specFolders[specs]));
    const names = (...verdicts: (typeof verify)[]) =>
      verdicts.flatMap((verdict) => [...(verdict?.errors ?? []), ...(verdict?.warnings ?? [])]);
    // What the table says to be missed may be missed.
    if (isFinding(row?.verify)) expect(names(verify), description).not.toEqual([]);
    if (isFinding(row?.check)) expect(names(...Object.values(checks)), description).not.toEqual([]);
  },
);
