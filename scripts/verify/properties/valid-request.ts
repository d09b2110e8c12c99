import { jsonText } from '../../base/json.js';
import type { Property } from '../property.js';
import { validRequests } from '../questions/valid-requests.js';

/** Valid requests: filters together, on pages of all sizes. Alone, every filter is asked for by others. */
export const validRequest: Property = {
  name: 'valid-requests',
  class: 'schema',
  statement: 'Valid requests are sent: filters together, on pages of all sizes.',
  cost: 60,
  applies: () => true,
  run: async (session) => {
    const { cases, runs } = await validRequests(session);
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
