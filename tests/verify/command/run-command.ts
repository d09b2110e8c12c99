import { tmpdir } from 'node:os';
import { executable, type Outcome, runProgram, type Surroundings } from '../../support/run-program.js';

/** Runs the built command line. Of the environment, the command has only what is given. */
export function runCommand(
  args: readonly string[],
  { env = {}, onStart }: Partial<Omit<Surroundings, 'cwd'>> = {},
): Promise<Outcome> {
  return runProgram(process.execPath, [executable, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, ...env },
    onStart,
  });
}
