import type { Property } from '../property.js';
import { type BadRequest, invalidRequests, plainRequest } from '../questions/bad-requests.js';

/** Values outside of what the contract allows. */
export const invalidInput: Property = {
  name: 'invalid-values',
  class: 'input',
  statement: 'Each parameter is given values outside of its type, its enum and its limits.',
  cost: 100,
  applies: ({ parameters }) => parameters.length > 0,
  run: async (session) => {
    const base = await plainRequest(session);
    for (const parameter of session.contract.parameters) {
      await session.forAll<BadRequest>({
        label: parameter.name,
        always: invalidRequests(session, base, parameter),
        ask: (bad) => session.ask(bad.parameters, { as: bad.as, isBad: true }),
      });
    }
  },
};
