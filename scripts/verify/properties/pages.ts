import * as fc from 'fast-check';
import type { JsonObject } from '../../base/json.js';
import { pagerOf } from '../../contract/pager.js';
import type { Property } from '../property.js';
import { spread } from '../questions/random.js';
import { drawnFilters, singleFilters } from '../questions/valid-requests.js';

/** Entries that are asked for alone. */
const ALONE = 12;

/** Any page of any size, of the whole result and of filtered ones. */
export const pages: Property = {
  name: 'pages',
  class: 'pagination',
  statement: 'Pages of any number and size are asked for, of the whole result and of filtered ones.',
  cost: 80,
  applies: (contract) => pagerOf(contract)?.hasRandomAccess === true,
  run: async (session) => {
    const pager = pagerOf(session.contract);
    const [whole] = await session.collections();
    if (pager === undefined || whole === undefined) return;
    const count = whole.items.length;
    const { limit } = session.operation.everything;
    const page = (start: number, wanted: number, filters: JsonObject = {}) => {
      const size = Math.min(wanted, limit);
      return pager.request(pager.at(start, size) ?? pager.first(size), { ...whole.base, ...filters });
    };
    const sizes = [1, 2, 3, 7, 10, 20, 50, 100, count - 1, count, count + 1, 1_000].filter((size) => size >= 1);
    const starts = [0, 1, 9, 10, 11, 19, 20, 50, 99, 100, count - 2, count - 1].filter((start) => start >= 0);
    const always = [
      ...sizes.flatMap((size) =>
        [0, size, count - 1]
          .filter((start) => start >= 0 && start < Math.max(1, count))
          .map((start) => page(start, size)),
      ),
      ...starts.filter((start) => start < count).map((start) => page(start, 10)),
      // Alone on its page, an entry looks as it does among others.
      ...spread([...whole.items.keys()], ALONE).map((start) => page(start, 1)),
    ];
    await session.forAll({
      label: 'pages',
      cases: fc
        .record({
          size: fc.integer({ min: 1, max: Math.max(2, Math.min(1_000, count + 5)) }),
          start: fc.nat(Math.max(0, count - 1)),
        })
        .map(({ size, start }) => page(start, size)),
      always: [...new Map(always.map((request) => [JSON.stringify(request), request])).values()],
      ask: (request) => session.ask(request),
    });
    // A filtered result has pages like any other.
    await session.forAll({
      label: 'pages of filtered results',
      cases: fc
        .record({ filters: drawnFilters(session, whole), size: fc.integer({ min: 1, max: 9 }), number: fc.nat(2) })
        .map(({ filters, size, number }) => ({ filters, size, start: number * size })),
      always: spread(singleFilters(session, whole), 16).map((filters) => ({ filters, size: 2, start: 2 })),
      runs: Math.ceil(session.operation.settings.runs / 4),
      ask: async ({ filters, size, start }) => {
        await session.select(whole, filters);
        await session.ask(page(start, size, filters));
      },
    });
  },
};
