import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What holds for the tests of any project. */
export const shared = {
  // Far above what any test takes, so that none fails for a busy machine.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  setupFiles: ['tests/support/seeded.ts'],
  expect: { requireAssertions: true },
  // The tests keep nothing in modules: what they import is loaded once, not once for each file.
  isolate: false,
  // Tests draw and judge much that is forgotten at once; a larger nursery saves a tenth of all CPU.
  execArgv: ['--max-semi-space-size=32'],
  globalSetup: ['tests/support/temporary-setup.ts'],
};

/** Tests that go over a whole population, or through a whole product: CI runs them after those of `npm test`. */
const sweeps = 'tests/**/*.sweep.test.ts';

/** The properties of the contracts; what the contract suite is tested by, in `contract/self`, is none of them. */
const properties = 'tests/contract/*.test.ts';

export default defineConfig({
  resolve: {
    // Generated code imports the package by its name; tests are to see the sources, not the last build.
    alias: [
      { find: 'cloudsec-contracts/arbitraries/runtime', replacement: source('scripts/arbitraries/index.ts') },
      { find: /^cloudsec-contracts\/contract$/, replacement: source('scripts/contract/index.ts') },
    ],
  },
  test: {
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'contract',
          include: [properties],
          globalSetup: [...shared.globalSetup, 'tests/support/prism-setup.ts'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'toolkit', include: ['tests/**/*.test.ts'], exclude: [properties, sweeps] },
      },
      { extends: true, test: { ...shared, name: 'sweeps', include: [sweeps] } },
    ],
  },
});
