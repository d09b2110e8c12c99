import type { Property } from '../property.js';
import { validRequests } from '../questions/valid-requests.js';

/** Valid requests of every kind: every filter alone, and several together, on pages of all sizes. */
export const validRequest: Property = {
  name: 'valid-requests',
  class: 'schema',
  statement: 'Valid requests of every kind are sent: filters alone and together, on pages of all sizes.',
  cost: 60,
  applies: () => true,
  run: async (session) => {
    const { cases, always, runs } = await validRequests(session);
    if (always.length + runs === 0) return;
    await session.forAll({
      label: 'valid requests',
      cases,
      always,
      runs,
      ask: (request) => session.ask(request, { isShared: true }),
    });
  },
};
