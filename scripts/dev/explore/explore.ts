import { randomInt } from 'node:crypto';
import { plural } from '../../base/plural.js';
import { shellWord } from '../../base/shell-word.js';

/** What came of one run of the tests. */
export interface Run {
  readonly ok: boolean;
  /** All that it printed. */
  readonly output: string;
}

/** What surrounds a run. */
export interface Surroundings {
  /** Takes what is printed. Default: standard output. */
  readonly print?: (text: string) => void;
  /** Takes what is wrong with the arguments, a line. Default: standard error. */
  readonly complain?: (line: string) => void;
  /** Milliseconds of a clock. Default: the time of day. */
  readonly now?: () => number;
}

/** What is explored where nothing else is asked for. */
const defaults = ['--project', 'contract'];

/**
 * Runs the tests again and again, each time with a seed that nobody chose, until the time is over or one run fails.
 *
 * By default for 10 minutes, on the contract suite; with 0 minutes, once. A run that has begun is finished. Prints each
 * seed, and of a run that fails its output and the command that draws the same again.
 *
 * @param args `[minutes] [path or option of Vitest]…`
 * @param run runs the tests that are selected, with a seed from 0 to 2^31 - 1
 * @returns the exit code: 0 where no run failed, 1 at the first that did, 2 where the minutes are no number
 */
export async function explore(
  args: readonly string[],
  run: (seed: number, selection: readonly string[]) => Promise<Run>,
  {
    print = (text) => void process.stdout.write(text),
    complain = (line) => console.error(line),
    now = Date.now,
  }: Surroundings = {},
): Promise<number> {
  const [given = '', ...rest] = args;
  const isTime = /^\d+(?:\.\d+)?$/.test(given);
  if (!isTime && /^-?\d/.test(given)) {
    complain(`explore runs for a number of minutes, such as 10 or 0.5; got ${given}`);
    return 2;
  }
  const minutes = isTime ? Number(given) : 10;
  const asked = isTime ? rest : args;
  const selection = asked.length > 0 ? asked : defaults;
  const end = now() + minutes * 60_000;

  let runs = 0;
  do {
    const seed = randomInt(2 ** 31);
    const started = now();
    print(`run ${++runs}: seed ${seed} … `);
    const { ok, output } = await run(seed, selection);
    print(`${ok ? 'holds' : 'FAILS'} (${Math.round((now() - started) / 1000)} s)\n`);
    if (!ok) {
      print(`${output}\nseed ${seed} fails. Draw the same again:\n`);
      print(`  TEST_SEED=${seed} npx vitest run ${selection.map(shellWord).join(' ')}\n`);
      print('Put the counterexample into the examples of its property: see tests/support/regressions.ts.\n');
      return 1;
    }
  } while (now() < end);
  print(`${plural(runs, 'run')} with fresh seeds, no failure\n`);
  return 0;
}
