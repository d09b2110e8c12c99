import { isDeepStrictEqual } from 'node:util';
import { type Complaint, complain } from '../../complaint.js';
import { noReply, withoutRequestId } from '../../judge.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { validRequests } from '../../valid-requests.js';

/** The same question has the same answer. */
export const sameAnswer: Property = {
  name: 'same-answer',
  class: 'cross-response',
  severity: 'error',
  alone: true,
  statement: 'The same question has the same answer when it is asked again.',
  source: 'inferred: the operation only reads, and nothing on the page speaks of chance',
  applies: ({ pagination, lookup }) => pagination !== undefined || lookup !== undefined,
  run: async (session) => {
    const { cases, always, runs } = await validRequests(session);
    await session.forAll({
      label: 'questions',
      cases,
      always: spread(always, 20),
      runs,
      judge: async (request): Promise<Complaint[]> => {
        const one = await session.ask(request);
        const other = await session.ask(request);
        if (one.kind === 'no-reply') return [];
        if (other.kind === 'no-reply') return [noReply(other)];
        if (one.status !== other.status)
          return [complain(other, 'the status differs the second time', one.status, other.status)];
        if (one.body === undefined || other.body === undefined) return [];
        const [left, right] = [one.body, other.body].map((body) => withoutRequestId(session.operation, body));
        return isDeepStrictEqual(left, right)
          ? []
          : [complain(other, 'the answer differs the second time', left ?? null, right)];
      },
    });
  },
};
