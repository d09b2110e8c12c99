import { itemsPointer } from '../identity.js';
import { keysOf, type Result } from '../ledger/walks.js';
import { type RuleMaker, rule } from '../rule.js';

/** A result that is read twice, in pages of whatever size, holds the same entries in the same order. */
export const resultAgreement: RuleMaker = ({ contract }) => {
  if (contract.pagination === undefined) return [];
  const pointer = itemsPointer(contract) ?? '';
  return [
    rule(contract, {
      id: 'page-partition',
      class: 'pagination',
      provenance: { kind: 'documented', where: `${contract.pagination.request.size}, ${pointer.slice(1)}` },
      needsOthers: true,
      statement: 'Whatever the size of its pages, a result holds the same entries.',
      remedy: 'more entries than fit on a page',
      begin: (ledger) => {
        const former = new Map<string, Result>();
        return {
          see: ({ result, universe, isEverything, items }, verdict) => {
            if (result === undefined) return;
            const before = former.get(result.scope);
            if (former.size < 128 || before !== undefined) former.set(result.scope, result);
            if (before === undefined || before.keys.length + result.keys.length === 0) return;
            // Of two results that were read at the same time, neither is the later one.
            if (before.last >= result.since) return;
            verdict.compared();
            const now = keysOf(result);
            const lost = before.keys.find((key) => key !== undefined && !now.has(key));
            if (lost !== undefined) {
              verdict.suspect(
                {
                  path: pointer,
                  keyword: 'entries',
                  message: 'lacks an entry that the same result had before',
                  expected: ledger.entries.get(universe, lost)?.item ?? lost,
                  actual: undefined,
                },
                {
                  kind: 'entry',
                  key: lost,
                  scope: universe,
                  upTo: before.last,
                  isSnapshot: result.since === result.last,
                },
              );
            }
            const known = keysOf(before);
            const extra = result.keys.findIndex((key) => key !== undefined && !known.has(key));
            if (extra >= 0 && isEverything) {
              verdict.suspect(
                {
                  path: pointer,
                  keyword: 'entries',
                  message: 'has an entry that the same result had not before',
                  expected: 'the same entries',
                  actual: items.at(-1) ?? null,
                },
                { kind: 'absent', key: result.keys[extra] as string, scope: universe },
              );
            }
          },
        };
      },
    }),
  ];
};
