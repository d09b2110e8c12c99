import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Run } from './explore.js';

/** Seen from here and from what is built of it, the project is three folders up. */
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));

/**
 * Runs Vitest once, in a process of its own, and keeps its output.
 *
 * @param seed what the tests draw from
 * @param selection paths and options of Vitest
 * @param program the script to run. Default: the project's Vitest
 * @throws Error where no process can be started.
 */
export function runTests(seed: number, selection: readonly string[], program = vitest): Promise<Run> {
  const child = spawn(process.execPath, [program, 'run', ...selection], {
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
