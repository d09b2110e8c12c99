import * as fc from 'fast-check';
import type { Property } from '../property.js';
import { directionsOf, inOrder } from '../questions/orders.js';

/** The same order twice, in pages of another size. */
export const sortStable: Property = {
  name: 'order-again',
  class: 'sort',
  statement: 'The same order is asked for again, in pages of another size, so that ties show.',
  cost: 30,
  alone: true,
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { contract } = session;
    const { sort } = contract;
    const [whole] = await session.collections();
    if (sort === undefined || whole === undefined) return;
    const large = session.operation.everything.sizeFor(Math.max(1, whole.items.length));
    await session.forAll({
      label: 'orders',
      cases: fc.record({
        by: fc.constantFrom(...Object.keys(sort.fields)),
        direction: fc.constantFrom(...directionsOf(contract)),
        size: fc.integer({ min: Math.ceil(large / 10), max: large }),
      }),
      always: Object.keys(sort.fields).map((by) => ({
        by,
        direction: sort.default.direction,
        size: Math.ceil(large / 3),
      })),
      runs: Math.ceil(session.operation.settings.runs / 5),
      ask: async ({ size, ...order }) => {
        const filters = inOrder(contract, whole.base, order);
        await session.walk(filters, large);
        await session.walk(filters, size);
      },
    });
  },
};
