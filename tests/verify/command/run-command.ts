import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** What came of a command. */
export interface Outcome {
  /** Undefined where a signal ended the process. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Is given the process once it has started. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

const executable = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/**
 * Runs the built command line while this process goes on, so that it can be the server. `npm test` builds before it
 * tests. Of the environment, the command has only what is given, and where temporary files belong.
 */
export function runCommand(args: readonly string[], { env = {}, onStart }: Surroundings = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [executable, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? undefined, stdout, stderr }));
  });
}
