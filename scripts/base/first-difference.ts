import { isObject, type Json, own } from './json.js';
import { formatPointer } from './pointer.js';

/**
 * Where two values differ first: keys have no order, lists have one.
 *
 * @param isIgnored tells the JSON pointers of what may differ. Default: nothing may
 * @returns a JSON pointer, empty for the values as a whole; undefined where they are the same
 */
export function firstDifference(
  one: Json,
  other: Json,
  isIgnored: (pointer: string) => boolean = () => false,
  pointer = '',
): string | undefined {
  if (isIgnored(pointer)) return undefined;
  const areLists = Array.isArray(one) && Array.isArray(other);
  if (!areLists && !(isObject(one) && isObject(other))) return one === other ? undefined : pointer;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const here = pointer + formatPointer([key]);
    const [first, second] = [partOf(one, key), partOf(other, key)];
    const isOneOnly = first === undefined || second === undefined;
    const found = isOneOnly ? (isIgnored(here) ? undefined : here) : firstDifference(first, second, isIgnored, here);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partOf(value: Json, key: string): Json | undefined {
  return Array.isArray(value) ? value[Number(key)] : own(value, key);
}
