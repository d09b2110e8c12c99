import { expect, test } from 'vitest';
import { momentOf } from '../../scripts/base/moment.js';

const noon = Date.UTC(2026, 0, 2, 12);
const table: [string, number | undefined][] = [
  ['2026-01-02T12:00:00Z', noon],
  ['2026-01-02T12:00:00.250Z', noon + 250],
  ['2026-01-02T20:00:00+08:00', noon],
  ['2026-01-02T20:00:00+0800', noon],
  ['2026-01-02 12:00:00 UTC', noon],
  ['2026-01-02T12:00Z', noon],
  ['2026-01-02', noon - 12 * 3_600_000],
  ['Fri, 02 Jan 2026 12:00:00 GMT', noon],
  ['2026-13-02T12:00:00Z', undefined],
  ['web-01', undefined],
  ['alpha 10', undefined],
  ['10', undefined],
  ['1767355200000', undefined],
  ['Task 7 of 2026-01-02', undefined],
  ['', undefined],
];

test.each(table)('%j is the moment %s', (given, want) => {
  expect(momentOf(given)).toBe(want);
});
