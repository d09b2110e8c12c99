import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '../base/usage-error.js';
import { type Counted, countOf, type Equivalent } from './mutation/count.js';
import { roomNames } from './mutation/rooms.js';
import { runMutants } from './mutation/run.js';
import { sampleMutants } from './mutation/sample.js';
import { readTable, writeTable } from './mutation/table.js';

/**
 * Changes the code of a room in one place at a time, and tells which changes its tests do not notice. After a build, in
 * the project's folder: `node dist/dev/mutation.js [room]…`; without rooms, all of them.
 *
 * Prints each survivor, writes the room's row of `tests/mutation/TABLE.md` and a page for a browser. Results are
 * remembered in `reports/mutation`: what has not changed is not run again. Exits with 1 where a room's score is below
 * 85 %, with 2 where there is no such room.
 */
const least = 0.85;
const size = 150;
const table = 'tests/mutation/TABLE.md';
const known = 'tests/mutation/equivalent.json';

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n');

try {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const equivalent = JSON.parse(readFileSync(known, 'utf8')) as Equivalent[];
  for (const room of roomNames(process.argv.slice(2))) {
    const sample = await sampleMutants(room, size, version);
    console.log(`${room}: ${sample.count} of ${sample.all} mutants`);
    const results = (await runMutants(room, sample.ranges)).filter(sample.has);
    const counted: Counted = countOf(results, equivalent, linesOf);
    for (const survivor of counted.survivors) console.log(`  survives: ${survivor}`);
    // Read anew, since rooms may be run side by side.
    const rows = readTable(table);
    rows.set(room, { ...counted, all: sample.all });
    writeFileSync(table, writeTable(rows, version, roomNames([])));
    console.log(`  ${(counted.score * 100).toFixed(1)} %; reports/mutation/${room}.html`);
    if (counted.score < least) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
