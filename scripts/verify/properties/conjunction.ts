import type { Property } from '../property.js';
import { filterParameters } from '../questions/filter-values.js';
import { drawnFilters, pairsOfFilters } from '../questions/valid-requests.js';

/** Several filters together: every two of them, and more. */
export const conjunction: Property = {
  name: 'filters-together',
  class: 'filters',
  statement:
    'Filters are asked for together: every two of them with values that exclude each other’s entries, and more of them.',
  cost: 100,
  applies: ({ parameters }) => parameters.filter((parameter) => parameter.filter !== undefined).length > 1,
  run: async (session) => {
    const { runs } = session.operation.settings;
    const collections = await session.collections();
    for (const collection of collections) {
      await session.forAll({
        label: `filters of ${JSON.stringify(collection.base)}`,
        cases: drawnFilters(session, collection),
        always: pairsOfFilters(session, collection),
        runs: Math.ceil((runs * Math.max(2, Math.min(4, filterParameters(session).length / 3))) / collections.length),
        ask: (filters) => session.select(collection, filters),
      });
    }
  },
};
