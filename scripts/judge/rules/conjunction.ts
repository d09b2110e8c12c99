import { jsonText, own } from '../../base/json.js';
import { itemsPointer } from '../identity.js';
import { type RuleMaker, rule } from '../rule.js';

/** Several filters together: every one of them restricts the result, and nothing that matches all of them is missing. */
export const conjunction: RuleMaker = ({ contract }) => {
  const pointer = itemsPointer(contract);
  if (pointer === undefined || contract.parameters.filter(({ filter }) => filter !== undefined).length < 2) return [];
  return [
    rule(contract, {
      id: 'conjunction',
      class: 'filters',
      provenance: { kind: 'documented', where: 'Request parameters' },
      needsOthers: true,
      statement: 'Several filters together return every entry that matches all of them.',
      remedy: 'more varied records',
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, result, filters, universe, time } = seen;
          if (request === undefined || result === undefined || filters.length < 2) return;
          const returned = new Set(result.keys);
          for (const entry of ledger.expectedIn(result, seen)) {
            // Only what each filter selects in all of its readings that are still possible.
            if (!filters.every(({ name }) => ledger.selectsForSure(name, request, entry.item, time) === true)) continue;
            verdict.compared();
            const { key } = entry;
            if (returned.has(key)) continue;
            const asked = filters.map(({ name }) => `${name}=${jsonText(own(request, name))}`).join(', ');
            verdict.suspect(
              {
                path: pointer,
                keyword: 'complete',
                message: `lacks an entry that matches ${asked}`.slice(0, 300),
                expected: entry.item,
                actual: undefined,
              },
              { kind: 'entry', key, scope: universe, upTo: result.since - 1, isSnapshot: result.since === result.last },
            );
            return;
          }
        },
      }),
    }),
  ];
};
