import { MoveRate } from '../facts/move-rate.js';
import { identityFields } from '../identity.js';
import type { Walk } from '../ledger/walks.js';
import { type RuleMaker, rule } from '../rule.js';

/** No entry stands on two pages of one walk, nor twice on one page. */
export const sequenceOverlap: RuleMaker = ({ contract }) => {
  const { pagination } = contract;
  if (pagination === undefined) return [];
  const { items: pointer } = pagination.response;
  return [
    rule(contract, {
      id: 'sequence-overlap',
      class: 'pagination',
      provenance: { kind: 'documented', where: `${pagination.request.position}, ${pointer.slice(1)}` },
      needsOthers: true,
      statement: 'No entry stands on two pages of one walk, nor twice on one page.',
      remedy: 'more entries than fit on a page',
      begin: (ledger) => {
        // Where the page names no ID, entries may well be alike; where they are, one answer shows them together.
        const hasId = identityFields(contract).length === 1;
        const twins = new Set<string>();
        const places = new WeakMap<Walk, Map<string, number>>();
        const latest = new WeakMap<Walk, number>();
        const rate = new MoveRate();
        return {
          see: (seen, verdict) => {
            const { keys, items, step, scope, number } = seen;
            rate.see(seen, ledger.readings > 0);
            if (items.length === 0 || (items.length < 2 && step === undefined)) return;
            const known = (step && places.get(step.walk)) ?? new Map<string, number>();
            // Of a walk that is too long to be held, each page is judged by itself.
            if (step?.walk.keys !== undefined) places.set(step.walk, known);
            const page = step?.walk.pages ?? 1;
            const here = new Set<string | undefined>();
            for (const key of keys) {
              if (!hasId && key !== undefined && here.has(key)) twins.add(key);
              here.add(key);
            }
            if (known.size + items.length > 1) verdict.compared();
            const before = step && latest.get(step.walk);
            if (step !== undefined) latest.set(step.walk, number);
            const isRepeating = keys.some((key) => key !== undefined && !twins.has(key) && known.has(key));
            const isCertain =
              before !== undefined && rate.isBeyond(page, number - before, isRepeating) && ledger.isLive;
            for (const [index, key] of keys.entries()) {
              if (key === undefined || twins.has(key)) continue;
              const earlier = known.get(key);
              if (earlier === undefined) {
                known.set(key, page);
                continue;
              }
              const finding = {
                path: `${pointer}/${index}`,
                keyword: 'unique',
                message: earlier === page ? 'stands on the page twice' : `stands on page ${earlier} of the walk, too`,
                expected: 'another entry',
                actual: items[index],
              };
              if (earlier === page || isCertain) verdict.found(finding);
              else verdict.suspect(finding, { kind: 'still', scope });
              return;
            }
          },
        };
      },
    }),
  ];
};
