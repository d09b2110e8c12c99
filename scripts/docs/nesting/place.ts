import { lastBelow, type OpenObject } from './open-object.js';
import type { RowWords } from './row-words.js';
import type { TableWords } from './table-words.js';

/** A row, and an object to which it may belong. */
export interface Place {
  readonly row: RowWords;
  readonly object: OpenObject;
  /** The innermost open object; what is between it and `object` would be left. */
  readonly top: OpenObject;
  readonly table: TableWords;
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
/** The objects that a row at a place leaves. */
function* left({ top, object }: Place): Generator<OpenObject> {
  for (let one: OpenObject | undefined = top; one !== undefined && one !== object; one = one.above) yield one;
}
export const countLeft = (place: Place, is: (object: OpenObject) => boolean) => {
  let count = 0;
  for (const one of left(place)) if (is(one)) count++;
  return Math.min(count, 3);
};
export const countBelow = ({ object }: Place, is: (row: RowWords) => boolean, limit = 12) => {
  let count = 0;
  for (const one of lastBelow(object, limit)) if (is(one)) count++;
  return count;
};
