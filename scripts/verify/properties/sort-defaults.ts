import type { Property } from '../property.js';
import { directionsOf, inOrder, type Order } from '../questions/orders.js';

/** Orders of which the field, the direction or both are left to their defaults. */
export const sortDefaults: Property = {
  name: 'order-defaults',
  class: 'sort',
  statement: 'Field and direction of an order are left out, alone and together.',
  cost: 15,
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { contract } = session;
    const [whole] = await session.collections();
    if (contract.sort === undefined || whole === undefined) return;
    const size = session.operation.everything.sizeFor(Math.max(1, whole.items.length));
    const orders: Order[] = [
      ...Object.keys(contract.sort.fields).map((by) => ({ by })),
      {},
      ...directionsOf(contract).map((direction) => ({ direction })),
    ];
    await session.forAll({
      label: 'defaults',
      always: orders,
      ask: (order) => session.walk(inOrder(contract, whole.base, order), size),
    });
  },
};
