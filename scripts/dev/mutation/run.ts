import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { type Guards, guards } from './guards.js';

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
  const remembered = `reports/mutation/${room}.json`;
  forgetSurvivors(remembered);
  const stryker = new Stryker({
    mutate: [...ranges],
    testRunner: 'vitest',
    // One of its own beside the built-in ones, since plugins are not looked for by name in every layout.
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignoreStatic: (guards as Readonly<Record<string, Guards>>)[room]?.whileLoading !== true,
    incremental: true,
    incrementalFile: remembered,
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

/**
 * Survivors are run again each time: Stryker does not see that a new test reaches one whose code runs when its module is
 * loaded.
 */
function forgetSurvivors(file: string): void {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { mutants: { status: string }[] }> };
  for (const one of Object.values(report.files)) one.mutants = one.mutants.filter(({ status }) => status === 'Killed');
  writeFileSync(file, JSON.stringify(report));
}
