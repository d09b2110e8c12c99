import * as fc from 'fast-check';
import { type BadRequest, missingRequests, plainRequest } from '../../bad-requests.js';
import type { Property } from '../../property.js';
import { judgeRefusal } from '../../refusal.js';

/** What is required, alone or as one of several, has to be there. */
export const missingInput: Property = {
  name: 'missing-input',
  class: 'input',
  severity: 'error',
  statement:
    'A request without a required parameter, or without any of those of which one is needed, is a client error.',
  source: 'documented: which parameters are required',
  applies: ({ parameters, atLeastOneOf }) =>
    atLeastOneOf.length > 0 || parameters.some((parameter) => parameter.required && parameter.in !== 'path'),
  run: async (session) => {
    const requests = missingRequests(session, await plainRequest(session));
    for (const request of requests) {
      await session.forAll<BadRequest>({
        label: request.label,
        cases: fc.constant(request),
        runs: 1,
        judge: async (bad) => judgeRefusal(session.operation, await session.ask(bad.parameters), bad),
      });
    }
  },
};
