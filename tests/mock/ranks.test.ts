import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Table } from '../../scripts/mock/dataset/table.js';

const directions = fc.constantFrom('ascending' as const, 'descending' as const);

test('numbers have the ranks that they have among values of any kind', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 }), directions, (numbers, direction) => {
      const ranks = new Table(numbers.map((n) => ({ n }))).ranks('/n', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      const rows = [...numbers.keys()];
      // Alike ones stay in the order of their rows.
      const order = rows.toSorted((a, b) => sign * ((numbers[a] as number) - (numbers[b] as number)) || a - b);
      expect(rows.toSorted((a, b) => (ranks[a] as number) - (ranks[b] as number))).toEqual(order);
      expect([...ranks].sort((a, b) => a - b)).toEqual(rows);
    }),
  );
});
