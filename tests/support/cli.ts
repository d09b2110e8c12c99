import { spawnSync } from 'node:child_process';
import { executable } from './run-program.js';

/** Runs the built command line and waits for its end. `npm test` builds before it tests. */
export function cli(args: readonly string[], options: { cwd?: string; input?: string } = {}) {
  return spawnSync(process.execPath, [executable, ...args], { encoding: 'utf8', timeout: 60_000, ...options });
}
