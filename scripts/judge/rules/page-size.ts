import { at, put } from '../../base/pointer.js';
import { type RuleMaker, rule } from '../rule.js';
import { PageReader, withPages } from './page-facts.js';

/** A page holds at most as many entries as its size. */
export const pageSize: RuleMaker = (meaning) => {
  const paged = withPages(meaning);
  if (paged === undefined) return [];
  const { contract, pager } = paged;
  const { items } = contract.pagination.response;
  return [
    rule(contract, {
      id: 'page-size',
      class: 'pagination',
      provenance: { kind: 'documented', where: `${contract.pagination.request.size}` },
      statement: 'A page holds at most as many entries as its size.',
      begin: () => {
        const pages = new PageReader(paged);
        return {
          see: (seen, verdict) => {
            const size = pages.read(seen)?.size;
            if (size === undefined || seen.items.length === 0) return;
            verdict.compared();
            if (seen.items.length <= size) return;
            verdict.found({
              path: items,
              keyword: 'size',
              message: 'has more entries than the page size',
              expected: size,
              actual: seen.items.length,
            });
          },
        };
      },
      repair: ({ request, body }) => {
        const size = request && pager.requested(request)?.size;
        const list = body === undefined ? undefined : at(body, items);
        if (size !== undefined && body !== undefined && Array.isArray(list) && list.length > size)
          put(body, items, list.slice(0, size));
      },
    }),
  ];
};
