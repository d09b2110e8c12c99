import { at, put } from '../../base/pointer.js';
import { wholeNumber } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** The count of a page is the number of its entries. */
export const pageCount: RuleMaker = ({ contract }) => {
  const { pagination } = contract;
  const pointer = pagination?.response.count;
  if (pagination === undefined || pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'page-count',
      class: 'pagination',
      provenance: { kind: 'documented', where: pointer.slice(1).replaceAll('/', ' > ') },
      statement: 'The count is the number of entries on the page.',
      begin: () => ({
        see: ({ isSuccess, body, items }, verdict) => {
          const count = isSuccess && body !== undefined ? wholeNumber(at(body, pointer)) : undefined;
          if (count === undefined) return;
          verdict.compared();
          if (count === items.length) return;
          verdict.found({
            path: pointer,
            keyword: 'count',
            message: 'is not the number of entries on the page',
            expected: items.length,
            actual: count,
          });
        },
      }),
      repair: ({ body }) => {
        const list = body === undefined ? undefined : at(body, pagination.response.items);
        if (body !== undefined) put(body, pointer, Array.isArray(list) ? list.length : 0);
      },
    }),
  ];
};
