import * as fc from 'fast-check';
import { collectionsOf } from '../../collection.js';
import type { Property } from '../../property.js';
import { directionsOf, judgeSorted, type Order } from '../../sorted.js';

/**
 * What is left out of an order is what its default says. Where the contract only infers the default field, another
 * order without one is a warning.
 */
export const sortDefault: Property = {
  name: 'sort-default',
  class: 'sort',
  severity: 'error',
  statement: 'Without a direction the result is sorted in the default one, and without a field by the default one.',
  source: 'documented: the default direction; the default field where the page states one',
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { sort } = session.contract;
    const [whole] = await collectionsOf(session);
    if (sort === undefined || whole === undefined) return;
    const size = Math.min(1_000, Math.max(1, whole.items.length));
    const orders: Order[] = [
      ...Object.keys(sort.fields).map((by) => ({ by })),
      {},
      ...directionsOf(session.contract).map((direction) => ({ direction })),
    ];
    await session.forAll<Order>({
      label: 'defaults',
      cases: fc.constant({}),
      always: orders.filter((order) => order.by !== undefined || sort.inferred === undefined),
      runs: 0,
      judge: (order) => judgeSorted(session, whole, order, size),
    });
    if (sort.inferred === undefined) return;
    await session.forAll<Order>({
      label: 'inferred default field',
      cases: fc.constant({}),
      always: orders.filter((order) => order.by === undefined),
      runs: 0,
      judge: async (order) => {
        const complaints = await judgeSorted(session, whole, order, size);
        return complaints.map((complaint) => ({ ...complaint, severity: 'warning' as const }));
      },
    });
  },
};
