import * as fc from 'fast-check';
import type { Property } from '../property.js';
import { directionsOf, inOrder } from '../questions/orders.js';

/** Every field in both directions, over all pages. */
export const sortOrders: Property = {
  name: 'orders',
  class: 'sort',
  statement: 'The whole result is read in every order, in large pages and in small ones.',
  cost: 60,
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { contract } = session;
    const [whole] = await session.collections();
    if (contract.sort === undefined || whole === undefined) return;
    const keys = Object.keys(contract.sort.fields);
    const directions = directionsOf(contract);
    const large = session.operation.everything.sizeFor(Math.max(1, whole.items.length));
    await session.forAll({
      label: 'orders',
      cases: fc.record({
        by: fc.constantFrom(...keys),
        direction: fc.constantFrom(...directions),
        size: fc.integer({ min: Math.max(1, Math.ceil(large / 20)), max: large }),
      }),
      always: keys.flatMap((by) =>
        directions.flatMap((direction) =>
          [large, Math.max(1, Math.ceil(large / 9))].map((size) => ({ by, direction, size })),
        ),
      ),
      runs: Math.ceil(session.operation.settings.runs / 5),
      ask: ({ size, ...order }) => session.walk(inOrder(contract, whole.base, order), size),
    });
  },
};
