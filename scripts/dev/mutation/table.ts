import { existsSync, readFileSync } from 'node:fs';
import { type Guards, guards } from './guards.js';

/** The row of one room. */
export interface Row {
  readonly mutants: number;
  readonly all: number;
  readonly killed: number;
  readonly equivalent: number;
  readonly survivors: readonly string[] | number;
}

/** Reads the rows of the table; none where there is no file. */
export function readTable(file: string): Map<string, Row> {
  const rows = new Map<string, Row>();
  if (!existsSync(file)) return rows;
  const pattern = /^\| (\w+) \| (\d+) of (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm;
  for (const [, room, mutants, all, killed, equivalent, survivors] of readFileSync(file, 'utf8').matchAll(pattern)) {
    rows.set(room as string, {
      mutants: Number(mutants),
      all: Number(all),
      killed: Number(killed),
      equivalent: Number(equivalent),
      survivors: Number(survivors),
    });
  }
  return rows;
}

/** Rooms whose sample has mutants of code that runs only when its module is loaded. */
const loading = Object.entries(guards as Readonly<Record<string, Guards>>)
  .filter(([, { whileLoading }]) => whileLoading)
  .map(([room]) => room)
  .join(', ');

/**
 * Writes the table.
 *
 * @param rooms all that there are: those without a row are named below the table
 */
export function writeTable(rows: ReadonlyMap<string, Row>, seed: string, rooms: readonly string[]): string {
  const missing = rooms.filter((room) => !rows.has(room));
  const lines = [...rows].sort().map(([room, { mutants, all, killed, equivalent, survivors }]) => {
    const alive = typeof survivors === 'number' ? survivors : survivors.length;
    const score = killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
    return `| ${room} | ${mutants} of ${all} | ${killed} | ${equivalent} | ${alive} | ${score.toFixed(1)} % |`;
  });
  return `# What the tests notice

Written by \`npm run mutation\`: the code of a room of \`scripts/\` is changed in one place at a time, and the tests that
guard the room ([\`guards.ts\`](../../scripts/dev/mutation/guards.ts)) are run. A mutant that they notice is killed.
Mutants are a sample, drawn with the seed \`${seed}\`; those that do the same as the code are in
[\`equivalent.json\`](equivalent.json), with the reason. The score is the share of those killed among the others. Except in ${loading} mutants of code that runs only when its module is
loaded are left out: each would cost all tests of the room.

| room | mutants | killed | equivalent | survivors | score |
| --- | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}
${missing.length === 0 ? '' : `\nNot run: ${missing.join(', ')}.\n`}`;
}
