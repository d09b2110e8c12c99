import type { Json } from '../base/json.js';
import { isNumeral, rank, textOf } from './selects.js';

/**
 * Compares two values as an order does: numbers and moments by size, texts by code point, by language, or by the
 * numbers in them; where these differ, either order is right and the answer is 0.
 *
 * @returns negative where the first belongs before the second in an ascending order
 */
export function compareValues(one: Json, other: Json): number {
  const bySize = sizeOrder(one, other);
  if (bySize !== undefined && !(isText(one) && isText(other))) return bySize;
  const [left, right] = [textOf(one), textOf(other)];
  const orders = [
    byCode(left, right),
    byCode(left.toUpperCase(), right.toUpperCase()),
    ...collators.map((collator) => Math.sign(collator.compare(left, right))),
    // Numbers that are written as text.
    ...(bySize === undefined ? [] : [bySize]),
  ];
  return orders.every((order) => order === orders[0]) ? (orders[0] as number) : 0;
}

/** One of the orders that {@link compareValues} admits: texts by code point. For those who have to choose one. */
export function codeOrder(one: Json, other: Json): number {
  const isWritten = isText(one) && isText(other);
  return (isWritten ? undefined : sizeOrder(one, other)) ?? byCode(textOf(one), textOf(other));
}

function sizeOrder(one: Json, other: Json): number | undefined {
  const [a, b] = [rank(one), rank(other)];
  return a === undefined || b === undefined ? undefined : Math.sign(a - b);
}

/** Databases sort texts as a language does, Chinese by its sounds, or with the numbers in them as such. */
const collators = [new Intl.Collator('en'), new Intl.Collator('zh'), new Intl.Collator('en', { numeric: true })];

function byCode(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
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
