import { describe, expect, test } from 'vitest';
import { nameOf } from '../../scripts/docs/compare/difference.js';
import { isClean } from '../../scripts/docs/diff/diff-page.js';
import { diffsOf } from '../../scripts/docs/diff/run-diff.js';
import { runOfDiffs } from '../../scripts/docs/diff/run-of-diffs.js';
import { loadContracts } from '../../scripts/load/load.js';
import { sharedPageFiles } from './shared-pages.js';

const pages = sharedPageFiles();

describe('the five contracts and the locks of their pages', () => {
  const diffs = diffsOf([], { specs: 'specs' });

  test.for(diffs.map((diff) => [diff.contract.id, diff] as const))('%s agrees with its lock', ([, diff]) => {
    expect([...runOfDiffs([diff], '').violations].map((one) => one.message)).toEqual([]);
  });

  test('each has one', () => {
    expect(diffs.map((diff) => diff.contract.id)).toEqual(loadContracts('specs').map((contract) => contract.id));
  });

  test('a difference is a recorded decision, with its reason', () => {
    const decided = diffs.flatMap((diff) => diff.comparison.decided);
    expect(decided.map(({ difference }) => nameOf(difference))).toContain('/request/PageSize#default');
    for (const { decision } of decided) expect(decision.because.length).toBeGreaterThan(20);
  });

  test('the pages are read to the last line', () => {
    for (const { page } of diffs) {
      expect(page.unread).toEqual([]);
      expect(page.truncated).toBeUndefined();
    }
  });
});

describe.skipIf(pages.length === 0)('the pages themselves, where they are at hand', () => {
  const diffs = pages.length === 0 ? [] : diffsOf(pages, { specs: 'specs' });

  test.for(diffs.map((diff) => [diff.contract.id, diff] as const))('%s says what its lock says', ([, diff]) => {
    expect(isClean(diff)).toBe(true);
    expect(diff.changes).toEqual({ facts: [], reworded: [] });
  });
});
