import { defineConfig, mergeConfig } from 'vitest/config';
import { type Guards, guards } from '../../scripts/dev/mutation/guards.js';
import base, { shared } from '../../vitest.config.js';

/** The tests of one room alone, which `npm run mutation` runs against each mutant of the room. */
const room = process.env.MUTATION_ROOM as keyof typeof guards;
const { include, exclude = [] }: Guards = guards[room];
const { projects: _, ...test } = base.test ?? {};

export default mergeConfig(
  { ...base, test },
  defineConfig({
    test: {
      ...shared,
      setupFiles: [...shared.setupFiles, 'tests/mutation/coverage-setup.ts'],
      root: process.cwd(),
      include: include.map((glob) => `tests/${glob}.test.ts`),
      exclude: ['tests/**/*.sweep.test.ts', ...exclude.map((glob) => `tests/${glob}.test.ts`)],
      // Stryker has the tests run in a thread, which takes no options of V8.
      execArgv: [],
      // What a mutant leaves behind is no fault of the tests.
      globalSetup: [],
    },
  }),
);
