import { MoveRate } from '../facts/move-rate.js';
import { pageReader, withPages } from '../facts/page-facts.js';
import type { Walk } from '../ledger/walks.js';
import { type RuleMaker, rule } from '../rule.js';

/** The pages of a walk to the end hold as many entries as the total says. */
export const sequenceGap: RuleMaker = (meaning) => {
  const paged = withPages(meaning);
  if (paged === undefined) return [];
  const { contract } = paged;
  const { items, total: pointer } = contract.pagination.response;
  if (pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'sequence-gap',
      class: 'pagination',
      provenance: { kind: 'documented', where: pointer.slice(1).replaceAll('/', ' > ') },
      needsOthers: true,
      statement: 'The pages of a walk to the end hold as many entries as the total says.',
      remedy: 'more entries than fit on a page',
      sense: meaning.behaviour.oversize,
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        const rate = new MoveRate();
        const clamped = new WeakSet<Walk>();
        return {
          see: (seen, verdict) => {
            const page = pageOf(seen);
            const { step, total, scope, number } = seen;
            rate.see(seen, ledger.readings > 0);
            if (page?.size === undefined || step === undefined || total === undefined) return;
            if (page.effective !== undefined && page.effective < page.size) clamped.add(step.walk);
            if (!step.isLast || step.isFirst) return;
            // Whoever goes on by the size that was asked for leaves out what a smaller page did not hold.
            if (clamped.has(step.walk) && contract.pagination.style === 'offset') return;
            verdict.compared();
            const { entries, pages: place, since } = step.walk;
            const isCertain = rate.isBeyond(place, number - since, entries !== total) && ledger.isLive;
            if (entries === total) return;
            const finding = {
              path: entries < total ? items : pointer,
              keyword: 'total',
              message: `does not fit the ${entries} entries on all pages`,
              expected: entries,
              actual: total,
            };
            if (isCertain) verdict.found(finding);
            else verdict.suspect(finding, { kind: 'still', scope });
          },
        };
      },
    }),
  ];
};
