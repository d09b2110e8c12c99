import type { Json } from '../../../base/json.js';
import { successBody } from '../../../contract/responses.js';
import { undeclaredFinder } from '../../../contract/undeclared.js';
import { observe } from '../../collection.js';
import { complain } from '../../complaint.js';
import type { Property } from '../../property.js';

/** Fields that the contract does not know: new ones, or misspelt ones. A warning unless the run is strict. */
export const undeclaredFields: Property = {
  name: 'undeclared-fields',
  class: 'schema',
  severity: 'warning',
  statement: 'Responses have no fields but the documented ones.',
  source: 'inferred: a field that the page does not list is new, or misspelt; vendors may add fields at any time',
  applies: () => true,
  run: async (session) => {
    const { contract, operation } = session;
    const severity = operation.settings.strict ? 'error' : 'warning';
    const undeclared = undeclaredFinder(successBody(contract).schema, contract.definitions);
    const seen = new Set<string>();
    for (const { replies } of (await observe(session)).collections) {
      for (const reply of replies) {
        session.runs++;
        for (const { path, value } of undeclared(reply.body as Json)) {
          // The same field of every entry is one complaint.
          const pattern = path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
          if (seen.has(pattern)) continue;
          seen.add(pattern);
          session.report([{ ...complain(reply, `${pattern} is not documented`, null, value, path), severity }]);
        }
      }
    }
  },
};
