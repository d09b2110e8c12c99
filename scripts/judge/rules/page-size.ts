import { own } from '../../base/json.js';
import { at, put } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { knownSize } from '../facts/must-be-accepted.js';
import { pageReader, withPages } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** The size of a page for which none is asked, as far as the page shows; any where it shows none. */
function sizeOf(contract: Contract): number {
  const size = contract.parameters.find(({ name }) => name === contract.pagination?.request.size);
  const isShown = size !== undefined && (size.examples.length > 0 || own(size.schema, 'default') !== undefined);
  return isShown ? knownSize(contract, undefined) : Number.POSITIVE_INFINITY;
}

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
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        const name = contract.pagination.request.size;
        // A size below 1, if it is not refused, is none: the page is as small as they get, or as where none is asked for.
        let usual = sizeOf(contract);
        return {
          see: (seen, verdict) => {
            const asked = pageOf(seen)?.size;
            const { request, items: found } = seen;
            if (asked === undefined || found.length === 0) return;
            if (request !== undefined && own(request, name) === undefined) usual = Math.max(usual, found.length);
            const size = asked < 1 ? usual : asked;
            verdict.compared();
            if (found.length <= size) return;
            verdict.found({
              path: items,
              keyword: 'size',
              message: 'has more entries than the page size',
              expected: size,
              actual: found.length,
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
