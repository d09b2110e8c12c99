import type { Json, JsonObject } from '../../base/json.js';
import { reader } from '../../base/pointer.js';
import { readMoment } from './values.js';

/** Rows of a table, by their numbers, ascending. */
export type Rows = Uint32Array;

/**
 * Items in their usual order, with what makes looking them up cheap. Indexes and columns are made when first needed.
 *
 * Values are compared as text: a request names them as text, and may spell a number as such.
 */
export class Table {
  readonly items: readonly JsonObject[];
  readonly all: Rows;
  readonly #postings = new Map<string, ReadonlyMap<string, Rows>>();
  readonly #moments = new Map<string, Float64Array>();
  readonly #ranks = new Map<string, Uint32Array>();

  constructor(items: readonly JsonObject[]) {
    this.items = items;
    this.all = Uint32Array.from(items.keys());
  }

  /** The rows with a value in a field. */
  rowsWith(field: string, value: string): Rows {
    let postings = this.#postings.get(field);
    if (postings === undefined) {
      const lists = new Map<string, number[]>();
      const read = reader(field);
      for (const [row, item] of this.items.entries()) {
        const here = read(item);
        if (here === undefined) continue;
        const list = lists.get(textOf(here));
        if (list === undefined) lists.set(textOf(here), [row]);
        else list.push(row);
      }
      postings = new Map([...lists].map(([key, list]) => [key, Uint32Array.from(list)]));
      this.#postings.set(field, postings);
    }
    return postings.get(value) ?? none;
  }

  /** The moment or number in a field of each row; NaN where there is none. */
  numbers(field: string): Float64Array {
    let column = this.#moments.get(field);
    if (column === undefined) {
      const read = reader(field);
      column = Float64Array.from(this.items, (item) => readMoment(read(item)));
      this.#moments.set(field, column);
    }
    return column;
  }

  /** The place of each row when all are sorted by a field; items without the field come first. Ties keep their order. */
  ranks(field: string, direction: 'ascending' | 'descending'): Uint32Array {
    const key = `${direction} ${field}`;
    let ranks = this.#ranks.get(key);
    if (ranks === undefined) {
      const values = this.items.map(reader(field));
      ranks = values.every((value) => typeof value === 'number')
        ? ranksOfNumbers(Float64Array.from(values), direction)
        : ranksOf(values, direction);
      this.#ranks.set(key, ranks);
    }
    return ranks;
  }
}

const none: Rows = new Uint32Array(0);

function ranksOf(values: readonly (Json | undefined)[], direction: 'ascending' | 'descending'): Uint32Array {
  const sign = direction === 'ascending' ? 1 : -1;
  const order = [...values.keys()].sort((a, b) => sign * compare(values[a], values[b]) || a - b);
  const ranks = new Uint32Array(order.length);
  for (const [rank, row] of order.entries()) ranks[row] = rank;
  return ranks;
}

/** The same of numbers, in a third of the time: they are sorted without asking back, and each row finds its place. */
function ranksOfNumbers(values: Float64Array, direction: 'ascending' | 'descending'): Uint32Array {
  const sorted = Float64Array.from(values).sort();
  const ranks = new Uint32Array(values.length);
  /** Rows that have found their place among alike ones, by the place of the first of these. */
  const taken = new Uint32Array(values.length);
  // From the last row on where the order goes down: alike ones stay in the order of their rows.
  const isUp = direction === 'ascending';
  for (let step = 0; step < values.length; step++) {
    const row = isUp ? step : values.length - 1 - step;
    const first = placeOf(values[row] as number, sorted);
    const place = first + (taken[first] as number);
    taken[first] = (taken[first] as number) + 1;
    ranks[row] = isUp ? place : values.length - 1 - place;
  }
  return ranks;
}

/** The first place of a number in a sorted list that has it. */
function placeOf(value: number, sorted: Float64Array): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A value as requests spell it. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers by size, other values by their text, code unit by code unit: no locale has a say. */
function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
