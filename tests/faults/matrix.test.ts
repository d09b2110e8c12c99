import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { createServices } from '../reference/services/index.js';
import { classes } from './fault.js';
import { type Fault, faults } from './faults.js';
import { type Caught, judgeFault, matrixTable, readRows } from './matrix.js';

const SEED = 1;
const file = fileURLToPath(new URL('MATRIX.md', import.meta.url));
const contracts = loadContracts(fileURLToPath(new URL('../../specs', import.meta.url)));
const isWriting = process.env.MATRIX === 'write';

describe('the bench', () => {
  test('has defects of every class and operation, each with an id of its own', () => {
    expect(faults.length).toBeGreaterThanOrEqual(80);
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
    expect(new Set(faults.map((fault) => fault.class))).toEqual(new Set(classes));
    expect([...new Set(faults.map(({ operation }) => operation))].sort()).toEqual(
      Object.keys(createServices(0)).sort(),
    );
  });

  test.skipIf(isWriting)('is what the committed table shows', () => {
    const shown = readRows(readFileSync(file, 'utf8')).map(({ id, kind }) => `${id} ${kind}`);
    const want = faults.map(({ id, class: kind }) => `${id} ${kind}`);
    expect(shown, 'run MATRIX=write npx vitest run tests/faults').toEqual(want);
  });
});

/** Run by default: every twenty-ninth defect, which takes all operations in turns. All of them take minutes. */
const sample = faults.filter((_, index) => index % 29 === 4);

test.skipIf(isWriting).each(sample.map((fault): [string, Fault] => [fault.id, fault]))(
  '%s is caught by a property of its class',
  async (_, fault) => {
    const row = readRows(readFileSync(file, 'utf8')).find(({ id }) => id === fault.id);
    const { by, isInClass } = await judgeFault(fault, contracts, SEED);
    // What the table says to be missed may be missed.
    if (row?.isCaught === false) return;
    expect(by, fault.description).not.toEqual([]);
    if (row?.isInClass) expect(isInClass, by.join(', ')).toBe(true);
  },
);

test.runIf(isWriting)('writes the table', { timeout: 3_600_000 }, async () => {
  const results: Caught[] = [];
  for (const fault of faults) results.push(await judgeFault(fault, contracts, SEED));
  writeFileSync(file, matrixTable(results, SEED));
  const share = results.filter(({ by }) => by.length > 0).length / results.length;
  expect(share).toBeGreaterThanOrEqual(0.95);
});
