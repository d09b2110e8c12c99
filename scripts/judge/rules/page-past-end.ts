import { type Paged, pageReader, withWindows } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

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
      statement: 'A page behind the last entry has none, or those of the last page: always the one or the other.',
      remedy: 'a request for a page behind the last one',
      sense: [behaviour.oversize, behaviour.beyondEnd],
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        return {
          see: (seen, verdict) => {
            const { start, effective, total } = pageOf(seen) ?? {};
            if (start === undefined || effective === undefined || total === undefined || total === 0 || start < total)
              return;
            verdict.compared();
            const isLastPage = behaviour.beyondEnd === 'last-page';
            const last = isLastPage ? pager.last(total, effective) : undefined;
            // Counted from the front, the last page may be a short one; from the end it is as full as it can be.
            const short = last === undefined ? 0 : (pager.windowOf(last, total)?.count ?? 0);
            const counts = [short, ...(isLastPage ? lengthsOf(paged, effective, total) : [])];
            const count = counts.find((one) => one === seen.items.length);
            if (count === undefined) {
              verdict.suspect(
                {
                  path: items,
                  keyword: 'past-end',
                  message: `has not what a page behind the end of ${total} has`,
                  expected: isLastPage ? `the ${short} entries of the last page` : 'no entries',
                  actual: seen.items.length,
                },
                { kind: 'shown' },
              );
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
              { kind: 'still', scope: seen.scope },
            );
          },
        };
      },
    }),
  ];
};

/** How many entries the last page can have where pages may begin anywhere. */
function lengthsOf({ contract }: Paged, size: number, total: number): number[] {
  return contract.pagination.style === 'offset' ? [total % size || size, size].map((one) => Math.min(one, total)) : [];
}
