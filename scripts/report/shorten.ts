import type { Exact } from '../base/exact.js';
import { type Json, type JsonObject, setOwn } from '../base/json.js';

/** Characters of a text within a value that a report shows. */
const LONGEST = 1_000;
/** Values within a value, and its levels. */
const MOST = 200;
const DEEPEST = 12;

/** A value as a report shows it: of any size and depth, cut to one that can be read, and written. */
export function shorten(value: Exact | undefined, cut = (text: string, end: number) => text.slice(0, end)): Exact {
  let left = MOST;
  const copy = (part: Exact, depth: number): Exact => {
    left--;
    if (typeof part === 'string') return part.length > LONGEST ? `${cut(part, LONGEST)}…` : part;
    if (typeof part !== 'object' || part === null) return part;
    if (depth >= DEEPEST || left <= 0) return '…';
    if (Array.isArray(part)) {
      const list: Exact[] = [];
      for (const element of part) {
        if (left <= 0) {
          list.push(`… ${part.length - list.length} more`);
          break;
        }
        list.push(copy(element, depth + 1));
      }
      return list;
    }
    const object: { [key: string]: Exact } = {};
    for (const key in part) {
      if (left <= 0) {
        setOwn(object as JsonObject, '…', 'more');
        break;
      }
      setOwn(
        object as JsonObject,
        key.length > LONGEST ? `${cut(key, LONGEST)}…` : key,
        copy(part[key] as Exact, depth + 1) as Json,
      );
    }
    return object;
  };
  return value === undefined ? null : copy(value, 0);
}
