import { at, put } from '../../base/pointer.js';
import { pageReader, withWindows } from '../facts/page-facts.js';
import { type Rule, type RuleMaker, rule } from '../rule.js';

/** Pages with a wrong total, so that it is no accident. */
const OFTEN = 20;

/** Of all pages, so many in a hundred. */
const NEARLY_ALL = 90;

/**
 * Only the last page is shorter than its size. Of a filtered result that says as much about the filter as about the
 * page, so that it is a rule of its own there.
 */
export const pageFull: RuleMaker = (meaning) => {
  const paged = withWindows(meaning);
  if (paged === undefined) return [];
  const { contract, pager, total: pointer } = paged;
  const { response } = contract.pagination;
  const make = (isFiltered: boolean): Pick<Rule, 'sense' | 'begin' | 'remedy'> => ({
    remedy: 'at least one entry',
    sense: meaning.behaviour.oversize,
    begin: (ledger) => {
      const pageOf = pageReader(ledger, paged);
      let compared = 0;
      let wrong = 0;
      return {
        see: (seen, verdict) => {
          const page = pageOf(seen);
          const { start, effective, total } = page ?? {};
          if (start === undefined || effective === undefined || total === undefined) return;
          if (seen.filters.length > 0 !== isFiltered) return;
          // Behind the end is another rule's.
          if (start >= total && total > 0) return;
          verdict.compared();
          compared++;
          const count = Math.max(0, Math.min(effective, total - start));
          if (seen.items.length === count) return;
          wrong++;
          const isTotal = isFiltered || start + seen.items.length > total;
          const finding = {
            path: isTotal ? pointer : response.items,
            keyword: isTotal ? 'total' : 'full',
            message: isTotal
              ? `does not fit the ${seen.items.length} entries of page ${page?.position} of ${effective}`
              : `has not the entries that page ${page?.position} of ${effective} has of a result of ${total}`,
            expected: isTotal ? start + seen.items.length : count,
            actual: isTotal ? total : seen.items.length,
          };
          // A total that lags behind is right most of the time.
          if (isFiltered && wrong > OFTEN && wrong * 100 >= compared * NEARLY_ALL) verdict.found(finding);
          else verdict.suspect(finding, { kind: 'shown' });
        },
      };
    },
  });
  const hasFilters = contract.parameters.some(({ filter }) => filter !== undefined);
  const where = [pointer, response.items].map((place) => place.slice(1).replaceAll('/', ' > ')).join(', ');
  return [
    rule(contract, {
      id: 'page-full',
      class: 'pagination',
      provenance: { kind: 'documented', where },
      statement: 'Only the last page is shorter than the page size: page, size and total say how many entries it has.',
      ...make(false),
      repair: ({ request, body }) => {
        const page = request && pager.requested(request);
        const total = body === undefined ? undefined : at(body, pointer);
        const list = body === undefined ? undefined : at(body, response.items);
        if (page === undefined || body === undefined || typeof total !== 'number' || !Array.isArray(list)) return;
        if (list.length === pager.windowOf(page, total)?.count) return;
        // Entries cannot be made up here, so the total yields: the page becomes the last one.
        const start = pager.startOf(page) ?? 0;
        put(body, pointer, list.length > 0 ? start + list.length : Math.min(total, start));
      },
    }),
    ...(hasFilters
      ? [
          rule(contract, {
            id: 'filtered-total',
            class: 'filters',
            provenance: { kind: 'documented', where },
            statement: 'The total of a filtered result is the number of the entries that the filters leave.',
            ...make(true),
          }),
        ]
      : []),
  ];
};
