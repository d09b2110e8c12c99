import { printable } from '../base/printable.js';
import { UsageError } from '../base/usage-error.js';

/** A page with which nothing could be done, and why. */
export interface FailedPage {
  readonly file: string;
  readonly message: string;
}

/**
 * Does something with each of several pages. One with which it cannot be done is told on standard error, and leaves the
 * others as they are.
 *
 * @returns what came of the others, and what of those
 * @throws what the only page throws
 */
export function eachPage<T>(
  files: readonly string[],
  take: (file: string) => T,
): { results: T[]; failed: FailedPage[] } {
  const results: T[] = [];
  const failed: FailedPage[] = [];
  for (const file of files) {
    try {
      results.push(take(file));
    } catch (error) {
      if (files.length === 1 || !(error instanceof UsageError)) throw error;
      failed.push({ file, message: error.message });
      console.error(printable(error.message));
    }
  }
  return { results, failed };
}
