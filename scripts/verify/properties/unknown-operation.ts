import { isObject } from '../../base/json.js';
import { errorBodies } from '../../contract/responses.js';
import { isClientError } from '../../judge/index.js';
import type { Property } from '../property.js';
import { plainRequest } from '../questions/bad-requests.js';

/** An operation that does not exist is not mistaken for one that does. */
export const unknownOperation: Property = {
  name: 'unknown-operation',
  class: 'input',
  statement: 'A call of an operation that does not exist is a client error.',
  compares: {
    provenance: { kind: 'inferred', reason: "The vendor's errors common to all operations, which no page lists." },
    severity: 'error',
    remedy: 'an operation that a header or parameter names',
  },
  cost: 1,
  applies: (contract) =>
    contract.wire !== undefined &&
    errorBodies(contract).some(({ examples }) =>
      Object.values(examples).some(({ raisedWhen }) => raisedWhen.includes('unknown-operation')),
    ),
  run: async (session) => {
    const { contract } = session;
    const { wire } = contract;
    const as =
      wire?.action === undefined
        ? { ...contract, path: `${contract.path}-zz9` }
        : { ...contract, wire: { ...wire, action: `${wire.action}Zz9` } };
    session.runs++;
    const { answer } = await session.ask(await plainRequest(session), { as, isForeign: true, isBad: true });
    if (answer.kind === 'no-reply') return;
    session.compared++;
    const isRefused = isClientError(answer.status);
    if (isRefused && isObject(answer.body)) return;
    session.complain({
      answer,
      path: '',
      message: isRefused
        ? 'a call of an operation that does not exist is refused without a JSON object'
        : `a call of an operation that does not exist is answered with status ${answer.status}`,
      expected: 'a client error (4xx), told as a JSON object',
      actual: answer.status,
    });
  },
};
