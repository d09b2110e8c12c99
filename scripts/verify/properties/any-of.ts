import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Property } from '../property.js';
import { filterParameters, filterValues, takesList } from '../questions/filter-values.js';
import { spread } from '../questions/random.js';

/** Looked-up entities whose entries are asked for by several values: one is like the other. */
const MOST_COLLECTIONS = 4;

/** Several values of one filter: the first counts, the last counts, and so do all between. */
export const anyOf: Property = {
  name: 'several-values',
  class: 'filters',
  statement: 'Filters that take lists are given several values, in any order and number.',
  cost: 60,
  applies: ({ parameters }) =>
    parameters.some(({ filter }) => filter?.match === 'any-of' || filter?.match === 'any-object'),
  run: async (session) => {
    const { runs } = session.operation.settings;
    for (const collection of spread(await session.collections(), MOST_COLLECTIONS)) {
      for (const parameter of filterParameters(session)) {
        if (!takesList(session, parameter)) continue;
        const values = filterValues(session, parameter, collection);
        if (values.length === 0) continue;
        const wrap = (list: readonly Json[]): JsonObject => {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, [...list]);
          return filters;
        };
        const [first, second = first, third = second] = values as [Json, Json?, Json?];
        const last = values.at(-1) as Json;
        const lists = [
          [first, second],
          [second, first],
          [first, second, third],
          [third, last, first],
          [first, first],
          [last, first],
          values.slice(0, 12),
          values.slice(0, 12).reverse(),
          values.slice(1),
          values,
        ] as Json[][];
        await session.forAll({
          label: `${parameter.name} of ${JSON.stringify(collection.base)}`,
          cases: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 6 }),
          always: lists.filter((list) => list.length > 0),
          runs: Math.ceil(runs / 3),
          ask: (list) => session.select(collection, wrap(list)),
        });
      }
    }
  },
};
