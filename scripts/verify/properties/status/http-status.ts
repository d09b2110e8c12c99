import { responseFor } from '../../../contract/responses.js';
import { badRequests } from '../../bad-requests.js';
import { observe } from '../../collection.js';
import { complain } from '../../complaint.js';
import type { Property } from '../../property.js';

/** HTTP statuses are documented ones, whatever is asked. */
export const httpStatus: Property = {
  name: 'http-status',
  class: 'status',
  severity: 'error',
  statement: 'Every response has a documented HTTP status.',
  source: 'documented: the statuses that the page, and the errors common to the vendor, list',
  applies: () => true,
  run: async (session) => {
    const { contract } = session;
    const known = Object.keys(contract.responses);
    const { collections } = await observe(session);
    const answers = collections.flatMap((collection) => collection.replies.slice(0, 1));
    const judge = (answer: (typeof answers)[number]) => {
      session.runs++;
      if (responseFor(contract, answer.status) !== undefined) return;
      session.report([complain(answer, `status ${answer.status} is not documented`, known, answer.status)]);
    };
    answers.forEach(judge);
    for (const bad of await badRequests(session)) {
      const answer = await session.ask(bad.parameters, { as: bad.as, isShared: true });
      if (answer.kind === 'reply') judge(answer);
      if (session.complaints.length > 0) return;
    }
  },
};
