import { own } from '../../base/json.js';
import { keysOf } from '../ledger/walks.js';
import { type RuleMaker, rule } from '../rule.js';

/** An order changes where entries stand, not which there are. */
export const sortSet: RuleMaker = ({ contract }) => {
  const { sort, pagination } = contract;
  if (sort === undefined || pagination === undefined) return [];
  const { items: pointer } = pagination.response;
  return [
    rule(contract, {
      id: 'sort-set',
      class: 'sort',
      provenance: { kind: 'documented', where: `${sort.by}, ${sort.direction}` },
      needsOthers: true,
      statement: 'A sorted result holds the same entries as the result in any other order.',
      remedy: 'a walk through the result in another order',
      begin: (ledger) => ({
        see: ({ request, result, filters, universe, isEverything }, verdict) => {
          if (request === undefined || result === undefined || isEverything || filters.length > 0) return;
          if (own(request, sort.by) === undefined && own(request, sort.direction) === undefined) return;
          const whole = ledger.result(universe);
          if (whole === undefined) return;
          const returned = keysOf(result);
          for (const key of whole.keys) {
            if (key === undefined) continue;
            verdict.compared();
            if (returned.has(key)) continue;
            verdict.suspect(
              {
                path: pointer,
                keyword: 'entries',
                message: 'lacks an entry that the result has in another order',
                expected: ledger.entries.get(universe, key)?.item ?? key,
                actual: undefined,
              },
              {
                kind: 'entry',
                key,
                scope: universe,
                upTo: Math.min(whole.last, result.since - 1),
                isSnapshot: result.since === result.last,
              },
            );
            return;
          }
        },
      }),
    }),
  ];
};
