import type { Json } from '../../../base/json.js';
import type { Link } from '../../../contract/contract.js';
import { linkInvariant } from '../../../contract/invariants/link.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complaintsOf } from '../../complaint.js';
import { successOf } from '../../judge.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import type { Reply } from '../../transport/answer.js';
import { validRequests } from '../../valid-requests.js';

/** A rule between the values of a response, as the contract declares it: in every record, and under every filter. */
export function linkProperty(link: Link): Property {
  const invariant = linkInvariant(link);
  return {
    name: `link:${link.id}`,
    class: 'links',
    severity: link.severity,
    statement: link.statement,
    source: `${link.source}: ${link.statement}`,
    applies: ({ links }) => links.some((one) => one.id === link.id),
    run: async (session) => {
      const judge = (reply: Reply): Complaint[] =>
        complaintsOf(reply, invariant.judge({ response: reply.body as Json })).slice(0, 1);
      for (const { replies } of await collectionsOf(session)) {
        for (const reply of replies) {
          session.runs++;
          session.report(judge(reply));
          if (session.complaints.length > 0) return;
        }
      }
      // That some entry is such and such is said of all entries, not of those that a filter leaves.
      if ('then' in link && 'some' in link.then) return;
      const { cases, always } = await validRequests(session);
      await session.forAll({
        label: link.id,
        cases,
        always: spread(always, 20),
        runs: 5,
        judge: async (request) => {
          const success = successOf(session.contract, await session.ask(request, { isShared: true }));
          return 'complaint' in success ? [] : judge(success.reply);
        },
      });
    },
  };
}
