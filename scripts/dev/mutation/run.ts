import { mkdirSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';

/** What became of one mutant: Stryker's result, as far as it is used. Lines and columns from 1. */
export interface MutantResult {
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
  readonly status: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Runs the tests of a room against mutants, one at a time, in a copy of the project.
 *
 * @param ranges as Stryker's option `mutate` has them
 * @throws Error where the tests fail without any mutant.
 */
export async function runMutants(room: string, ranges: readonly string[]): Promise<readonly MutantResult[]> {
  mkdirSync('reports/mutation', { recursive: true });
  process.env.MUTATION_ROOM = room;
  const stryker = new Stryker({
    mutate: [...ranges],
    testRunner: 'vitest',
    // One of its own beside the built-in ones, since plugins are not looked for by name in every layout.
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: `reports/mutation/${room}.json`,
    reporters: ['html', process.stdout.isTTY ? 'progress' : 'dots'],
    htmlReporter: { fileName: `reports/mutation/${room}.html` },
    ignorePatterns: ['reports'],
    concurrency: 1,
    // A busy machine is no reason to take a mutant for one that hangs.
    timeoutMS: 30_000,
    checkers: [],
    allowConsoleColors: false,
    logLevel: 'warn' as never,
  });
  return stryker.runMutationTest();
}
