import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** The tests of one room alone, which `npm run mutation` runs against each mutant of the room. */
const room = process.env.MUTATION_ROOM ?? '*';
const { projects: _, ...test } = base.test ?? {};

export default mergeConfig(
  { ...base, test },
  defineConfig({
    test: { root: process.cwd(), include: [`tests/${room}/**/*.test.ts`], setupFiles: ['tests/support/seeded.ts'] },
  }),
);
