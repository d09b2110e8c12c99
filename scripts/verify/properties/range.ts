import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import { rangesOf } from '../../judge/index.js';
import type { Property } from '../property.js';
import { type FilterParameter, filterValues } from '../questions/filter-values.js';

/** Both bounds of a range together. */
export const range: Property = {
  name: 'ranges',
  class: 'filters',
  statement: 'Both bounds of a range are asked for together: wide, narrow, of a single moment, and reversed.',
  cost: 40,
  applies: (contract) => rangesOf(contract).length > 0,
  run: async (session) => {
    for (const collection of await session.collections()) {
      for (const { from, until } of rangesOf(session.contract)) {
        const start = session.contract.parameters.find(({ name }) => name === from) as FilterParameter;
        const values = filterValues(session, start, collection).filter((value) => typeof value === 'number');
        if (values.length === 0) continue;
        const sorted = [...values].sort((a, b) => a - b);
        const wrap = (start: Json, end: Json): JsonObject => {
          const filters: JsonObject = {};
          setOwn(filters, from, start);
          setOwn(filters, until, end);
          return filters;
        };
        const first = sorted[0] as number;
        const last = sorted.at(-1) as number;
        const middle = sorted[Math.floor(sorted.length / 2)] as number;
        await session.forAll({
          label: `${from} to ${until}`,
          cases: fc
            .tuple(fc.constantFrom(...sorted), fc.constantFrom(...sorted))
            .map(([start, end]) => wrap(Math.min(start, end), Math.max(start, end))),
          always: [
            wrap(first, last),
            wrap(first, middle),
            wrap(middle, last),
            ...values.slice(0, 6).map((value) => wrap(value, value)),
            wrap(last, first),
          ],
          ask: (filters) => session.select(collection, filters),
        });
      }
    }
  },
};
