import type { RowWords } from './row-words.js';
import type { Keys } from './sample-keys.js';

/** The rows that were put below an object, the last one first. */
export interface Below {
  readonly row: RowWords;
  readonly before: Below | undefined;
}

/** An object to which the next row may belong. It is never changed: what is put below it gives a new one. */
export interface OpenObject {
  /** The row that has the object, or the array of objects; undefined for the root. */
  readonly holder: RowWords | undefined;
  /** Number of the table that lists its fields, or those of an object around it; undefined for the first one. */
  readonly inTable: number | undefined;
  /** Index of that row, -1 for the root. */
  readonly at: number;
  /** How far the rows of the object have to be set in, at least, where the layout shows that. */
  readonly indent: number;
  /** Undefined where no sample shows the object. */
  readonly keys: Keys | undefined;
  /** Whether fields may follow as they are; of an array of unknown things only the elements' row may. */
  readonly holds: boolean;
  readonly above: OpenObject | undefined;
  readonly depth: number;
  readonly below: Below | undefined;
  readonly count: number;
  /** How sure it can be, at most, that a row belongs here: after a guess, the next rows may belong where that one may. */
  readonly trust: number;
}

/** How many of the rows below an object are looked at for a name. */
const maxLooked = 200;

/** What the last rows below an object come to together. */
export function sumLast({ below }: OpenObject, limit: number, of: (row: RowWords) => number): number {
  let sum = 0;
  let left = limit;
  for (let one = below; one !== undefined && left > 0; one = one.before, left--) sum += of(one.row);
  return sum;
}

/** Whether a row of a name is below an object already. */
export function hasBelow({ below }: OpenObject, name: string): boolean {
  let left = maxLooked;
  for (let one = below; one !== undefined && left > 0; one = one.before, left--)
    if (one.row.row.name === name) return true;
  return false;
}
