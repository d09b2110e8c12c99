import * as fc from 'fast-check';
import { successBody } from '../../../contract/responses.js';
import { type BadRequest, invalidRequests, plainRequest } from '../../bad-requests.js';
import { collectionsOf } from '../../collection.js';
import { complain } from '../../complaint.js';
import { isClientError, noReply } from '../../judge.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import { judgeRefusal } from '../../refusal.js';

/** Values outside of what the contract allows are refused, as the client's fault. */
export const invalidInput: Property = {
  name: 'invalid-input',
  class: 'input',
  severity: 'error',
  statement:
    'An invalid value is a client error with the documented code: never a result, never a failure of the server.',
  source: 'documented: the type and the values of each parameter, and the errors about parameters',
  applies: ({ parameters }) => parameters.length > 0,
  run: async (session) => {
    const base = await plainRequest(session);
    const [whole] = await collectionsOf(session);
    for (const parameter of session.contract.parameters) {
      const requests = invalidRequests(session, base, parameter);
      if (requests.length === 0) continue;
      await session.forAll<BadRequest>({
        label: parameter.name,
        cases: fc.constantFrom(...requests),
        always: requests,
        runs: 0,
        judge: async (bad) => {
          const answer = await session.ask(bad.parameters, { as: bad.as });
          if (!bad.isDisputable) return judgeRefusal(session.operation, answer, bad);
          if (answer.kind === 'no-reply') return [noReply(answer)];
          if (isClientError(answer.status)) return [];
          if (answer.status !== successBody(session.contract).status) {
            const message = `${bad.label} is answered with status ${answer.status}`;
            return [complain(answer, message, 'a result or a client error', answer.status)];
          }
          // Taken as it is, it has to mean what it says.
          if (whole === undefined || parameter.filter === undefined) return [];
          return judgeFilters(session, whole, { [parameter.name]: bad.parameters[parameter.name] as never });
        },
      });
    }
  },
};
