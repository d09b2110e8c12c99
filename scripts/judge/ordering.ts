import type { Json } from '../base/json.js';
import { rank, textOf } from './selects.js';

/**
 * Compares two values as an order does: numbers and moments by size, texts by code point and by language; where these
 * differ, either order is right and the answer is 0.
 *
 * @returns negative where the first belongs before the second in an ascending order
 */
export function compareValues(one: Json, other: Json): number {
  const [a, b] = [rank(one), rank(other)];
  if (a !== undefined && b !== undefined) return a - b;
  const [left, right] = [textOf(one), textOf(other)];
  const byCode = left < right ? -1 : left > right ? 1 : 0;
  return Math.sign(left.localeCompare(right, 'en')) === byCode ? byCode : 0;
}

/** Whether a direction's name points down: `desc`, `DESC`, `descending`, `down`, `-1`. All else goes up. */
export function isDescending(direction: string): boolean {
  return /^(?:desc|down|-)/i.test(direction);
}
