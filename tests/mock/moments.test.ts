import { expect, test } from 'vitest';
import { settingsOf } from '../../scripts/mock/options.js';

test.each([
  ['2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
  ['2026-01-31T12:00:00+02:00', Date.UTC(2026, 0, 31, 10)],
  ['1769860800000', 1_769_860_800_000],
  [1_769_860_800_000.9, 1_769_860_800_000],
  [new Date(1_769_860_800_000), 1_769_860_800_000],
  [Date.UTC(2001, 11, 1), Date.UTC(2001, 11, 1)],
  [Date.UTC(2286, 0, 1), Date.UTC(2286, 0, 1)],
  ['1007164800000', 1_007_164_800_000],
])('the moment that counts as now may be given as %s', (given, want) => {
  expect(settingsOf({ now: given }).now).toBe(want);
});

test.each([
  'soon',
  '',
  Number.NaN,
  Date.UTC(2001, 11, 1) - 1,
  Date.UTC(2286, 0, 1) + 1,
  new Date(Number.NaN),
  '12345678901',
  '1x769860800000',
  'x1769860800000',
])('not as %s', (given) => {
  expect(() => settingsOf({ now: given })).toThrow(
    `now is ${String(given)}; it has to be a date and time such as 2026-01-31T12:00:00Z, or milliseconds since 1970, between 2002 and 2285`,
  );
});
