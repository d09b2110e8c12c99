import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../scripts/verify/transport/answer.js';
import { Patience } from '../../../scripts/verify/transport/patience.js';

const now = Date.parse('2026-01-01T00:00:00Z');
const refusal = (headers: Record<string, string>) => ({ headers }) as unknown as Reply;

describe('waits as long as the server says', () => {
  const table: [Record<string, string>, number][] = [
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': ' 7 ' }, 7000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }, 5000],
    [{ 'retry-after': 'Thu, 01 Jan 2020 00:00:00 GMT' }, 0],
    // The server's clock is a year ahead.
    [{ 'retry-after': 'Fri, 01 Jan 2027 00:00:03 GMT', date: 'Fri, 01 Jan 2027 00:00:00 GMT' }, 3000],
  ];
  test.each(table)('%j', (headers, want) => {
    expect(new Patience({ total: 60_000, random: () => 0.5 }).next(refusal(headers), now)).toBe(want);
  });
});

test.each([{}, { 'retry-after': 'soon' }, { 'retry-after': '' }, { 'retry-after': '9'.repeat(400) }])(
  'waits longer and longer where the server says nothing that helps: %j',
  (headers) => {
    const patience = new Patience({ total: 20_000, random: () => 0.5 });
    const waits = Array.from({ length: 8 }, () => patience.next(refusal(headers), now));
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, undefined, undefined, undefined]);
  },
);

test('ends at its total, and at once where the server asks for more', () => {
  const patience = new Patience({ total: 5_000, random: () => 0 });
  expect(patience.next(refusal({ 'retry-after': '3600' }), now)).toBeUndefined();
  expect(patience.next(refusal({ 'retry-after': '3' }), now)).toBe(3000);
  expect(patience.next(refusal({ 'retry-after': '3' }), now)).toBeUndefined();
});

test('ends also where the server always says "now"', () => {
  const patience = new Patience({ total: 90_000, random: () => 0 });
  let tries = 0;
  while (patience.next(refusal({ 'retry-after': '0' }), now) !== undefined) tries++;
  expect(tries).toBeLessThan(20);
});
