import type { FlatRow } from '../meaning/flat-row.js';
import { isSingularOf } from '../meaning/words.js';
import type { PageType } from '../page.js';
import type { OpenObject } from './open-object.js';
import type { Keys } from './sample-keys.js';

/** Whether the fields of the elements may follow an array that has no row for its elements. */
export function mayHold({ items }: PageType, keys: Keys | undefined): boolean {
  return items === undefined ? keys !== undefined : items.kind === 'object' && items.ref === undefined;
}

/**
 * Whether a row right behind an array describes its elements: pages give it no name, or that of the array, or that of its
 * type. Right behind an object only a row without a name does, which is what stands at each of its keys.
 */
export function describesElement(row: FlatRow, { holder, keys, above }: OpenObject, isSetIn: boolean): boolean {
  if (holder === undefined) return false;
  const { type, indent } = holder.row;
  if (type.value.kind === 'object') return row.name === '' && (!isSetIn || (row.indent ?? 0) > (indent ?? 0));
  if (isSetIn && (row.indent ?? 0) < (indent ?? 0)) return false;
  if (row.name === '') return true;
  const { items } = type.value;
  if (items?.ref !== undefined) return false;
  const kind = row.type.value.kind;
  if (items !== undefined && items.kind !== kind) return false;
  if (row.name === holder.row.name) return !keys?.has(row.name) || kind === 'object';
  const isSingular = isSingularOf(row.name, holder.row.name);
  if (above?.keys !== undefined) {
    if (above.keys.has(row.name) || keys?.has(row.name)) return false;
    return kind === 'object' ? keys !== undefined : isSingular && items?.kind !== 'object';
  }
  return isSingular && (kind === 'object' || items?.kind === kind);
}

/**
 * Whether a row right behind an array has nothing but the name of its elements: earlier pages write `Tags`, and below it
 * `Tag`, before the fields of a tag. It stands below the array, as the key that XML gives each element.
 */
export function namesElement(row: FlatRow, { holder, keys }: OpenObject): boolean {
  if (holder === undefined || !row.lacksType || (keys !== undefined && !keys.has(row.name))) return false;
  return holder.row.type.value.kind === 'array' && isSingularOf(row.name, holder.row.name);
}
