import { expect, test } from 'vitest';
import { firstDifference } from '../../scripts/base/first-difference.js';
import type { Json } from '../../scripts/base/json.js';

test.each<{ one: Json; other: Json; want: string | undefined; ignored?: string }>([
  { one: { a: 1, b: [1, { c: null }] }, other: { b: [1, { c: null }], a: 1 }, want: undefined },
  { one: 1, other: '1', want: '' },
  { one: [], other: {}, want: '' },
  { one: null, other: {}, want: '' },
  { one: { a: 1, b: 2 }, other: { b: 3, a: 2 }, want: '/a' },
  { one: { a: [1, 2] }, other: { a: [1, 3] }, want: '/a/1' },
  { one: { a: [1, 2] }, other: { a: [1] }, want: '/a/1' },
  { one: { a: 1 }, other: { a: 1, 'b/c': null }, want: '/b~1c' },
  { one: { a: 1, b: { c: 1 } }, other: { a: 1, b: { c: 2 } }, ignored: '/b/c', want: undefined },
  { one: { a: 1, b: { c: 1 } }, other: { a: 1, b: {} }, ignored: '/b/c', want: undefined },
  { one: { a: 1, b: 1 }, other: { a: 2, b: 2 }, ignored: '/a', want: '/b' },
])('$one and $other differ first at $want', ({ one, other, want, ignored }) => {
  expect(firstDifference(one, other, (pointer) => pointer === ignored)).toBe(want);
});
