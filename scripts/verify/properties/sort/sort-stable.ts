import * as fc from 'fast-check';
import { identityOf } from '../../../contract/invariants/sequence.js';
import { collectionsOf } from '../../collection.js';
import { complain } from '../../complaint.js';
import type { Property } from '../../property.js';
import { directionsOf, inOrder } from '../../sorted.js';
import { walk } from '../../walk.js';

/** The same order twice is the same order, ties included, and in pages of any size. */
export const sortStable: Property = {
  name: 'sort-stable',
  class: 'sort',
  severity: 'error',
  alone: true,
  statement:
    'Asking for the same order again gives the same order, also of equal entries and in pages of another size.',
  source: 'inferred: otherwise pages of one order could not be put together',
  applies: ({ sort, pagination }) => sort !== undefined && pagination !== undefined,
  run: async (session) => {
    const { contract } = session;
    const { sort, pagination } = contract;
    const [whole] = await collectionsOf(session);
    if (sort === undefined || pagination === undefined || whole === undefined) return;
    const large = Math.min(1_000, Math.max(1, whole.items.length));
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
      judge: async ({ size, ...order }) => {
        const filters = inOrder(contract, whole.base, order);
        const one = await walk(session, filters, large);
        const other = await walk(session, filters, size);
        const complaint = one.complaint ?? other.complaint;
        if (complaint !== undefined) return [complaint];
        const [first, second] = [one, other].map(({ items }) =>
          items.map((item) => identityOf(item, pagination.identity)),
        );
        const place = (first ?? []).findIndex((name, index) => second?.[index] !== name);
        const reply = other.steps.at(-1)?.reply;
        if (place < 0 || reply === undefined) return [];
        const message = `entry ${place} of the same order differs the second time, in pages of ${size}`;
        return [complain(reply, message, one.items[place] ?? null, other.items[place])];
      },
    });
  },
};
