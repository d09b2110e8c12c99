import { expect, test } from 'vitest';
import { isNestedDeeperThan } from '../../scripts/base/json-depth.js';

test.each([
  ['[[1]]', 2, false],
  ['[[[1]]]', 2, true],
  ['[{"a":[1]}]', 2, true],
  ['[[],[],[[]]]', 2, true],
  ['[[],[],[],{}]', 2, false],
  ['["[[[[["]', 2, false],
  ['["\\"[[[[["]', 2, false],
  ['["\\\\",[[]]]', 2, true],
  ['"[', 2, false],
  ['['.repeat(1_000_000), 500, true],
])('%.20s has more than %d levels: %s', (text, limit, want) => {
  expect(isNestedDeeperThan(text, limit)).toBe(want);
});
