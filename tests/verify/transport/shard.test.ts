import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf } from '../../../scripts/verify/transport/shard.js';

const work = fc.array(fc.record({ operation: fc.constantFrom('a', 'b'), property: fc.string(), cost: fc.nat(1000) }), {
  maxLength: 60,
});

test('shards do all work together, each piece once, in its order', () => {
  fc.assert(
    fc.property(work, fc.integer({ min: 1, max: 8 }), (list, count) => {
      const shards = Array.from({ length: count }, (_, index) => shardOf(list, { index: index + 1, count }));
      const all = shards.flat();
      expect(all).toHaveLength(list.length);
      expect(new Set(all)).toEqual(new Set(list));
      for (const shard of shards) expect(shard).toEqual(list.filter((piece) => shard.includes(piece)));
      expect(shardOf(structuredClone(list), { index: 1, count })).toEqual(shards[0]);
    }),
  );
});

test('shards cost about the same', () => {
  fc.assert(
    fc.property(work, fc.integer({ min: 1, max: 8 }), (list, count) => {
      const sum = (pieces: readonly { cost: number }[]) => pieces.reduce((total, { cost }) => total + cost, 0);
      const loads = Array.from({ length: count }, (_, index) => sum(shardOf(list, { index: index + 1, count })));
      const dearest = Math.max(0, ...list.map(({ cost }) => cost));
      // No better division is possible than this bound; the rule promises 4/3 of the best one.
      expect(Math.max(...loads)).toBeLessThanOrEqual(sum(list) / count + dearest);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(dearest);
    }),
  );
});

test('pieces that cost nothing are spread, too', () => {
  const list = Array.from({ length: 9 }, (_, index) => ({ operation: 'a', property: `${index}`, cost: 0 }));
  expect([1, 2, 3].map((index) => shardOf(list, { index, count: 3 }).length)).toEqual([3, 3, 3]);
});
