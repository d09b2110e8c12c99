import { errorBodies, successBody } from '../../../contract/responses.js';
import { badRequests } from '../../bad-requests.js';
import { judgeDeclared } from '../../judge.js';
import type { Property } from '../../property.js';

/** Errors are reported with a documented status, in the vendor's envelope. */
export const errorSchema: Property = {
  name: 'error-schema',
  class: 'schema',
  severity: 'error',
  statement: 'Every error has a documented status and the documented content type and body.',
  source: 'documented: the errors of the operation, and the envelope in which the vendor reports every error',
  applies: (contract) => errorBodies(contract).length > 0,
  run: async (session) => {
    for (const bad of await badRequests(session)) {
      session.runs++;
      const answer = await session.ask(bad.parameters, { as: bad.as, isShared: true });
      if (answer.kind === 'reply' && answer.status === successBody(session.contract).status) continue;
      const complaints = judgeDeclared(session.operation, answer);
      session.report(complaints);
      // One bad envelope says it all; the server answers the other errors alike.
      if (complaints.length > 0) return;
    }
  },
};
