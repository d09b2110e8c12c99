import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../scripts/base/edit-distance.js';
import { hashOf, hashOfNumbers } from '../../scripts/base/hash.js';
import { printable } from '../../scripts/base/printable.js';

describe('printable', () => {
  test.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a line break', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a bidirectional override', 'a\u202eb', 'a\\u202eb'],
    ['an isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a C1 control character', 'a\u009bb', 'a\\u009bb'],
    ['half of a pair', 'a\ud800', 'a\\ud800'],
    ['a format character beyond the first plane', '\u{e0041}', '\\u{e0041}'],
    ['letters of any script', 'tâche 任务 🙂', 'tâche 任务 🙂'],
  ])('%s', (_, given, want) => {
    expect(printable(given)).toBe(want);
  });
});

describe('editDistance', () => {
  test.each([
    ['PageSize', 'PageSize', 0],
    ['PageSize', 'PageSzie', 1],
    ['PageSize', 'PageSizes', 1],
    ['PageSize', 'PageSise', 1],
    ['PageSize', 'ageSiz', 2],
    ['a', 'completely-else', 5],
    ['', '', 0],
  ])('%s and %s: %i', (one, other, want) => {
    expect(editDistance(one, other, 5)).toBe(want);
  });

  test('is the same both ways, nothing only for equals, and never above its limit', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 9 }), (one, other, limit) => {
        const distance = editDistance(one, other, limit);
        expect(editDistance(other, one, limit)).toBe(distance);
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('hashOf', () => {
  test('tells parts from each other, and keeps to whole numbers below 2^53', () => {
    const numbers = [hashOf('ab', 'c'), hashOf('a', 'bc'), hashOf('abc'), hashOf(''), hashOf(), hashOf(1), hashOf(2)];
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
  });

  test('is the same on every machine', () => {
    expect(hashOf('ListOperationTask', 1)).toBe(hashOf('ListOperationTask', '1'));
    expect(hashOf('a')).toBe(739_066_514_343_885);
  });
});

test('hashOfNumbers tells numbers below 2^53 apart, and their order, and keeps below 2^53 itself', () => {
  const lists = [[], [0], [0, 0], [1], [2 ** 32], [2 ** 32 + 1], [2 ** 52], [1, 2], [2, 1], [2 ** 53 - 1]];
  const hashes = lists.map(hashOfNumbers);
  expect(new Set(hashes).size).toBe(lists.length);
  for (const hash of hashes) expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
  expect(hashOfNumbers([1, 2])).toBe(hashes[7]);
});
