import * as fc from 'fast-check';
import { type BadRequest, plainRequest, unknownEntities } from '../../bad-requests.js';
import type { Property } from '../../property.js';
import { judgeRefusal } from '../../refusal.js';

/** Asking for an entity that does not exist is answered with the error for that. */
export const unknownEntity: Property = {
  name: 'unknown-entity',
  class: 'input',
  severity: 'error',
  statement: 'A request for an entity that does not exist is answered with the documented error.',
  source: 'documented: the error for an entity that does not exist',
  applies: ({ lookup }) => lookup !== undefined,
  run: async (session) => {
    const requests = unknownEntities(session, await plainRequest(session)).filter((bad) => !bad.isDisputable);
    await session.forAll<BadRequest>({
      label: 'entities',
      cases: fc.constantFrom(...requests),
      always: requests,
      runs: 0,
      judge: async (bad) => judgeRefusal(session.operation, await session.ask(bad.parameters), bad),
    });
  },
};
