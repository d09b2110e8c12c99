import type { Property } from '../property.js';
import { spread } from '../questions/random.js';
import { validRequests } from '../questions/valid-requests.js';

/** Questions that are asked again, so that answers to the same one can be compared. */
export const repeats: Property = {
  name: 'asked-again',
  class: 'cross-response',
  statement: 'Questions of every kind are asked three times over.',
  cost: 100,
  alone: true,
  applies: ({ pagination, lookup }) => pagination !== undefined || lookup !== undefined,
  run: async (session) => {
    const { cases, always, runs } = await validRequests(session);
    await session.forAll({
      label: 'questions',
      cases,
      always: spread(always, 20),
      runs: Math.ceil(runs / 2),
      ask: async (request) => {
        for (let time = 0; time < 3; time++) await session.ask(request);
      },
    });
  },
};
