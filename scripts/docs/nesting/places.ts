import type { FlatRow } from '../meaning/flat-row.js';
import { certainty } from '../page.js';
import { areAlphabetical } from './alphabet.js';
import { weigh } from './clues.js';
import { describesElement, mayHold, namesElement } from './element-rows.js';
import { isFlattened } from './flattened.js';
import { hasBelow, type OpenObject } from './open-object.js';
import { type RowWords, wordsOf } from './row-words.js';
import type { Keys } from './sample-keys.js';
import type { TableWords } from './table-words.js';

/** Where a row belongs. */
export interface Placed {
  /** Index of the row that holds it; -1 for the root. */
  readonly holder: number;
  /** An element describes all that an array, or a map, holds. A row that fits nowhere is left out. */
  readonly role: 'field' | 'element' | 'nowhere';
  /** How sure that is; see {@link certainty}. */
  readonly sure: number;
}

/** One way to read the rows so far. */
interface Reading {
  readonly top: OpenObject;
  /** Logarithm of how likely it is. */
  readonly score: number;
  readonly last: Step | undefined;
}

interface Step {
  readonly holder: number;
  readonly role: Placed['role'];
  /** How sure this is if all before it is right. */
  readonly sure: number;
  readonly before: Step | undefined;
}

/** The deepest nesting that is followed. */
const maxDepth = 40;
/** How many open objects are asked, the innermost first; the root is always one of them. */
const maxPlaces = 6;
/** How many readings are kept, and how many rows they may come to together: a long table is read with fewer. */
const maxReadings = 8;
const maxRowsRead = 6000;
/** How much less likely than the best a reading may be, as a logarithm. */
const maxLag = 6;
/**
 * How much less likely a reading becomes, as a logarithm, that has left every object that may have the next row, though a
 * sample shows it below one: where the row then has to go, nothing else is left to weigh that place against.
 */
const lossOfMisfit = 3.8;
/** The share of likelihood from which on words count as more than a guess. */
const likelyShare = 0.97;

/**
 * Finds where rows belong that follow each other. How far a row is set in decides, where the layout shows that. Else
 * everything that speaks for a place is weighed, for all rows together: a row may tell only later where those before it
 * belong.
 *
 * @param keys what the samples have at the root
 * @param isSetIn whether the layout shows how far each row is set in
 */
export function placesOf(
  rows: readonly FlatRow[],
  keys: Keys | undefined,
  table: TableWords,
  isSetIn: boolean,
): Placed[] {
  const words = wordsOf(rows, table.topic);
  const given: Given = { rows, table, isSetIn, isAlphabetical: areAlphabetical(rows) };
  const root: OpenObject = {
    holder: undefined,
    inTable: undefined,
    at: -1,
    indent: -1,
    keys,
    holds: true,
    above: undefined,
    depth: 0,
    below: undefined,
    count: 0,
    trust: certainty.certain,
  };
  let readings: Reading[] = [{ top: root, score: 0, last: undefined }];
  const most = Math.max(1, Math.min(maxReadings, Math.floor(maxRowsRead / rows.length)));
  for (const [at, row] of words.entries()) {
    const next = readings.flatMap((reading) => continued(reading, row, at, given));
    readings = best(next, most);
  }
  return settled(readings, rows.length);
}

function best(readings: Reading[], most: number): Reading[] {
  if (readings.length < 2) return readings;
  const sorted = readings.sort((a, b) => b.score - a.score);
  const least = (sorted[0] as Reading).score - maxLag;
  return sorted.slice(0, most).filter(({ score }) => score >= least);
}

/** What all readings have in common. */
interface Given {
  readonly rows: readonly FlatRow[];
  readonly table: TableWords;
  readonly isSetIn: boolean;
  readonly isAlphabetical: boolean;
}

