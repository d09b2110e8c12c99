import { pagerOf } from '../../contract/pager.js';
import { itemsPointer } from '../identity.js';
import { keysOf } from '../ledger/walks.js';
import { isRange } from '../ranges.js';
import { type RuleMaker, rule } from '../rule.js';

/** Filters and orders choose among the entries that there are; they add none. */
export const filterWhole: RuleMaker = ({ contract }) => {
  const pointer = itemsPointer(contract);
  const hasChoice = contract.sort !== undefined || contract.parameters.some(({ filter }) => filter !== undefined);
  // Without pages there are no walks, and only a walk shows that everything was seen.
  if (pointer === undefined || !hasChoice || pagerOf(contract) === undefined) return [];
  return [
    rule(contract, {
      id: 'part-of-whole',
      class: 'filters',
      provenance: { kind: 'documented', where: 'Request parameters' },
      needsOthers: true,
      statement: 'What filters return is part of the result without filters.',
      remedy: 'a walk through the result without filters',
      begin: (ledger) => ({
        see: ({ keys, items, universe, isEverything, filters }, verdict) => {
          // A range may reach further than the one that is usual without it.
          if (isEverything || items.length === 0 || filters.some(isRange)) return;
          const whole = ledger.result(universe);
          if (whole === undefined) return;
          const known = keysOf(whole);
          for (const [index, key] of keys.entries()) {
            if (key === undefined) continue;
            verdict.compared();
            if (known.has(key)) continue;
            verdict.suspect(
              {
                path: `${pointer}/${index}`,
                keyword: 'part',
                message: 'is not part of the result without filters',
                expected: 'an entry of the whole result',
                actual: items[index],
              },
              { kind: 'absent', key, scope: universe },
            );
            return;
          }
        },
      }),
    }),
  ];
};
