import { registerDocs } from '../../scripts/docs/command.js';
import { commandHere } from '../support/command-here.js';

/** What came of a command. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `docs …` in this process. */
export async function docs(...words: readonly string[]): Promise<Outcome> {
  const { code, ...texts } = await commandHere(registerDocs, ['docs', ...words]);
  return { status: code, ...texts };
}
