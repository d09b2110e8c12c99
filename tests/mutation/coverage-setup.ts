import { afterAll, afterEach, beforeAll, beforeEach, inject, vi } from 'vitest';
import { type Guards, guards } from '../../scripts/dev/mutation/guards.js';

/**
 * Says which tests come to a mutant's place: all tests of a file come to what any of them comes to.
 *
 * Stryker counts for each test what runs while it does. Where tests share a server, or something that is made once and
 * kept, only the first one, or none, would seem to come to what made it, and a mutant there would be tried on that one
 * alone. Code that runs while a module is loaded stays apart.
 */
interface Stryker {
  currentTestId?: string | undefined;
  readonly mutantCoverage?: { readonly perTest: Record<string, Record<string, number>> };
}

const injected = inject as (key: string) => unknown;
const stryker = (globalThis as Record<string, unknown>)[String(injected('globalNamespace'))] as Stryker | undefined;
const room = process.env.MUTATION_ROOM as keyof typeof guards;
const { without = [] }: Guards = guards[room];

beforeEach(({ task, skip }) =>
  skip(
    without.some((name) => task.name.startsWith(name)),
    'it takes too long',
  ),
);

if (injected('mode') === 'dry-run' && stryker !== undefined) {
  const between = 'between the tests';
  const ids = new Set<string>();
  const betweenTests = () => {
    stryker.currentTestId = between;
  };
  beforeAll(betweenTests);
  beforeEach(({ onTestFinished }) => {
    if (stryker.currentTestId !== undefined) ids.add(stryker.currentTestId);
    onTestFinished(betweenTests);
  });
  afterEach(betweenTests);
  afterAll(() => {
    stryker.currentTestId = undefined;
    const { perTest } = stryker.mutantCoverage ?? { perTest: {} };
    const all: Record<string, number> = {};
    for (const id of [between, ...ids]) {
      for (const [mutant, hits] of Object.entries(perTest[id] ?? {})) all[mutant] = (all[mutant] ?? 0) + hits;
    }
    delete perTest[between];
    for (const id of ids) {
      // Tests are asked for by a pattern of their names, which cannot be of any length.
      if (id.length > 1_000) delete perTest[id];
      else perTest[id] = { ...all };
    }
    // Modules keep what they made: what one file made would never be made while the tests of another run.
    vi.resetModules();
  });
}
