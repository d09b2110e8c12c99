import { own } from '../../../base/json.js';
import { protocolOf } from '../../../wire/index.js';
import { badRequests, plainRequest } from '../../bad-requests.js';
import { complain } from '../../complaint.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';

/** Calls, of the same question too, that are made to compare their names. */
const CALLS = 20;

/** Every call has a name of its own, errors included. */
export const requestId: Property = {
  name: 'request-id',
  class: 'cross-response',
  severity: 'error',
  statement: 'Every response names its call, and no two calls have the same name.',
  source: 'documented: the ID of the request, which the vendor describes as unique',
  applies: (contract) => protocolOf(contract).requestId.property !== undefined,
  run: async (session) => {
    const property = session.operation.protocol.requestId.property as string;
    const base = await plainRequest(session);
    const bad = spread(await badRequests(session), 6);
    const seen = new Map<string, number>();
    const calls = [...Array.from({ length: CALLS }, () => ({ parameters: base, as: undefined })), ...bad];
    for (const [index, { parameters, as }] of calls.entries()) {
      const answer = await session.ask(parameters, { as });
      session.runs++;
      if (answer.kind === 'no-reply') continue;
      const name = own(answer.body, property);
      // Absent or of the wrong type: the schema's to judge.
      if (typeof name !== 'string') continue;
      const before = seen.get(name);
      seen.set(name, index);
      if (before === undefined) continue;
      session.report([complain(answer, 'is the ID of an earlier call, too', 'a unique ID', name, `/${property}`)]);
      return;
    }
  },
};
