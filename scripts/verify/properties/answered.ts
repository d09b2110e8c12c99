import type { Property } from '../property.js';
import { plainRequest } from '../questions/bad-requests.js';

/** Requests that are sent one after the other. */
const CALLS = 20;

/** Every request is answered: of all that are sent, not of these alone. */
export const answered: Property = {
  name: 'answered',
  class: 'status',
  statement: 'Every request is answered with a complete response.',
  compares: {
    provenance: { kind: 'documented', where: 'Whole page' },
    severity: 'error',
    remedy: 'a server that can be reached',
  },
  cost: CALLS,
  alone: true,
  applies: () => true,
  run: async (session) => {
    const request = await plainRequest(session);
    for (let call = 0; call < CALLS; call++) {
      session.runs++;
      const { answer } = await session.ask(request);
      if (answer.kind === 'no-reply') return;
    }
  },
};
