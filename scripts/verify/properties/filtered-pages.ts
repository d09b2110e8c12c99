import * as fc from 'fast-check';
import type { Property } from '../property.js';
import { spread } from '../questions/random.js';
import { drawnFilters, singleFilters } from '../questions/valid-requests.js';

/** Pages that the whole result is read in at most: what a filter leaves of it has fewer. */
const MOST_PAGES = 18;

/** Walks through filtered results. */
export const filteredPages: Property = {
  name: 'filtered-walks',
  class: 'filters',
  statement: 'Filtered results are read page by page.',
  cost: 150,
  applies: ({ pagination, parameters }) =>
    pagination !== undefined && parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    const [whole] = await session.collections();
    if (whole === undefined) return;
    await session.forAll({
      label: 'walks',
      cases: fc.record({ filters: drawnFilters(session, whole), size: fc.integer({ min: 3, max: 20 }) }),
      always: spread(singleFilters(session, whole), 20).map((filters) => ({ filters, size: 6 })),
      runs: Math.ceil(session.operation.settings.runs / 2),
      ask: ({ filters, size }) =>
        session.walk({ ...whole.base, ...filters }, Math.max(size, Math.ceil(whole.items.length / MOST_PAGES))),
    });
  },
};
