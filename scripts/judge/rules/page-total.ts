import { at, put } from '../../base/pointer.js';
import { pageReader, withWindows } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** The total counts at least the entries up to and including this page. */
export const pageTotal: RuleMaker = (meaning) => {
  const paged = withWindows(meaning);
  if (paged === undefined) return [];
  const { contract, behaviour, pager, total: pointer } = paged;
  const { response } = contract.pagination;
  return [
    rule(contract, {
      id: 'page-total',
      class: 'pagination',
      provenance: { kind: 'documented', where: pointer.slice(1).replaceAll('/', ' > ') },
      statement: 'The total is at least the number of entries up to and including this page.',
      remedy: 'at least one entry',
      sense: [behaviour.oversize, behaviour.beyondEnd],
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        return {
          see: (seen, verdict) => {
            const page = pageOf(seen);
            if (page?.start === undefined || page.total === undefined || seen.items.length === 0) return;
            if (page.start >= page.total && behaviour.beyondEnd === 'last-page') return;
            verdict.compared();
            const least = page.start + seen.items.length;
            if (page.total >= least) return;
            verdict.suspect(
              {
                path: pointer,
                keyword: 'total',
                message: 'is less than the entries up to this page',
                expected: `at least ${least}`,
                actual: page.total,
              },
              { kind: 'shown' },
            );
          },
        };
      },
      repair: ({ request, body }) => {
        const page = request && pager.requested(request);
        const list = body === undefined ? undefined : at(body, response.items);
        if (page === undefined || body === undefined || !Array.isArray(list) || list.length === 0) return;
        const least = (pager.startOf(page) ?? 0) + list.length;
        const total = at(body, pointer);
        if (typeof total !== 'number' || total < least) put(body, pointer, least);
      },
    }),
  ];
};
