import { anyIndex } from '../../base/pointer.js';
import { successBody } from '../../contract/responses.js';
import { undeclaredFinder } from '../../contract/undeclared.js';
import { type RuleMaker, rule } from '../rule.js';

/** Fields that the contract does not know: new ones, or misspelt ones. */
export const undeclaredFields: RuleMaker = ({ contract }) => [
  rule(contract, {
    id: 'undeclared-fields',
    class: 'schema',
    provenance: {
      kind: 'inferred',
      reason: 'A field that is not documented is new, or misspelt; vendors may add fields at any time.',
    },
    statement: 'Responses have no fields but the documented ones.',
    begin: () => {
      const undeclared = undeclaredFinder(successBody(contract).schema, contract.definitions);
      return {
        see: ({ isSuccess, body }, verdict) => {
          if (!isSuccess || body === undefined) return;
          verdict.compared();
          const seen = new Set<string>();
          for (const { path, value } of undeclared(body)) {
            // The same field of every entry is one finding.
            const pattern = anyIndex(path);
            if (seen.has(pattern)) continue;
            seen.add(pattern);
            verdict.found({
              path,
              keyword: 'undeclared',
              message: `${pattern} is not documented`,
              expected: 'no field of this name',
              actual: value,
            });
          }
        },
      };
    },
  }),
];
