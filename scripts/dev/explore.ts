import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { plural } from '../base/plural.js';
import { shellWord } from '../base/shell-word.js';

/**
 * Runs the tests again and again, each time with a seed that nobody chose, until the time is over or one run fails.
 * After a build: `node dist/dev/explore.js [minutes] [path or option of Vitest]…`.
 *
 * By default for 10 minutes, on the contract suite; with 0 minutes, once. A run that has begun is finished. Prints each
 * seed. Exits with 1 at the first run that fails, after its output and the command that draws the same again; with 2
 * where the minutes are no number.
 */
const defaults = ['--project', 'contract'];

const [given, ...rest] = process.argv.slice(2);
const isTime = given !== undefined && /^\d+(?:\.\d+)?$/.test(given);
if (given !== undefined && !isTime && /^-?\d/.test(given)) {
  console.error(`explore runs for a number of minutes, such as 10 or 0.5; got ${given}`);
  process.exit(2);
}
const minutes = isTime ? Number(given) : 10;
const asked = isTime || given === undefined ? rest : [given, ...rest];
const selection = asked.length > 0 ? asked : defaults;
const end = Date.now() + minutes * 60_000;

let runs = 0;
do {
  const seed = randomInt(2 ** 31);
  const started = Date.now();
  process.stdout.write(`run ${++runs}: seed ${seed} … `);
  const { ok, output } = await runTests(seed);
  console.log(`${ok ? 'holds' : 'FAILS'} (${Math.round((Date.now() - started) / 1000)} s)`);
  if (!ok) {
    console.log(output);
    console.log(`seed ${seed} fails. Draw the same again:`);
    console.log(`  TEST_SEED=${seed} npx vitest run ${selection.map(shellWord).join(' ')}`);
    console.log('Put the counterexample into the examples of its property: see tests/support/regressions.ts.');
    process.exit(1);
  }
} while (Date.now() < end);
console.log(`${plural(runs, 'run')} with fresh seeds, no failure`);

/** One run of Vitest with a seed; its output is kept for the case that it fails. */
function runTests(seed: number): Promise<{ ok: boolean; output: string }> {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
  const child = spawn(process.execPath, [vitest, 'run', ...selection], {
    env: { ...process.env, TEST_SEED: String(seed) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