/** The ways to read one row more. */
function continued(reading: Reading, row: RowWords, at: number, given: Given): Reading[] {
  const { rows, table, isSetIn, isAlphabetical } = given;
  const { top, score, last } = reading;
  if (top.at === at - 1 && top.at >= 0 && describesElement(row.row, top, isSetIn)) {
    return [
      {
        top: opened(row, at, top, top, rows, isSetIn),
        score,
        last: { holder: top.at, role: 'element', sure: certainty.certain, before: last },
      },
    ];
  }
  if (row.row.name === '') {
    // The first row may be the root itself.
    const holds = at === 0 && row.row.type.value.kind === 'array';
    const next = holds ? opened(row, at, top, undefined, rows, isSetIn) : top;
    return [{ top: next, score, last: { holder: -1, role: 'nowhere', sure: certainty.certain, before: last } }];
  }
  const isBehind = top.at === at - 1 && !isSetIn && namesElement(row.row, top);
  const objects = shownPlaces(isBehind ? [top] : placesFor(row, top, table, isSetIn), row.row.name);
  const isTold = objects[0]?.keys?.has(row.row.name) ?? false;
  const isMisplaced = table.shownBelow.has(row.row.name) && !objects.some((object) => mayHave(object, row.row.name));
  const misfit = isMisplaced ? lossOfMisfit : 0;
  if (objects.length === 1 || isTold) {
    const object = objects[0] as OpenObject;
    return [placed(reading, row, at, object, -misfit, isTold ? certainty.certain : object.trust, rows, isSetIn)];
  }
  const weights = objects.map((object) => weigh({ row, object, top, table, isAlphabetical }));
  const most = Math.max(...weights);
  const sum = weights.reduce((total, weight) => total + Math.exp(weight - most), 0);
  return objects.flatMap((object, index) => {
    const score = (weights[index] as number) - most - Math.log(sum);
    if (score < -maxLag) return [];
    const sure = Math.exp(score) >= likelyShare ? certainty.likely : certainty.guess;
    return [placed(reading, row, at, object, score - misfit, Math.min(sure, object.trust), rows, isSetIn)];
  });
}

/** Of some objects the one that has a name in the samples, where they show all of them and no other with it. */
function shownPlaces(objects: OpenObject[], name: string): OpenObject[] {
  const having = objects.filter(({ keys }) => keys?.has(name));
  return having.length === 1 && objects.every(({ keys }) => keys !== undefined) ? having : objects;
}

/** Whether nothing speaks against a row of a name below an object: it has none yet, and no sample shows it without one. */
function mayHave(object: OpenObject, name: string): boolean {
  return object.keys?.has(name) !== false && !hasBelow(object, name);
}

/** A reading that puts the row below an object. */
function placed(
  { score, last }: Reading,
  row: RowWords,
  at: number,
  object: OpenObject,
  share: number,
  sure: number,
  rows: readonly FlatRow[],
  isSetIn: boolean,
): Reading {
  const trust = sure === certainty.guess ? sure : certainty.certain;
  const grown = { ...object, below: { row, before: object.below }, count: object.count + 1, trust };
  return {
    top: opened(row, at, grown, undefined, rows, isSetIn),
    score: score + share,
    last: { holder: object.at, role: 'field', sure, before: last },
  };
}

/** The open objects to which a row may belong, the innermost first. */
function placesFor(row: RowWords, top: OpenObject, table: TableWords, isSetIn: boolean): OpenObject[] {
  const objects: OpenObject[] = [];
  const { name } = row.row;
  const isOutside = (table.outside.has(name) && !hasBelow(rootOf(top), name)) || isFlattened(name);
  const { inTable } = row.row;
  for (let one: OpenObject | undefined = top; one !== undefined; one = one.above) {
    if (one.inTable !== inTable) continue;
    if (inTable !== undefined && one.holder?.row.ownTable === inTable && isSetIn) return [one];
    if (isSetIn || isOutside) {
      if (one.above === undefined || (isSetIn && one.holds && (row.row.indent ?? 0) > one.indent)) return [one];
    } else if (
      (one.holds || one.holder?.row.ownTable !== undefined) &&
      (one.above === undefined || !hasBelow(one, row.row.name))
    )
      objects.push(one);
  }
  // A name that all have is a second one at the root.
  const free = objects.filter((one) => one.above !== undefined || !hasBelow(one, row.row.name));
  if (free.length === 0) return objects;
  return free.length <= maxPlaces ? free : [...free.slice(0, maxPlaces - 1), free.at(-1) as OpenObject];
}

