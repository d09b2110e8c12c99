import { successBody } from '../../../contract/responses.js';
import { collectionsOf, observe } from '../../collection.js';
import { isSuccess, judgeDeclared } from '../../judge.js';
import type { Property } from '../../property.js';
import { validRequests } from '../../valid-requests.js';

/** Status, content type and body of every successful response are those of the contract; of every record, too. */
export const responseSchema: Property = {
  name: 'response-schema',
  class: 'schema',
  severity: 'error',
  statement: 'Every response to a valid request has the documented status, content type and body.',
  source: 'documented: types, fields and values of the response are listed on the page',
  applies: () => true,
  run: async (session) => {
    const { collections, complaints } = await observe(session);
    session.report(complaints);
    await collectionsOf(session);
    for (const { replies } of collections) {
      for (const reply of replies) {
        session.runs++;
        const found = judgeDeclared(session.operation, reply);
        session.report(found);
        if (found.length > 0) break;
      }
    }
    await session.forAll({
      label: 'valid requests',
      ...(await validRequests(session)),
      judge: async (request) => {
        const answer = await session.ask(request, { isShared: true });
        const found = judgeDeclared(session.operation, answer);
        if (found.length > 0 || answer.kind === 'no-reply') return found;
        if (isSuccess(session.contract, answer.status)) return [];
        const { status } = successBody(session.contract);
        const message = `a valid request is answered with status ${answer.status}`;
        return [{ answer, path: '', message, expected: status, actual: answer.status }];
      },
    });
  },
};
