import { type FlatRow, fieldOf } from '../meaning/flat-row.js';
import type { Field } from '../page.js';
import { type Placed, placesOf } from './places.js';
import type { Keys } from './sample-keys.js';
import type { TableWords } from './table-words.js';

/** Rows, each below what it belongs to. */
export interface Nested {
  /** The root's own row, where the table begins with one. */
  readonly root: FlatRow | undefined;
  /** The fields of the root. */
  readonly fields: Field[];
  /** What the elements of the root are, where that is an array. */
  readonly elements: Field | undefined;
  /**
   * Rows without a name that follow nothing that they could describe, and rows of a name that another one has at the same
   * place, with those below them.
   */
  readonly lost: FlatRow[];
}

/**
 * Puts rows that follow each other below one another.
 *
 * @param keys what the samples have at the root
 * @param isSetIn whether the layout shows how far each row is set in
 */
export function nest(rows: readonly FlatRow[], keys: Keys | undefined, table: TableWords, isSetIn: boolean): Nested {
  const places = placesOf(rows, keys, table, isSetIn);
  const below = new Map<number, number[]>();
  const elements = new Map<number, number>();
  const lost: FlatRow[] = [];
  for (const [at, { holder, role }] of places.entries()) {
    if (role === 'element') elements.set(holder, at);
    else if (role === 'nowhere') {
      if (at > 0) lost.push(rows[at] as FlatRow);
    } else {
      const list = below.get(holder);
      if (list === undefined) below.set(holder, [at]);
      else list.push(at);
    }
  }
  const lose = (at: number): void => {
    lost.push(rows[at] as FlatRow);
    for (const child of below.get(at) ?? []) lose(child);
    const element = elements.get(at);
    if (element !== undefined) lose(element);
  };
  const fieldsBelow = (holder: number): Field[] => {
    const names = new Set<string>();
    return (below.get(holder) ?? []).flatMap((at) => {
      const { name } = rows[at] as FlatRow;
      if (names.has(name)) {
        lose(at);
        return [];
      }
      names.add(name);
      return [field(at)];
    });
  };
  const field = (at: number): Field => {
    const row = rows[at] as FlatRow;
    const { role, sure } = places[at] as Placed;
    const fields = fieldsBelow(at);
    const named = role === 'element' ? { ...row, name: '' } : row;
    const isArray = row.type.value.kind === 'array';
    return fieldOf(named, Math.min(row.confidence, sure), isArray ? [] : fields, itemsOf(row, at, fields));
  };
  const itemsOf = (row: FlatRow, at: number, fields: readonly Field[]): Field | undefined => {
    const element = elements.get(at);
    if (element !== undefined) return field(element);
    if (row.type.value.kind !== 'array' || fields.length === 0) return undefined;
    const type = { ...row.type, value: row.type.value.items ?? { kind: 'object' as const } };
    return { name: '', line: row.line, confidence: row.confidence, type, bounds: {}, values: [], fields };
  };
  const first = rows[0];
  const root = first?.name === '' ? first : undefined;
  return {
    root,
    fields: fieldsBelow(-1),
    elements: root?.type.value.kind === 'array' ? itemsOf(root, 0, fieldsBelow(0)) : undefined,
    lost,
  };
}