function rootOf(top: OpenObject): OpenObject {
  let root = top;
  while (root.above !== undefined) root = root.above;
  return root;
}

/**
 * The innermost open object after a row: that of the row, where it has one.
 *
 * @param around the object that the row is below; for a row of elements, that of the array
 * @param array what the row describes the elements of
 */
function opened(
  row: RowWords,
  at: number,
  around: OpenObject,
  array: OpenObject | undefined,
  rows: readonly FlatRow[],
  isSetIn: boolean,
): OpenObject {
  const outer = (array === undefined ? around : array.above) as OpenObject;
  const depth = (array ?? outer).depth + 1;
  const { kind, ref } = row.row.type.value;
  if ((kind !== 'array' && kind !== 'object') || (kind === 'object' && ref !== undefined) || depth > maxDepth)
    return outer;
  const keys = withinWrapper(keysBelow(row, outer, array), rows);
  const own = row.row.indent ?? 0;
  // Rows that are set in as far as the row of the elements stand beside it, below the array.
  const isBeside = array !== undefined && isSetIn && (rows[at + 1]?.indent ?? 0) <= own;
  return {
    holder: array?.holder === undefined ? row : ofElements(row, array.holder),
    inTable: row.row.ownTable ?? array?.inTable ?? outer.inTable,
    at,
    indent: isBeside ? array.indent : own,
    keys,
    holds: kind === 'object' || mayHold(row.row.type.value, keys) || (isSetIn && (rows[at + 1]?.indent ?? 0) > own),
    above: outer,
    depth,
    below: undefined,
    count: 0,
    trust: certainty.certain,
  };
}

/** What the samples have below a row. */
function keysBelow({ row }: RowWords, outer: OpenObject, array: OpenObject | undefined): Keys | undefined {
  if (array === undefined) return row.name === '' ? outer.keys : outer.keys?.below(row.name);
  return array.holder?.row.type.value.kind === 'object' ? array.keys?.each() : array.keys;
}

/**
 * What stands below the one key of which no row tells: `{"Rules": {"Rule": […]}}`, where the fields of the rules follow the row
 * of `Rules`.
 */
function withinWrapper(keys: Keys | undefined, rows: readonly FlatRow[]): Keys | undefined {
  if (keys?.only === undefined || rows.some(({ name }) => name === keys.only)) return keys;
  return keys.isEmpty(keys.only) ? undefined : (keys.below(keys.only) ?? keys);
}

/** The row of the elements with the name and the words of the array's, which mostly say what the elements are. */
function ofElements(element: RowWords, array: RowWords): RowWords {
  const union = (one: ReadonlySet<string>, other: ReadonlySet<string>) => new Set([...one, ...other]);
  return {
    row: { ...element.row, name: array.row.name },
    start: element.start,
    ahead: element.ahead,
    name: array.name,
    noun: array.noun,
    words: union(array.words, element.words),
    own: union(array.own, element.own),
    telling: union(array.telling, element.telling),
    wholes: union(array.wholes, element.wholes),
    tokens: union(array.tokens, element.tokens),
  };
}

/** The places of the best reading, and how many of the others, by their likelihood, have them too. */
function settled(readings: readonly Reading[], count: number): Placed[] {
  const most = Math.max(...readings.map(({ score }) => score));
  const shares = readings.map(({ score }) => Math.exp(score - most));
  const sum = shares.reduce((total, share) => total + share, 0);
  const steps = readings.map(({ last }) => listOf(last, count));
  return (steps[0] ?? []).map(({ holder, role, sure }, index) => {
    let share = 0;
    for (const [one, list] of steps.entries())
      if (list[index]?.holder === holder && list[index]?.role === role) share += shares[one] as number;
    return { holder, role, sure: share / sum >= likelyShare ? sure : certainty.guess };
  });
}

function listOf(last: Step | undefined, count: number): Step[] {
  const list: Step[] = new Array(count);
  let at = count;
  for (let one = last; one !== undefined; one = one.before) list[--at] = one;
  return list;
}
