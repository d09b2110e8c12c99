import type { Json } from '../base/json.js';
import { isNumeral, rank, textOf } from './selects.js';

/**
 * Compares two values as an order does: numbers and moments by size, texts by code point and by language, or by the number
 * that they write; where these differ, either order is right and the answer is 0.
 *
 * @returns negative where the first belongs before the second in an ascending order
 */
export function compareValues(one: Json, other: Json): number {
  const [a, b] = [rank(one), rank(other)];
  const [left, right] = [textOf(one), textOf(other)];
  const byCode = left < right ? -1 : left > right ? 1 : 0;
  const bySize = a === undefined || b === undefined ? undefined : Math.sign(a - b);
  // Numbers that are written as text have two orders, too.
  if (bySize !== undefined && isText(one) && isText(other)) return bySize === byCode ? bySize : 0;
  if (bySize !== undefined) return bySize;
  return Math.sign(left.localeCompare(right, 'en')) === byCode ? byCode : 0;
}

/** Whether a value is a number that is written as text. */
function isText(value: Json): boolean {
  return typeof value === 'string' && isNumeral(value);
}

/** Names that point up: `asc`, `ASC`, `ascending`, `up`, `+`, `1`. */
const up = /^(?:asc|up|\+|1$)/i;
/** Names that point down: `desc`, `DESC`, `descending`, `dsc`, `down`, `-`, `-1`. */
const down = /^(?:desc|dsc|down|-)/i;

/** Which way the name of a direction points; undefined where it tells nothing, and nobody can say what it asks for. */
export function directionOf(name: Json): 'ascending' | 'descending' | undefined {
  const text = textOf(name);
  return up.test(text) ? 'ascending' : down.test(text) ? 'descending' : undefined;
}
