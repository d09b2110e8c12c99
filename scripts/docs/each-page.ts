import { printable } from '../base/printable.js';
import { UsageError } from '../base/usage-error.js';

/**
 * Does something with each of several pages. One with which it cannot be done is told on standard error, and leaves the
 * others as they are.
 *
 * @returns what came of the others, and how many could not be read
 * @throws what the only page throws
 */
export function eachPage<T>(files: readonly string[], take: (file: string) => T): { results: T[]; failed: number } {
  const results: T[] = [];
  let failed = 0;
  for (const file of files) {
    try {
      results.push(take(file));
    } catch (error) {
      if (files.length === 1 || !(error instanceof UsageError)) throw error;
      failed++;
      console.error(printable(error.message));
    }
  }
  return { results, failed };
}
