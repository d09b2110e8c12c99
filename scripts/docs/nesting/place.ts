import { type OpenObject, sumLast } from './open-object.js';
import type { RowWords } from './row-words.js';
import type { TableWords } from './table-words.js';

/** A row, and an object to which it may belong. */
export interface Place {
  readonly row: RowWords;
  readonly object: OpenObject;
  /** The innermost open object; what is between it and `object` would be left. */
  readonly top: OpenObject;
  readonly table: TableWords;
  /** Whether the rows stand in the order of the alphabet within each object. */
  readonly isAlphabetical: boolean;
}

/** Objects that hold the whole request, and so are left at its end only. */
const whole = /^(?:body|request|\w*(?:request|command|query|params?|input|dto))$/i;
export const isWhole = ({ holder, above }: OpenObject) =>
  holder !== undefined &&
  above?.holder === undefined &&
  holder.row.type.value.kind === 'object' &&
  whole.test(holder.row.name);

export const isRoot = ({ holder }: OpenObject) => holder === undefined;
export const isContainer = ({ row }: RowWords) => row.type.value.kind === 'array' || row.type.value.kind === 'object';

/** How many of the objects that a row at a place leaves are such, three at most. */
export function countLeft({ top, object }: Place, is: (object: OpenObject) => boolean): number {
  let count = 0;
  for (let one: OpenObject | undefined = top; one !== undefined && one !== object && count < 3; one = one.above)
    if (is(one)) count++;
  return count;
}

/** What the last rows that are at a place already come to together. */
export function sumBelow({ object }: Place, of: (row: RowWords) => number, limit: number): number {
  return sumLast(object, limit, of);
}

/** How many of the last rows that are at a place already are such. */
export function countBelow(place: Place, is: (row: RowWords) => boolean, limit = 12): number {
  return sumBelow(place, (row) => (is(row) ? 1 : 0), limit);
}

/** How many words of a row are among others. */
export function countShared(words: Iterable<string>, others: ReadonlySet<string> | undefined): number {
  let count = 0;
  if (others !== undefined) for (const word of words) if (others.has(word)) count++;
  return count;
}
