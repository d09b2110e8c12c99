import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import { pagerOf } from '../../contract/pager.js';
import { itemTest, selects } from '../../judge/index.js';
import type { Session } from '../session.js';
import { asParameter, type FilterParameter, filterParameters, filterValues, takesList } from './filter-values.js';
import { spread } from './random.js';
import type { Collection } from './result.js';

/** Filters that are drawn together at most. */
const MAX_TOGETHER = 4;

/** Every filter alone, with every value worth asking for. */
export function singleFilters(session: Session, collection: Collection): JsonObject[] {
  return filterParameters(session).flatMap((parameter) =>
    filterValues(session, parameter, collection).map((value) => {
      const filters: JsonObject = {};
      setOwn(filters, parameter.name, asParameter(session, parameter, [value]));
      return filters;
    }),
  );
}

/** Every filter alone, with so many of its values that leave something out and something in. */
export function filtersOfEach(session: Session, collection: Collection, count: number): JsonObject[] {
  const circumstances = { now: Date.now() };
  return filterParameters(session).flatMap((parameter) => {
    const selected = filterValues(session, parameter, collection).map((value) => {
      const test = itemTest(parameter.filter, asParameter(session, parameter, [value]));
      return { value, size: collection.items.filter((item) => test(item, circumstances) === true).length };
    });
    const telling = selected.filter(({ size }) => size > 0 && size < collection.items.length);
    return spread(telling, count).map(({ value }) => {
      const filters: JsonObject = {};
      setOwn(filters, parameter.name, asParameter(session, parameter, [value]));
      return filters;
    });
  });
}

/**
 * Several filters together. Most of them have their values from one and the same item, so that something is left to be
 * selected.
 */
export function drawnFilters(session: Session, collection: Collection): fc.Arbitrary<JsonObject> {
  const parameters = filterParameters(session);
  if (parameters.length === 0) return fc.constant({});
  const items = collection.items.length === 0 ? [null] : collection.items;
  const pools = new Map<string, ReturnType<typeof filterValues>>();
  const poolOf = (index: number, item: number | undefined) => {
    const parameter = parameters[index] as (typeof parameters)[number];
    const key = `${index} ${item}`;
    let pool = pools.get(key);
    if (pool === undefined) {
      const source = item === undefined ? collection : { ...collection, items: [items[item] as never] };
      pool = filterValues(session, parameter, source);
      pools.set(key, pool);
    }
    return pool;
  };
  const choice = fc.record({
    parameter: fc.nat(parameters.length - 1),
    place: fc.nat(1_000),
    others: fc.array(fc.nat(1_000), { maxLength: 3 }),
    isForeign: fc.boolean(),
  });
  return fc
    .tuple(
      fc.nat(items.length - 1),
      fc.uniqueArray(choice, {
        minLength: 1,
        maxLength: MAX_TOGETHER,
        selector: (one) => one.parameter,
      }),
      fc.nat(5),
    )
    .map(([item, choices, luck]) => {
      const filters: JsonObject = {};
      for (const { parameter: index, place, others, isForeign } of choices) {
        const parameter = parameters[index] as (typeof parameters)[number];
        const own = poolOf(index, item);
        const all = poolOf(index, undefined);
        // The first value of an item's own pool is the one that it has.
        const value = isForeign && luck === 0 ? all[place % all.length] : (own[0] ?? all[place % all.length]);
        if (value === undefined) continue;
        const more = takesList(session, parameter) ? others.flatMap((other) => all[other % all.length] ?? []) : [];
        setOwn(filters, parameter.name, asParameter(session, parameter, [value, ...more]));
      }
      return filters;
    });
}

/** Items that pairs of filters take their values from. */
const WITNESSES = 12;

/**
 * Every two filters, with values such that each of them excludes something that the other one lets pass, so that
 * neither can be forgotten without notice.
 */
export function pairsOfFilters(session: Session, collection: Collection): JsonObject[] {
  const now = Date.now();
  const items = spread(collection.items, WITNESSES);
  const known = filterParameters(session).map((parameter) => ({
    parameter,
    values: items.map((item) => filterValues(session, parameter, { ...collection, items: [item] })[0]),
  }));
  const lets = ({ filter }: FilterParameter, value: Json, item: Json) =>
    selects(filter, value, item, { now }) !== false;
  return known.flatMap((one, index) =>
    known.slice(index + 1).flatMap((other): JsonObject[] => {
      for (const [i, a] of one.values.entries()) {
        for (const [j, b] of other.values.entries()) {
          if (a === undefined || b === undefined) continue;
          if (lets(other.parameter, b, items[i] as Json) || lets(one.parameter, a, items[j] as Json)) continue;
          const filters: JsonObject = {};
          setOwn(filters, one.parameter.name, asParameter(session, one.parameter, [a]));
          setOwn(filters, other.parameter.name, asParameter(session, other.parameter, [b]));
          return [filters];
        }
      }
      return [];
    }),
  );
}

/** Valid requests of every kind that selects something: every filter alone, and several together, on pages of all sizes. */
export async function validRequests(
  session: Session,
): Promise<{ cases: fc.Arbitrary<JsonObject>; always: JsonObject[]; runs: number }> {
  const pager = pagerOf(session.contract);
  const collections = await session.collections();
  const { runs } = session.operation.settings;
  const nothing = { cases: fc.constant<JsonObject>({}), always: [], runs: 0 };
  if (collections.length === 0) return nothing;
  const { limit } = session.operation.everything;
  const paged = (base: JsonObject, filters: JsonObject, wanted: number, page: number) => {
    const size = Math.min(wanted, limit);
    const request = { ...base, ...filters };
    if (pager === undefined) return request;
    return pager.request(pager.at(page * size, size) ?? pager.first(size), request);
  };
  const arbitraries = collections.map((collection) =>
    fc
      .tuple(drawnFilters(session, collection), fc.integer({ min: 1, max: 100 }), fc.nat(2))
      .map(([filters, size, page]) => paged(collection.base, filters, size, page)),
  );
  return {
    cases: fc.oneof(...arbitraries),
    always: collections.flatMap((collection) =>
      singleFilters(session, collection).map((filters) =>
        paged(collection.base, filters, Math.min(1_000, Math.max(1, collection.items.length)), 0),
      ),
    ),
    runs,
  };
}
