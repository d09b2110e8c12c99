import type { Contract } from '../../contract/contract.js';
import { comparePage } from '../compare/compare.js';
import { comparePages, type PageChanges } from '../compare/compare-pages.js';
import { type Unconfirmed, unconfirmed } from '../compare/confirmed.js';
import { type Comparison, type Difference, nameOf } from '../compare/difference.js';
import type { PageLock } from '../lock/lock-file.js';
import type { Page } from '../page.js';

/** What came out for one operation. */
export interface PageDiff {
  readonly contract: Contract;
  /** File of the page, or of the lock where no page was given. */
  readonly file: string;
  readonly page: Page;
  readonly comparison: Comparison;
  readonly unconfirmed: readonly Unconfirmed[];
  /** Readings that were looked up in the lock. */
  readonly readings: number;
  /** What changed on the page since it was locked; undefined without a page, or without a lock. */
  readonly changes?: PageChanges | undefined;
  /** Changed facts that are no difference to the contract, which would name them anyway. */
  readonly silentChanges: readonly Difference[];
}

/**
 * Compares a page with the contract that was made of it.
 *
 * @param page undefined for the page as the lock has it
 * @param lock undefined where the page was never locked
 */
export function diffPage(
  contract: Contract,
  file: string,
  page: Page | undefined,
  lock: PageLock | undefined,
): PageDiff {
  const read = page ?? lock?.page;
  if (read === undefined) throw new Error('neither page nor lock');
  const comparison = comparePage(read, contract);
  const changes = page === undefined || lock === undefined ? undefined : comparePages(lock.page, page);
  const named = new Set(comparison.open.map(nameOf));
  return {
    contract,
    file,
    page: read,
    comparison,
    // Words that changed since are reported as changes; here only what the contract changed.
    readings: lock === undefined ? 0 : Object.keys(lock.confirmed).length,
    unconfirmed: lock === undefined ? [] : unconfirmed(lock.page, contract, lock.confirmed),
    changes,
    silentChanges: (changes?.facts ?? []).filter((one) => !named.has(nameOf(one))),
  };
}

/** Whether anything is said of the operation that somebody has to look at. */
export function isClean(diff: PageDiff): boolean {
  return (
    diff.comparison.open.length === 0 &&
    diff.comparison.stale.length === 0 &&
    diff.unconfirmed.length === 0 &&
    diff.silentChanges.length === 0
  );
}
