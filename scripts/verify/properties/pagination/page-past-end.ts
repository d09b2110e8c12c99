import * as fc from 'fast-check';
import { at } from '../../../base/pointer.js';
import { pageInvariants } from '../../../contract/invariants/page.js';
import { type PageRequest, pagerOf } from '../../../contract/pager.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain, complaintsOf } from '../../complaint.js';
import { isClientError, successOf } from '../../judge.js';
import { itemsOf, totalOf } from '../../pages.js';
import type { Property } from '../../property.js';

/** The largest position that the contracts' 32-bit integers can name; a server may refuse it, but not break. */
const FURTHEST = 2 ** 31 - 1;

/** Behind the end there is nothing, and the page says so. */
export const pagePastEnd: Property = {
  name: 'page-past-end',
  class: 'pagination',
  severity: 'error',
  statement: 'A page behind the last entry is empty, and states the same total as any other page.',
  source: 'inferred: nothing limits the page that can be asked for, and the total does not depend on the page',
  applies: (contract) => pagerOf(contract)?.hasRandomAccess === true,
  run: async (session) => {
    const { contract } = session;
    const { pagination } = contract;
    const pager = pagerOf(contract);
    const [whole] = await collectionsOf(session);
    if (pagination === undefined || pager === undefined || whole === undefined || !whole.complete) return;
    const invariants = pageInvariants(contract).filter((invariant) => invariant.severity === 'error');
    const count = whole.items.length;
    const total = whole.replies[0] && totalOf(contract, whole.replies[0].body as never);
    const end = (size: number) => pager.behind(count, size)?.position as number;
    const judge = async (page: PageRequest): Promise<Complaint[]> => {
      const request = pager.request(page, whole.base);
      const answer = await session.ask(request);
      if (page.position === FURTHEST && answer.kind === 'reply' && isClientError(answer.status)) return [];
      const success = successOf(contract, answer);
      if ('complaint' in success) return [success.complaint];
      const { reply, body } = success;
      const items = itemsOf(contract, body);
      const { response } = pagination;
      if (items.length > 0) {
        const message = `has entries behind the end of ${count}`;
        return [complain(reply, message, [], items.length, response.items)];
      }
      if (!Array.isArray(at(body, response.items))) {
        return [complain(reply, 'is no list behind the end', [], at(body, response.items), response.items)];
      }
      if (total !== undefined && totalOf(contract, body) !== total) {
        return [complain(reply, 'differs behind the end', total, totalOf(contract, body), response.total)];
      }
      for (const invariant of invariants) {
        const found = invariant.judge({ request, response: body });
        if (found.length > 0) return complaintsOf(reply, found);
      }
      return [];
    };
    const sizes = [10, 1, 7, 20, 100].concat(count > 0 ? [count] : []);
    await session.forAll({
      label: 'pages behind the end',
      cases: fc
        .record({ size: fc.integer({ min: 1, max: 200 }), further: fc.nat(1_000) })
        .map(({ size, further }): PageRequest => ({ position: end(size) + further, size })),
      always: [
        ...sizes.flatMap((size) => [0, 1, size].map((further) => ({ position: end(size) + further, size }))),
        { position: 1_000_000, size: 10 },
        { position: FURTHEST, size: 10 },
      ].filter(({ position, size }) => (position as number) >= end(size)),
      runs: Math.ceil(session.operation.settings.runs / 3),
      judge,
    });
  },
};
