#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { Command, CommanderError } from 'commander';
import { registerCheck } from './check/command.js';
import { registerDocs } from './docs/command.js';
import { registerGenerate } from './generate/command.js';
import { registerMock } from './mock/command.js';
import { guardOut } from './report/write-out.js';
import { registerVerify } from './verify/command.js';

// From Node 22 on, compiled code is kept between runs: half of what a short command takes is loading libraries.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader that closes the pipe has seen enough; any other output that fails is worth a line.
guardOut(process.stderr, () => {});
guardOut(process.stdout, (problem) => {
  console.error(`cannot write to standard output: ${problem}`);
  process.exitCode = 2;
});

const { version, peerDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
  peerDependencies: Record<string, string>;
};

const program = new Command('cloudsec-contracts')
  .description('Contracts for task-status APIs of cloud security products: generate, mock, verify, check.')
  .version(version)
  .showHelpAfterError('(run with --help for the options)')
  .addHelpText(
    'after',
    '\nExit codes: 0 the contract holds, 1 it is violated (or files are stale), 2 the tool could not do its job.',
  )
  .exitOverride();

const commands = [registerGenerate, registerMock, registerVerify, registerCheck, registerDocs];
for (const register of commands) register(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await report(error);
}

/** Prints what went wrong as its one line, and gives the exit code. Only a defect of the tool itself has a stack. */
async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const missing = missingPeer(error);
  if (missing !== undefined) {
    console.error(`this command needs the package ${missing}, which is not installed; run: npm install -D ${missing}`);
    return 2;
  }
  const { errorText } = await import('./report/error-text.js');
  console.error(errorText(error));
  return 2;
}

/** The optional peer that an import did not find; undefined where the error is about anything else. */
function missingPeer(error: unknown): string | undefined {
  if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const name = /^Cannot find package '([^']+)'/.exec((error as Error).message)?.[1];
  return name !== undefined && Object.hasOwn(peerDependencies, name) ? name : undefined;
}
