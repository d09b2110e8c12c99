import * as fc from 'fast-check';
import { pagerOf } from '../../contract/pager.js';
import type { Property } from '../property.js';

/** Requests of a single walk, so that walks in small steps stay affordable. */
const MAX_STEPS = 60;

/** Walks in steps of any size, from the first page to the last. */
export const walks: Property = {
  name: 'walks',
  class: 'pagination',
  statement: 'The whole result is read in pages of many sizes.',
  cost: 400,
  applies: (contract) => pagerOf(contract) !== undefined,
  run: async (session) => {
    const [whole] = await session.collections();
    if (whole === undefined) return;
    const count = whole.items.length;
    const smallest = Math.max(1, Math.ceil(count / MAX_STEPS));
    const sizes = [smallest, 7, 10, 20, 30, 50, 64, 100, Math.ceil(count / 2), count - 1, count, count + 1];
    await session.forAll({
      label: 'walks',
      cases: fc.integer({ min: Math.max(smallest, Math.ceil(count / 20)), max: Math.max(smallest, count) + 1 }),
      always: [...new Set(sizes)].filter((size) => size >= smallest),
      runs: Math.min(4, session.operation.settings.runs),
      ask: (size) => session.walk(whole.base, size),
    });
  },
};
