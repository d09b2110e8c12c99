import { codesFor, isClientError, reports } from '../../judge/index.js';
import type { Property } from '../property.js';
import { plainRequest, unknownEntities } from '../questions/bad-requests.js';

/** Asking for an entity that does not exist is answered with the error for that. */
export const unknownEntity: Property = {
  name: 'unknown-entity',
  class: 'input',
  statement: 'A request for an entity that does not exist is answered with the documented error.',
  compares: {
    provenance: { kind: 'documented', where: 'Error codes' },
    severity: 'error',
    remedy: 'an operation that looks an entity up',
  },
  cost: 2,
  applies: ({ lookup }) => lookup !== undefined,
  run: async (session) => {
    const { contract } = session;
    for (const bad of unknownEntities(session, await plainRequest(session))) {
      session.runs++;
      const { answer } = await session.ask(bad.parameters, { isBad: true });
      if (answer.kind === 'no-reply' || bad.isDisputable) continue;
      session.compared++;
      const fitting = codesFor(contract, ['not-found', 'invalid-parameter']);
      // How a value that no integer type holds is refused, no page says.
      if (bad.cause === 'invalid-parameter' && isClientError(answer.status)) continue;
      const isFitting = fitting.some(({ code, status }) => answer.status === status && reports(answer.body, code));
      if (isFitting || (fitting.length === 0 && isClientError(answer.status))) continue;
      if (answer.status === 401 || answer.status === 403) continue;
      session.complain({
        answer,
        path: '',
        message: `${bad.label}, is answered with status ${answer.status}`,
        expected:
          fitting.length === 0 ? 'a client error (4xx)' : fitting.map(({ status, code }) => `${status} ${code}`),
        actual: answer.status,
      });
    }
  },
};
