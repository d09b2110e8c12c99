import { formatPointer } from '../../base/pointer.js';
import type { Field } from '../page.js';

/** A field of a response and where it stands in the body. */
export interface Placed {
  readonly field: Field;
  readonly pointer: string;
}

/** The list that a response is about: its first array of objects, the least deep. */
export interface ItemList {
  readonly pointer: string;
  readonly array: Field;
  /** The scalar fields of an item, by pointer into the item. */
  readonly fields: readonly Placed[];
}

const maxDepth = 8;

/** The scalar fields below some fields, arrays left out. */
export function scalarsBelow(fields: readonly Field[], above = '', depth = 0): Placed[] {
  if (depth > maxDepth) return [];
  return fields.flatMap((field) => {
    const pointer = above + formatPointer([field.name]);
    const { kind } = field.type.value;
    if (kind === 'object') return scalarsBelow(field.fields, pointer, depth + 1);
    return kind === 'array' || kind === 'any' ? [] : [{ field, pointer }];
  });
}

/** @returns undefined where no array of objects is found */
export function itemListOf(fields: readonly Field[]): ItemList | undefined {
  let level: Placed[] = fields.map((field) => ({ field, pointer: formatPointer([field.name]) }));
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const found = level.find(({ field }) => field.type.value.kind === 'array' && (field.items?.fields.length ?? 0) > 0);
    if (found !== undefined) {
      const items = scalarsBelow(found.field.items?.fields ?? []);
      if (items.length > 0) return { pointer: found.pointer, array: found.field, fields: items };
    }
    level = level.flatMap(({ field, pointer }) =>
      field.type.value.kind === 'object'
        ? field.fields.map((child) => ({ field: child, pointer: pointer + formatPointer([child.name]) }))
        : [],
    );
  }
  return undefined;
}
