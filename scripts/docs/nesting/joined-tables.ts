import type { FlatRow } from '../meaning/flat-row.js';
import type { Names } from './table-words.js';

/** A table of fields, and what stands right before it. */
export interface TableOfRows {
  readonly rows: readonly FlatRow[];
  readonly lead: string;
}

/**
 * The rows of all tables of a request or response, those of a table that lists the fields of an object behind the row of that
 * object: earlier pages have such tables one below the other, and no captions. Which object it is, the words before the
 * table say, or a sample; else it is the first one of which the page says nothing more.
 *
 * @param shown keys that the objects of a name have anywhere in the samples
 */
export function joinedTables(tables: readonly TableOfRows[], shown: Names): FlatRow[] {
  const [first, ...more] = tables;
  const all = [...(first?.rows ?? [])];
  for (const [index, { rows, lead }] of more.entries()) {
    const holder = holderOf(rows, lead, all, shown);
    if (holder < 0) {
      all.push(...rows);
      continue;
    }
    const number = index + 1;
    all[holder] = { ...(all[holder] as FlatRow), ownTable: number };
    all.splice(holder + 1, 0, ...rows.map((row) => ({ ...row, inTable: number })));
  }
  return all;
}

/** Index of the row whose fields a table lists; -1 where its rows go on with those of the table before. */
function holderOf(rows: readonly FlatRow[], lead: string, all: readonly FlatRow[], shown: Names): number {
  const names = rows.flatMap(({ name }) => (name === '' ? [] : [name]));
  const known = new Set(all.map(({ name }) => name));
  let best = -1;
  let most = 0;
  for (const [at, row] of all.entries()) {
    if (!mayHold(row)) continue;
    const ref = row.type.value.ref ?? row.type.value.items?.ref;
    const isTold = lead.split(/[^\w.-]+/).some((word) => word !== '' && (word === row.name || word === ref));
    const keys = keysBelow(row.name, shown);
    const shared = names.filter((name) => keys.has(name)).length;
    const isOpen = ref !== undefined && !all.slice(at + 1).some(({ name }) => keys.has(name));
    const share = shared / names.length;
    const score = isTold ? 4 : share >= 0.5 ? 2 + share : keys.size === 0 && isOpen ? 1 : 0;
    if (score > most) {
      most = score;
      best = at;
    }
  }
  return names.every((name) => known.has(name)) && most < 2 ? -1 : best;
}

/** Whether a row is an object, or an array of some, of which no other table lists the fields. */
function mayHold({ name, type, ownTable }: FlatRow): boolean {
  const { kind, items } = type.value;
  if (name === '' || ownTable !== undefined) return false;
  return kind === 'object' || (kind === 'array' && (items === undefined || items.kind === 'object'));
}

/** The keys that samples have below a name, or below its only key: `{"Rules": {"Rule": [{…}]}}`. */
function keysBelow(name: string, shown: Names): ReadonlySet<string> {
  const keys = shown.get(name) ?? new Set();
  const [only] = keys;
  return keys.size === 1 && only !== undefined ? new Set([...keys, ...(shown.get(only) ?? [])]) : keys;
}
