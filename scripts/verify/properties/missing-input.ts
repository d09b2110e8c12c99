import type { Property } from '../property.js';
import { missingRequests, plainRequest } from '../questions/bad-requests.js';

/** Requests without what is required, alone or as one of several. */
export const missingInput: Property = {
  name: 'missing-values',
  class: 'input',
  statement: 'Each required parameter is left out, and all of those of which one is needed.',
  cost: 3,
  applies: ({ parameters, atLeastOneOf }) =>
    atLeastOneOf.length > 0 || parameters.some((parameter) => parameter.required && parameter.in !== 'path'),
  run: async (session) => {
    for (const bad of missingRequests(session, await plainRequest(session))) {
      session.runs++;
      await session.ask(bad.parameters, { isBad: true });
    }
  },
};
