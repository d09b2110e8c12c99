import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { explore } from '../../scripts/dev/explore/explore.js';
import { runTests } from '../../scripts/dev/explore/run-tests.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Explores with runs that take a time each, of which one may fail. */
async function exploring(args: readonly string[], { minutesOfRun = 1, failing = Number.POSITIVE_INFINITY } = {}) {
  const runs: { seed: number; selection: readonly string[] }[] = [];
  let minutes = 100;
  let printed = '';
  const complaints: string[] = [];
  const code = await explore(
    args,
    async (seed, selection) => {
      runs.push({ seed, selection });
      minutes += minutesOfRun;
      return { ok: runs.length !== failing, output: `what run ${runs.length} says` };
    },
    {
      print: (text) => {
        printed += text;
      },
      complain: (line) => complaints.push(line),
      now: () => minutes * 60_000,
    },
  );
  return { code, runs, printed, complaints, seeds: runs.map(({ seed }) => seed) };
}

test.each<[given: string, args: string[], minutesOfRun: number, runs: number, selection: string[]]>([
  ['ten minutes on the contract suite, where nothing is asked for', [], 1, 10, ['--project', 'contract']],
  ['the minutes that are named', ['3'], 1, 3, ['--project', 'contract']],
  ['parts of a minute', ['0.5'], 0.2, 3, ['--project', 'contract']],
  ['once, with 0 minutes', ['0'], 0, 1, ['--project', 'contract']],
  ['a run that has begun to its end', ['12'], 5, 3, ['--project', 'contract']],
  ['what is named, for ten minutes', ['tests/wire', '-t', 'x'], 4, 3, ['tests/wire', '-t', 'x']],
  ['what is named, for the minutes that are', ['12.25', 'tests/wire'], 6, 3, ['tests/wire']],
])('explores %s', async (_, args, minutesOfRun, want, selection) => {
  const { code, runs, printed, complaints, seeds } = await exploring(args, { minutesOfRun });
  expect(runs.map((run) => run.selection)).toEqual(Array(want).fill(selection));
  expect(new Set(seeds).size).toBe(want);
  const lines = seeds.map((seed, index) => `run ${index + 1}: seed ${seed} … holds (${minutesOfRun * 60} s)\n`);
  expect(printed).toBe(`${lines.join('')}${want} run${want === 1 ? '' : 's'} with fresh seeds, no failure\n`);
  expect(complaints).toEqual([]);
  expect(code).toBe(0);
});

test('ends at the run that fails, with its output and the command that draws the same', async () => {
  const { code, printed, seeds } = await exploring(['60', 'tests/a b.test.ts'], { failing: 3 });
  expect(seeds).toHaveLength(3);
  expect(code).toBe(1);
  expect(printed).toContain('holds');
  const last = printed.slice(printed.indexOf('run 3'));
  expect(last).toContain(`seed ${seeds[2]} … FAILS (60 s)\nwhat run 3 says\n`);
  expect(last).toContain(`\n  TEST_SEED=${seeds[2]} npx vitest run 'tests/a b.test.ts'\n`);
  expect(last).toContain('tests/support/regressions.ts');
  expect(printed).not.toContain('what run 2 says');
  expect(printed).not.toContain('no failure');
});

test.each(['5min', '-3', '-0.5', '1.', '1e3', '10,5'])('%s is no number of minutes', async (given) => {
  const { code, runs, printed, complaints } = await exploring([given]);
  expect({ code, runs, printed }).toEqual({ code: 2, runs: [], printed: '' });
  expect(complaints).toEqual([`explore runs for a number of minutes, such as 10 or 0.5; got ${given}`]);
});

test('seeds are whole numbers that Vitest and fast-check take', async () => {
  const { seeds } = await exploring(['200']);
  for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
  // Of 200 that are drawn from so many, the largest is not small.
  expect(Math.max(...seeds)).toBeGreaterThan(2 ** 29);
});

test.each([
  [0, true],
  [1, false],
])('a run is a process with the seed and the selection; exit code %i', async (exit, ok) => {
  const program = path.join(temporaryFolder(), 'vitest.cjs');
  writeFileSync(
    program,
    `console.log(process.env.TEST_SEED, process.argv.slice(2).join(' '), 'PATH' in process.env);
     console.error('a warning');
     process.exitCode = ${exit};`,
  );
  const run = await runTests(4711, ['--project', 'contract'], program);
  expect(run.ok).toBe(ok);
  expect(run.output).toContain('4711 run --project contract true\n');
  expect(run.output).toContain('a warning\n');
});
