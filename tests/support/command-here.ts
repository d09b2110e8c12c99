import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { errorText } from '../../scripts/report/error-text.js';

/** What came of a command. */
export interface HereOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in this process, a second sooner than the program does: from the words of the command line to its exit
 * code, and to what the program prints of an error.
 *
 * @param register adds the command to the program
 * @param words the command's name, and what follows it
 */
export async function commandHere(
  register: (program: Command) => void,
  words: readonly string[],
): Promise<HereOutcome> {
  const out: string[] = [];
  const problems: string[] = [];
  const write = (into: string[]) => (text: string | Uint8Array, done?: unknown) => {
    into.push(String(text));
    if (typeof done === 'function') done();
    return true;
  };
  const log = (into: string[]) => (text: unknown) => void into.push(`${text}\n`);
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(write(problems)),
    vi.spyOn(console, 'log').mockImplementation(log(out)),
    vi.spyOn(console, 'error').mockImplementation(log(problems)),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const program = new Command().exitOverride();
    register(program);
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) problems.push(errorText(error));
    process.exitCode = 2;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = before;
  return { code, stdout: out.join(''), stderr: problems.join('') };
}
