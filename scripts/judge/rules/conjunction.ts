import { jsonText, own } from '../../base/json.js';
import { itemsPointer } from '../identity.js';
import type { Entry } from '../ledger/entries.js';
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
      remedy: 'more varied entries',
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, result, filters, universe, time } = seen;
          if (request === undefined || result === undefined || filters.length < 2) return;
          // Only what each filter selects in all of its readings that are still possible.
          const isChosen = ({ item }: Entry) =>
            filters.every(({ name }) => ledger.selectsForSure(name, request, item, time) === true);
          const entry = ledger.lackedBy(result, seen, { isChosen, by: undefined }, () => verdict.compared());
          if (entry === undefined) return;
          const { key } = entry;
          const asked = filters.map(({ name }) => `${name}=${jsonText(own(request, name))}`).join(', ');
          verdict.suspect(
            {
              path: pointer,
              keyword: 'complete',
              parameters: filters.map(({ name }) => name),
              message: `lacks an entry that matches ${asked}`.slice(0, 300),
              expected: entry.item,
              actual: undefined,
            },
            { kind: 'entry', key, scope: universe, upTo: result.since - 1, isSnapshot: result.since === result.last },
          );
        },
      }),
    }),
  ];
};
