import { isObject, type Json } from '../../base/json.js';
import type { FlatRow } from '../meaning/flat-row.js';

/** What a page says of names, wherever it says it. */
export interface TableWords {
  /** Words that the whole page is about: they tie a row to nothing. */
  readonly topic: ReadonlySet<string>;
  /** Names that are outside of all objects, whatever their words say: those in the path of the URI. */
  readonly outside: ReadonlySet<string>;
  /** Names that the page writes below others: `Rules.N.Port` gives `Port` below `Rules`. */
  readonly paths: Names;
  /** Keys that the objects of a name have anywhere in the samples. */
  readonly shown: Names;
  /** All of these keys: names that some object of a sample has, other than its root. */
  readonly shownBelow: ReadonlySet<string>;
  /** Names that an object of a sample has beside others. */
  readonly beside: Names;
  /** Names that come right behind others, and how often, in the tables of the page. */
  readonly behind: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** What the samples of a page say of names. */
export type SampleNames = Pick<TableWords, 'shown' | 'shownBelow' | 'beside'>;

/** How much of one text is looked at for names. */
const maxText = 4000;
/** How many values of the samples are looked at, how deep, and how many keys of one object. */
const maxValues = 20_000;
const maxDepth = 60;
const maxKeys = 60;

/**
 * Gathers what a page says of names.
 *
 * @param tables the rows of the tables of fields
 * @param texts what else may mention names: codes and messages of errors
 * @param samples what the samples say of them
 */
export function tableWords(
  topic: ReadonlySet<string>,
  outside: ReadonlySet<string>,
  tables: readonly (readonly FlatRow[])[],
  texts: readonly string[],
  samples: SampleNames,
): TableWords {
  const prose = tables.flat().map((row) => row.facts.prose?.text ?? '');
  return { topic, outside, paths: pathsIn([...prose, ...texts]), ...samples, behind: orderIn(tables) };
}

function pathsIn(texts: readonly string[]): Names {
  const paths = new Map<string, Set<string>>();
  const path = /\b[A-Za-z]\w{1,60}(?:\.(?:[A-Za-z]\w{0,60}|\d{1,3}|\{\w\}|#)){1,8}/g;
  for (const text of texts) {
    for (const [found] of text.slice(0, maxText).matchAll(path)) {
      const steps = found.split('.').filter((step) => /^[A-Za-z]\w/.test(step));
      for (const [index, step] of steps.slice(1).entries()) add(paths, steps[index] as string, step);
    }
  }
  return paths;
}

/** Gathers what samples say of names. */
export function namesIn(samples: readonly Json[]): SampleNames {
  const shown = new Map<string, Set<string>>();
  const beside = new Map<string, Set<string>>();
  const open: { value: Json; name: string; depth: number }[] = samples.map((value) => ({ value, name: '', depth: 0 }));
  for (let at = 0; at < open.length && at < maxValues; at++) {
    const { value, name, depth } = open[at] as { value: Json; name: string; depth: number };
    if (depth > maxDepth) continue;
    if (Array.isArray(value)) {
      for (const element of value.slice(0, 20)) open.push({ value: element, name, depth: depth + 1 });
    } else if (isObject(value)) {
      const keys = Object.keys(value).slice(0, maxKeys);
      for (const key of keys) {
        if (name !== '') add(shown, name, key);
        for (const other of keys) if (depth > 0 && other !== key) add(beside, key, other);
        open.push({ value: value[key] as Json, name: key, depth: depth + 1 });
      }
    }
  }
  return { shown, shownBelow: new Set([...shown.values()].flatMap((keys) => [...keys])), beside };
}

function orderIn(tables: readonly (readonly FlatRow[])[]): TableWords['behind'] {
  const behind = new Map<string, Map<string, number>>();
  for (const rows of tables) {
    for (const [index, { name }] of rows.slice(1).entries()) {
      const before = rows[index]?.name as string;
      const counts = behind.get(before);
      if (counts === undefined) behind.set(before, new Map([[name, 1]]));
      else counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return behind;
}

function add(map: Map<string, Set<string>>, name: string, other: string): void {
  const set = map.get(name);
  if (set === undefined) map.set(name, new Set([other]));
  else set.add(other);
}
