import * as fc from 'fast-check';
import { collectionsOf } from '../../collection.js';
import type { Property } from '../../property.js';
import { directionsOf, judgeSorted, type Order } from '../../sorted.js';

/** Every field in both directions: over all pages, not on each of them. */
export const sortOrder: Property = {
  name: 'sort-order',
  class: 'sort',
  severity: 'error',
  statement:
    'The whole result, from its first page to its last, is sorted by the field and in the direction asked for.',
  source: 'documented: parameters choose field and direction of the sort order',
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { sort } = session.contract;
    const [whole] = await collectionsOf(session);
    if (sort === undefined || whole === undefined) return;
    const keys = Object.keys(sort.fields);
    const directions = directionsOf(session.contract);
    const large = Math.min(1_000, Math.max(1, whole.items.length));
    await session.forAll<Order & { size: number }>({
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
      judge: ({ size, ...order }) => judgeSorted(session, whole, order, size),
    });
  },
};
