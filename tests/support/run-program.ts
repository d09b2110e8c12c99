import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command line. `npm test` builds before it tests. */
export const executable = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What came of a program. */
export interface Outcome {
  /** Undefined where a signal ended the process. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. Of the environment, it has only what is given, and where temporary files belong. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Is given the process once it has started. */
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
}

/**
 * Runs a program to its end, at the latest that of the current test, while this process goes on, so that it can be the
 * server.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, onStart }: Surroundings,
): Promise<Outcome> {
  const child = spawn(program, args, { cwd, env: { TMPDIR: tmpdir(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? undefined, stdout, stderr }));
  });
}
