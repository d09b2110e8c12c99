import { isDeepStrictEqual } from 'node:util';
import { protocolOf } from '../../../wire/index.js';
import { badRequests } from '../../bad-requests.js';
import { type Complaint, complain } from '../../complaint.js';
import { isClientError, noReply, withoutRequestId } from '../../judge.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { validRequests } from '../../valid-requests.js';

/** The same request, sent in every way that the protocol knows, has the same answer. */
export const wireVariants: Property = {
  name: 'wire-variants',
  class: 'wire',
  severity: 'error',
  statement:
    'However a request is sent, the answer is the same: by any method, in query or form, in any style of list.',
  source: "documented: the vendor's protocol, as its own SDKs use it",
  applies: (contract) => protocolOf(contract).variants(contract).length > 1,
  run: async (session) => {
    const { contract, operation } = session;
    const [usual, ...others] = operation.protocol.variants(contract);
    const { cases, always } = await validRequests(session);
    for (const variant of others) {
      await session.forAll({
        label: variant,
        cases,
        always: spread(always, 12),
        runs: Math.ceil(operation.settings.runs / 2),
        judge: async (request): Promise<Complaint[]> => {
          const one = await session.ask(request, { variant: usual });
          const other = await session.ask(request, { variant });
          if (one.kind === 'no-reply') return [];
          if (other.kind === 'no-reply') return [noReply(other)];
          if (one.status !== other.status) {
            return [
              complain(other, `sent as "${variant}", the status differs from "${usual}"`, one.status, other.status),
            ];
          }
          if (one.body === undefined || other.body === undefined) return [];
          const [left, right] = [one.body, other.body].map((body) => withoutRequestId(operation, body));
          if (isDeepStrictEqual(left, right)) return [];
          return [complain(other, `sent as "${variant}", the answer differs from "${usual}"`, left ?? null, right)];
        },
      });
      // What is wrong stays wrong.
      for (const bad of spread(
        (await badRequests(session)).filter((one) => !one.isDisputable),
        12,
      )) {
        session.runs++;
        const [one, other] = [
          await session.ask(bad.parameters, { as: bad.as, variant: usual }),
          await session.ask(bad.parameters, { as: bad.as, variant }),
        ];
        if (one.kind === 'no-reply' || other.kind === 'no-reply') continue;
        if (isClientError(one.status) === isClientError(other.status)) continue;
        const message = `${bad.label}, sent as "${variant}", has another status than sent as "${usual}"`;
        session.report([complain(other, message, one.status, other.status)]);
        break;
      }
    }
  },
};
