import { expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { codeOrder, compareValues } from '../../scripts/judge/ordering.js';

/** -1: the first belongs before the second; 0: either order is right. */
const table: [Json, Json, number][] = [
  [9, 10, -1],
  ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00+08:00', 1],
  ['Fri, 02 Jan 2026 00:00:00 GMT', '2026-01-03', -1],
  ['2026-01-02', 1_767_312_001_000, -1],
  ['a', 'b', -1],
  ['a', 'B', 0],
  ['web-10', 'web-02', 1],
  ['alpha 10', 'beta 2', -1],
  ['host 1', 'host 1', 0],
  ['web-10', 'web-9', 0],
  ['a_1', 'ab1', 0],
  ['北', '重', -1],
  ['阿', '北', 0],
  ['203.0.113.9', '203.0.113.10', 0],
  ['2026', 'alpha 1', -1],
  // By number or by text: a server may do either.
  ['9', '10', 0],
  ['11', '12', -1],
];

test.each(table)('%j and %j: %i', (one, other, want) => {
  expect(Math.sign(compareValues(one, other))).toBe(want);
  expect(Math.sign(compareValues(other, one))).toBe(want === 0 ? 0 : -want);
});

test.each(table)('of the orders of %j and %j one is chosen', (one, other, want) => {
  const order = Math.sign(codeOrder(one, other));
  expect(order === 0).toBe(one === other);
  if (want !== 0) expect(order).toBe(want);
});
