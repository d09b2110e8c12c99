import type { Json, JsonObject } from '../../base/json.js';
import { isObject, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract, Filter } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { directionOf, itemTest } from '../../judge/index.js';
import { type Rows, type Table, textOf } from './table.js';
import { readMoment } from './values.js';

/** A condition of a request: rows that an index knows, or a test for each row. */
type Condition = { readonly rows: Rows } | { readonly test: (row: number) => boolean };

/** Results that are kept, so that paging through one does not compute it anew; and the rows that they hold together. */
const maxKept = 64;
const maxKeptRows = 2_000_000;
const day = 86_400_000;

/** Finds and orders the items that a request selects. */
export class Selector {
  readonly #table: Table;
  readonly #contract: Contract;
  readonly #now: () => number;
  readonly #filters: readonly { readonly name: string; readonly filter: Filter; readonly fallback: Json | undefined }[];
  readonly #kept = new Map<string, Rows>();
  #keptRows = 0;

  /** @param now milliseconds since 1970; what "the last days" are counted back from. */
  constructor(table: Table, contract: Contract, now: () => number) {
    this.#table = table;
    this.#contract = contract;
    this.#now = now;
    this.#filters = contract.parameters.flatMap(({ name, filter, schema }) =>
      filter === undefined
        ? []
        : [{ name, filter, fallback: own(resolveSchema(schema, contract.definitions), 'default') }],
    );
  }

  /** The rows that a valid request selects, in the order that it asks for. */
  rows(request: JsonObject): Rows {
    const order = this.#order(request);
    const asked: [Filter, Json][] = [];
    for (const { name, filter, fallback } of this.#filters) {
      const value = own(request, name) ?? fallback;
      if (value !== undefined) asked.push([filter, value]);
    }
    if (order === undefined) {
      if (asked.length === 0) return this.#table.all;
      const [filter, value] = asked[0] as [Filter, Json];
      // One value of one field: the index has the answer as it is.
      if (asked.length === 1 && filter.match === 'equals' && isExact(filter))
        return this.#table.rowsWith(filter.field, textOf(value));
    }
    // What the clock moves is not kept.
    if (asked.some(([{ match }]) => match === 'within-days')) return this.#find(asked, order?.ranks);
    const key = JSON.stringify([order?.key, asked.map(([filter, value]) => [this.#keyOf(filter), value])]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const rows = this.#find(asked, order?.ranks);
    this.#keep(key, rows);
    return rows;
  }

  #keyOf(filter: Filter): number {
    return this.#filters.findIndex((candidate) => candidate.filter === filter);
  }

  #keep(key: string, rows: Rows): void {
    if (rows.length > maxKeptRows || key.length > 10_000) return;
    this.#kept.set(key, rows);
    this.#keptRows += rows.length;
    for (const [oldest, dropped] of this.#kept) {
      if (this.#kept.size <= maxKept && this.#keptRows <= maxKeptRows) break;
      this.#kept.delete(oldest);
      this.#keptRows -= dropped.length;
    }
  }

  /** Undefined where the usual order is asked for: the table has it already. */
  #order(request: JsonObject): { readonly key: string; readonly ranks: Uint32Array } | undefined {
    const { sort } = this.#contract;
    if (sort === undefined) return undefined;
    const by = own(request, sort.by);
    const field = (typeof by === 'string' && Object.hasOwn(sort.fields, by) && sort.fields[by]) || sort.default.field;
    const asked = own(request, sort.direction);
    const usual = wayOf(sort.default.direction);
    const direction = asked === undefined ? usual : wayOf(asked);
    if (field === sort.default.field && direction === usual) return undefined;
    return { key: `${field} ${direction}`, ranks: this.#table.ranks(field, direction) };
  }

  #find(asked: readonly [Filter, Json][], ranks: Uint32Array | undefined): Rows {
    const conditions = asked.map(([filter, value]) => this.#condition(filter, value));
    let rows = this.#table.all;
    const tests: ((row: number) => boolean)[] = [];
    for (const condition of conditions) {
      if ('test' in condition) tests.push(condition.test);
      else if (condition.rows.length < rows.length) {
        if (rows !== this.#table.all) tests.push(memberOf(rows));
        rows = condition.rows;
      } else if (condition.rows !== rows) tests.push(memberOf(condition.rows));
    }
    if (tests.length > 0) rows = rows.filter((row) => tests.every((test) => test(row)));
    if (ranks === undefined) return rows;
    return Uint32Array.from(rows).sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  }

  #condition(filter: Filter, value: Json): Condition {
    const table = this.#table;
    switch (filter.match) {
      case 'equals':
        if (!isExact(filter)) return this.#test(filter, value);
        return { rows: table.rowsWith(filter.field, textOf(value)) };
      case 'any-of': {
        if (!isExact(filter)) return this.#test(filter, value);
        const wanted = new Set((Array.isArray(value) ? value : [value]).map(textOf));
        return { rows: union([...wanted].map((text) => table.rowsWith(filter.field, text))) };
      }
      case 'from':
      case 'until': {
        const column = table.numbers(filter.field);
        // Only then: what is compared may be a number with a fraction, and no moment.
        const cut = (moment: number) => (filter.bound === 'second' ? Math.floor(moment / 1_000) : moment);
        const bound = cut(readMoment(value));
        const sign = filter.match === 'from' ? 1 : -1;
        const takesBound = filter.bound !== 'excluded';
        const takesMissing = filter.missing === 'selected';
        return {
          test: (row) => {
            const distance = sign * (cut(column[row] as number) - bound);
            return Number.isNaN(distance) ? takesMissing : distance > 0 || (takesBound && distance === 0);
          },
        };
      }
      case 'within-days': {
        const column = table.numbers(filter.field);
        const now = this.#now();
        const since = beginOf(filter.days ?? 'hours', Number(value), now);
        const takesMissing = filter.missing === 'selected';
        return {
          test: (row) => {
            const moment = column[row] as number;
            return Number.isNaN(moment) ? takesMissing : moment >= since && moment <= now;
          },
        };
      }
      case 'substring': {
        const part = textOf(value);
        if (filter.text !== undefined && filter.text !== 'substring') return this.#test(filter, value);
        return { test: (row) => filter.fields.some((field) => textAt(table.items[row], field).includes(part)) };
      }
      case 'any-object': {
        if (filter.combine === 'properties' || (filter.text ?? 'exact') !== 'exact') return this.#test(filter, value);
        const objects = (Array.isArray(value) ? value : [value]).filter(isObject);
        return { rows: union(objects.map((object) => this.#likeObject(filter.fields, object))) };
      }
    }
  }

  /** A filter in a meaning of its own, as the judge of answers has it. */
  #test(filter: Filter, value: Json): Condition {
    const circumstances = { now: this.#now() };
    const test = itemTest(filter, value);
    return { test: (row) => test(this.#table.items[row] as JsonObject, circumstances) !== false };
  }

  /** Rows that agree with every given property of an object, of those that a field shows. */
  #likeObject(fields: Readonly<Record<string, string>>, object: JsonObject): Rows {
    let rows = this.#table.all;
    for (const [property, field] of Object.entries(fields)) {
      const value = own(object, property);
      if (value === undefined) continue;
      const matching = this.#table.rowsWith(field, textOf(value));
      rows = rows === this.#table.all ? matching : rows.filter(memberOf(matching));
    }
    return rows;
  }
}

function isExact(filter: Extract<Filter, { match: 'equals' | 'any-of' }>): boolean {
  const { text = 'exact', about = 'shown', also } = filter;
  return text === 'exact' && about === 'shown' && also === undefined;
}

/** When the last days began: spans of 24 hours, or days of the calendar (UTC) with today or beside it. */
function beginOf(kind: 'hours' | 'calendar' | 'calendar-beside-today', days: number, now: number): number {
  if (kind === 'hours') return now - days * day;
  const today = Math.floor(now / day) * day;
  return today - (kind === 'calendar' ? days - 1 : days) * day;
}

/** The direction that a name asks for; a name that tells nothing goes up, as good as any. */
export function wayOf(name: Json): 'ascending' | 'descending' {
  return directionOf(name) ?? 'ascending';
}

function textAt(item: JsonObject | undefined, field: string): string {
  const value = at(item, field);
  return value === undefined ? '' : textOf(value);
}

/** Binary search: lists of rows are ascending. */
function memberOf(rows: Rows): (row: number) => boolean {
  return (row) => {
    let low = 0;
    let high = rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = rows[middle] as number;
      if (here === row) return true;
      if (here < row) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  };
}

function union(lists: readonly Rows[]): Rows {
  if (lists.length === 1) return lists[0] as Rows;
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  // Lists of one field do not overlap, those of several objects can.
  return all.sort().filter((row, place, sorted) => place === 0 || row !== sorted[place - 1]);
}
