import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../base/usage-error.js';
import { type Counted, countOf, type Equivalent } from './count.js';
import { roomNames } from './rooms.js';
import { runMutants } from './run.js';
import { sampleMutants } from './sample.js';
import { readTable, writeTable } from './table.js';

/** What is used of the project, and what is told. */
export interface Workshop {
  /** Chooses the mutants of a room. Default: {@link sampleMutants}. */
  readonly sample?: typeof sampleMutants;
  /** Runs the tests against them. Default: {@link runMutants}. */
  readonly run?: typeof runMutants;
  /** File of the table. Default: that of the project. */
  readonly table?: string;
  /** Takes what is said of a room, a line at a time. Default: standard output. */
  readonly print?: (line: string) => void;
  /** Takes what is wrong with the arguments, a line. Default: standard error. */
  readonly complain?: (line: string) => void;
}

/** Share of the mutants that a room's tests have to notice. */
const least = 0.85;
/** Mutants of a room that are run at least, where it has so many. */
const size = 150;
const known = 'tests/mutation/equivalent.json';

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n');

/**
 * Changes the code of rooms in one place at a time, and tells which changes their tests do not notice. Works in the
 * project's folder.
 *
 * Prints each survivor, writes the room's row of the table and a page for a browser. Results are remembered in
 * `reports/mutation`: what was noticed once is not run again until something changes.
 *
 * @param named rooms of `scripts/`; none: all
 * @returns the exit code: 0, or 1 where a room's score is below 85 %, or 2 where there is no such room
 */
export async function mutateRooms(
  named: readonly string[],
  {
    sample = sampleMutants,
    run = runMutants,
    table = 'tests/mutation/TABLE.md',
    print = (line) => console.log(line),
    complain = (line) => console.error(line),
  }: Workshop = {},
): Promise<number> {
  let rooms: readonly string[];
  try {
    rooms = roomNames(named);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return 2;
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  let code = 0;
  for (const room of rooms) {
    const { all, counted } = await mutate(room);
    for (const survivor of counted.survivors) print(`  survives: ${survivor}`);
    // Read anew, since rooms may be run side by side.
    const rows = readTable(table);
    rows.set(room, { ...counted, all });
    writeFileSync(table, writeTable(rows, version, roomNames([])));
    print(`  ${(counted.score * 100).toFixed(1)} %; reports/mutation/${room}.html`);
    if (counted.score < least) code = 1;
  }
  return code;

  /** Samples and runs the mutants of a room. Not all of a sample are run; more are drawn then, until there are enough. */
  async function mutate(room: string): Promise<{ readonly all: number; readonly counted: Counted }> {
    let mutants = await sample(room, size, version);
    for (let again = false; ; again = true) {
      print(`${room}: ${mutants.count} of ${mutants.all} mutants`);
      const results = (await run(room, mutants.ranges, { again })).filter(mutants.has);
      const equivalent = JSON.parse(readFileSync(known, 'utf8')) as Equivalent[];
      const counted = countOf(results, equivalent, linesOf);
      const missing = size - counted.mutants;
      const more = missing > 0 ? await sample(room, mutants.count + missing, version) : mutants;
      if (more.count === mutants.count) return { all: mutants.all, counted };
      mutants = more;
    }
  }
}
