import { type RuleMaker, rule } from '../rule.js';
import { PageReader, withWindows } from './page-facts.js';

/** Behind the end there is nothing; where the page does not say so, the last page may be there instead. */
export const pagePastEnd: RuleMaker = (meaning) => {
  const paged = withWindows(meaning);
  if (paged === undefined) return [];
  const { contract, behaviour, pager, total: pointer } = paged;
  const { pagination } = contract;
  const { items } = pagination.response;
  return [
    rule(contract, {
      id: 'page-past-end',
      class: 'pagination',
      provenance: {
        kind: 'documented',
        where: `${pagination.request.position}, ${pointer.slice(1)}`,
      },
      needsOthers: true,
      statement: 'A page behind the last entry has none.',
      remedy: 'a request for a page behind the last one',
      dependsOn: (reading) => reading.behaviour?.oversize !== undefined || reading.behaviour?.beyondEnd !== undefined,
      begin: (ledger) => {
        const pages = new PageReader(paged);
        return {
          see: (seen, verdict) => {
            const { start, effective, total } = pages.read(seen) ?? {};
            if (start === undefined || effective === undefined || total === undefined || total === 0 || start < total)
              return;
            verdict.compared();
            const isLastPage = behaviour.beyondEnd === 'last-page';
            const last = isLastPage ? pager.last(total, effective) : undefined;
            const count = last === undefined ? 0 : (pager.windowOf(last, total)?.count ?? 0);
            if (seen.items.length !== count) {
              verdict.found({
                path: items,
                keyword: 'past-end',
                message: `has not what a page behind the end of ${total} has`,
                expected: isLastPage ? `the ${count} entries of the last page` : 'no entries',
                actual: seen.items.length,
              });
              return;
            }
            const known = ledger.result(seen.scope);
            if (!isLastPage || known === undefined || known.keys.length !== total) return;
            const tail = known.keys.slice(-count);
            const place = tail.findIndex((key, index) => key !== seen.keys[index]);
            if (place < 0) return;
            verdict.suspect(
              {
                path: `${items}/${place}`,
                keyword: 'past-end',
                message: 'is not the entry that the last page has there',
                expected: 'an entry of the last page',
                actual: seen.items[place],
              },
              { kind: 'still' },
            );
          },
        };
      },
    }),
  ];
};
