import * as fc from 'fast-check';
import { type PageRequest, pagerOf } from '../../contract/pager.js';
import type { Property } from '../property.js';

/** The largest position that a 32-bit integer can name. */
const FURTHEST = 2 ** 31 - 1;

/** Pages behind the end. */
export const pastEnd: Property = {
  name: 'past-end',
  class: 'pagination',
  statement: 'Pages behind the last one are asked for, just behind it and far away.',
  cost: 30,
  applies: (contract) => pagerOf(contract)?.hasRandomAccess === true,
  run: async (session) => {
    const pager = pagerOf(session.contract);
    const [whole] = await session.collections();
    if (pager === undefined || whole === undefined) return;
    const count = whole.total ?? whole.items.length;
    const { limit } = session.operation.everything;
    const behind = (wanted: number, further: number): PageRequest => {
      const size = Math.min(wanted, limit);
      let page = pager.behind(count, size) ?? pager.first(size);
      for (let step = 0; step < further; step++) page = pager.after(page) ?? page;
      return page;
    };
    const far = (position: number): PageRequest => ({ position, size: Math.min(10, limit) });
    const sizes = [10, 1, 7, 20, 100].concat(whole.items.length > 0 ? [whole.items.length] : []);
    await session.forAll({
      label: 'pages behind the end',
      cases: fc
        .record({ size: fc.integer({ min: 1, max: 200 }), further: fc.nat(20) })
        .map(({ size, further }) => behind(size, further)),
      always: [
        ...sizes.flatMap((size) => [0, 1, 3].map((further) => behind(size, further))),
        far(count + 1_000_000),
        far(FURTHEST),
      ],
      runs: Math.ceil(session.operation.settings.runs / 3),
      ask: (page) => session.ask(pager.request(page, whole.base)),
    });
  },
};
