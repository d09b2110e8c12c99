import { errorBodies } from '../../../contract/responses.js';
import type { BadRequest } from '../../bad-requests.js';
import { plainRequest } from '../../bad-requests.js';
import type { Property } from '../../property.js';
import { judgeRefusal } from '../../refusal.js';

/** An operation that does not exist is not mistaken for one that does. */
export const unknownOperation: Property = {
  name: 'unknown-operation',
  class: 'input',
  severity: 'error',
  statement: 'A call of an operation that does not exist is a client error.',
  source: "documented: the vendor's errors common to all operations",
  applies: (contract) =>
    contract.wire !== undefined &&
    errorBodies(contract).some(({ examples }) =>
      Object.values(examples).some(({ raisedWhen }) => raisedWhen.includes('unknown-operation')),
    ),
  run: async (session) => {
    const { contract } = session;
    const parameters = await plainRequest(session);
    const { wire } = contract;
    const as =
      wire?.action === undefined
        ? { ...contract, path: `${contract.path}-zz9` }
        : { ...contract, wire: { ...wire, action: `${wire.action}Zz9` } };
    const bad: BadRequest = {
      label: 'another operation',
      cause: 'unknown-operation',
      parameters,
      as,
      isDisputable: false,
    };
    session.runs++;
    session.report(
      judgeRefusal(session.operation, await session.ask(parameters, { as }), bad).filter(
        // Which code reports it, and for which operation, is not this operation's to say.
        ({ message }) => !message.includes('another code') && !message.startsWith('status '),
      ),
    );
  },
};
