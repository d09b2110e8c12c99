import { mkdirSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { forgetSurvivors } from './forget-survivors.js';
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

type Options = ConstructorParameters<typeof Stryker>[0];

/**
 * Runs the tests of a room against mutants, one at a time, in a copy of the project.
 *
 * @param ranges as Stryker's option `mutate` has them
 * @param options.again whether the survivors of the run before are not run again. Default: they are, since the tests
 *   may have changed
 * @param options.folder where results are remembered, and the page for a browser is. Default: `reports/mutation`
 * @param options.start starts a run of Stryker. Default: in this process
 * @throws Error where the tests fail without any mutant.
 */
export async function runMutants(
  room: string,
  ranges: readonly string[],
  {
    again = false,
    folder = 'reports/mutation',
    start = (options) => new Stryker(options).runMutationTest(),
  }: {
    readonly again?: boolean;
    readonly folder?: string;
    readonly start?: (options: Options) => Promise<readonly MutantResult[]>;
  } = {},
): Promise<readonly MutantResult[]> {
  mkdirSync(folder, { recursive: true });
  process.env.MUTATION_ROOM = room;
  const remembered = `${folder}/${room}.json`;
  if (!again) forgetSurvivors(remembered);
  return start({
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
    htmlReporter: { fileName: `${folder}/${room}.html` },
    ignorePatterns: ['reports'],
    concurrency: 1,
    // A busy machine is no reason to take a mutant for one that hangs.
    timeoutMS: 30_000,
    // Vitest asks nobody for types: what was generated is to stay as it is committed.
    disableTypeChecks: false,
    checkers: [],
    allowConsoleColors: false,
    logLevel: 'warn' as never,
  });
}
