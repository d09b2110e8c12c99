import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line. `npm test` builds before it tests. */
export const executable = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What a command did. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly input?: string | undefined;
}

/** Variables that would change what a command does; a test that wants one sets it. */
const NOT_INHERITED = /^(?:GITHUB_|ALIBABA_CLOUD_|HUAWEICLOUD_|NO_COLOR|FORCE_COLOR|https?_proxy|no_proxy)/i;

/** Runs the command line in a process of its own, while servers of the test go on in this one. */
export function runCli(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return runProgram(process.execPath, [executable, ...args], options);
}

/** Runs a program to its end. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd, env = {}, input = '' } = options;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...inherited, ...env }, timeout: 120_000 });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output.stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
