import { isObject, type Json } from '../../base/json.js';
import type { FlatRow } from '../meaning/flat-row.js';
import { certainty, type PageType } from '../page.js';

/** How many values of the samples are looked at, and how deep. */
const maxValues = 20_000;
const maxDepth = 60;

/**
 * Rows of which the page names no type, with that of the values that the samples have at their name: older pages leave the
 * cell empty where an object or its list stands. A row whose name is the type of another, that others are set in below, or that has nothing but its name, is an object.
 * References to types go: the fields of an object follow it in the same table.
 */
export function withShownTypes(rows: readonly FlatRow[], samples: readonly Json[]): FlatRow[] {
  const shown = shownKinds(samples);
  const refs = new Set(rows.flatMap(({ type }) => type.value.ref ?? type.value.items?.ref ?? []));
  return rows.map((row, index) => {
    const { type } = row;
    const isHolder = (rows[index + 1]?.indent ?? 0) > (row.indent ?? 0);
    if (type.value.kind !== 'any' || type.confidence > certainty.guess)
      return { ...row, type: { ...type, value: withoutRef(type.value) } };
    const before = rows[index - 1]?.name ?? '';
    const stated =
      shown.get(`${before} ${row.name}`) ??
      shown.get(row.name) ??
      (refs.has(row.name) || isBare(row) ? 'object' : 'other');
    const kind = stated === 'other' && isHolder ? 'object' : stated;
    if (kind === 'other') return row;
    const value: PageType = kind === 'array' ? { kind, items: { kind: 'object' } } : { kind };
    return { ...row, type: { ...type, value } };
  });
}

function withoutRef({ ref: _, items, ...type }: PageType): PageType {
  return items === undefined ? type : { ...type, items: withoutRef(items) };
}

/** Whether a row has nothing but its name: it is there for those that follow. */
function isBare({ lacksType, facts }: FlatRow): boolean {
  return lacksType && facts.prose === undefined && facts.example === undefined;
}

type Kind = 'object' | 'array' | 'other';

/**
 * What the names have in the samples, by name and by name below name: nothing but objects, nothing but arrays of objects, or
 * other things as well. Arrays that are empty wherever they stand are taken for those of objects.
 */
function shownKinds(samples: readonly Json[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  const empty = new Set<string>();
  const open = samples.map((value) => ({ value, holder: '', depth: 0 }));
  for (let at = 0; at < open.length && at < maxValues; at++) {
    const { value, holder, depth } = open[at] as { value: Json; holder: string; depth: number };
    if (depth > maxDepth) continue;
    if (Array.isArray(value))
      for (const element of value.slice(0, 20)) open.push({ value: element, holder, depth: depth + 1 });
    else if (isObject(value)) {
      for (const [name, below] of Object.entries(value)) {
        const kind = kindOf(below);
        for (const key of [name, `${holder} ${name}`]) {
          const before = kinds.get(key);
          if (kind === undefined) empty.add(key);
          else kinds.set(key, before === undefined || before === kind ? kind : 'other');
        }
        open.push({ value: below, holder: name, depth: depth + 1 });
      }
    }
  }
  for (const name of empty) if (!kinds.has(name)) kinds.set(name, 'array');
  return kinds;
}

/** Undefined for an empty array, which shows nothing of its elements. */
function kindOf(value: Json): Kind | undefined {
  if (isObject(value)) return 'object';
  if (!Array.isArray(value)) return 'other';
  return value.length === 0 ? undefined : value.every(isObject) ? 'array' : 'other';
}
