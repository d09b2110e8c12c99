import { jsonText } from '../../base/json.js';
import type { Property } from '../property.js';
import { drawnRequests } from '../questions/drawn-requests.js';
import { validRequests } from '../questions/valid-requests.js';

/**
 * Valid requests: filters together, on pages of all sizes. Alone, every filter is asked for by others. What no filter
 * tells apart is drawn from the schemas of all parameters and of the body.
 */
export const validRequest: Property = {
  name: 'valid-requests',
  class: 'schema',
  statement: 'Valid requests are sent: filters together, on pages of all sizes; without filters, whatever is allowed.',
  cost: 60,
  applies: () => true,
  run: async (session) => {
    const hasFilters = session.contract.parameters.some(({ filter }) => filter !== undefined);
    const { cases, runs } = hasFilters ? await validRequests(session) : drawnRequests(session);
    const asked = new Set<string>();
    await session.forAll({
      label: 'valid requests',
      cases,
      runs,
      ask: async (request) => {
        const text = jsonText(request);
        if (asked.has(text)) return;
        asked.add(text);
        await session.ask(request);
      },
    });
  },
};
