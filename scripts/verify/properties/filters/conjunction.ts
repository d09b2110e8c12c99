import { collectionsOf } from '../../collection.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import { filterParameters } from '../../selection.js';
import { drawnFilters, pairsOfFilters } from '../../valid-requests.js';

/** Several filters together: every one of them restricts the result. */
export const conjunction: Property = {
  name: 'conjunction',
  class: 'filters',
  severity: 'error',
  statement: 'Several filters together return exactly the entries that match all of them.',
  source:
    'inferred: each parameter restricts the result, and no page says that one of them stops when another is given',
  applies: ({ parameters }) => parameters.filter((parameter) => parameter.filter !== undefined).length > 1,
  run: async (session) => {
    const { runs } = session.operation.settings;
    const collections = await collectionsOf(session);
    for (const collection of collections) {
      await session.forAll({
        label: `filters of ${JSON.stringify(collection.base)}`,
        cases: drawnFilters(session, collection),
        always: pairsOfFilters(session, collection),
        runs: Math.ceil((runs * Math.max(2, Math.min(4, filterParameters(session).length / 3))) / collections.length),
        judge: (filters) => judgeFilters(session, collection, filters),
      });
    }
  },
};
