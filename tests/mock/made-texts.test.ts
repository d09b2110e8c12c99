import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../scripts/base/hash.js';
import { likeText, uniqueTexts } from '../../scripts/mock/dataset/text.js';

/** An example, and the shape that every text like it has. */
const shapes: [string, RegExp][] = [
  ['d7b2acf8d362742123e4a84e1bf8****', /^[0-9a-f]{32}$/],
  ['a0000000-0000-4000-8000-000000000000', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ['i-wz9abo6wgjmh4yep****', /^i-wz\dabo\dwgjmh\dyep\d{4}-[0-9a-z]{4}$/],
  ['task-000000000', /^task-\d{9}$/],
  ['no-123456789012-end', /^no-\d{12}-end$/],
  ['192.168.XX.XX', /^\d{3}\.\d{3}\.XX\.XX-[0-9a-z]{4}$/],
  ['xxx-123456789', /^\d{3}-\d{9}$/],
  ['name', /^name-[0-9a-z]{4}$/],
  ['', /^item-[0-9a-z]{4}$/],
];

describe.each(shapes)('texts like "%s"', (example, shape) => {
  test('have its shape, are told apart, and come again', () => {
    const [texts, again] = [uniqueTexts(example, 1), uniqueTexts(example, 1)];
    const all = Array.from({ length: 300 }, (_, index) => texts(index));
    for (const text of all) expect(text).toMatch(shape);
    expect(new Set(all).size).toBe(300);
    expect(again(7)).toBe(all[7]);
  });
  test('are told apart wherever they are in the world', () => {
    const texts = uniqueTexts(example, 3);
    const number = fc.nat({ max: 999_999_999 });
    const differ = (one: number, other: number) => {
      expect(texts(one) === texts(other)).toBe(one === other);
    };
    fc.assert(fc.property(number, number, differ));
    // Numbers that only one of their digits tells apart, in either notation.
    for (const apart of [900_000_000, 2 ** 28, 2 ** 29]) {
      for (let one = 0; one < 100; one++) if (one + apart < 1e9) differ(one, one + apart);
    }
  });
});

// So many that some would be alike if chance alone made them.
test.each<[what: string, number: (index: number) => number]>([
  ['the first', (index) => index],
  ['any', (index) => hashOf(index) % 1e9],
])('fifty thousand texts of nine digits, of %s numbers, are told apart', (_, number) => {
  const texts = uniqueTexts('task-000000000', 1);
  const numbers = new Set(Array.from({ length: 50_000 }, (_, index) => number(index)));
  expect(new Set([...numbers].map(texts)).size).toBe(numbers.size);
});

test('texts of another seed are others', () => {
  expect(uniqueTexts('task-000000000', 1)(0)).not.toBe(uniqueTexts('task-000000000', 2)(0));
});

test.each([
  [' web-01\n', 0, /^web-01$/],
  ['cn-shenzhen', 1, /^(?:cn|ap|eu|us)-[a-z]+(?:-\d)?$/],
  ['short', 4, /^short-5$/],
  ['12', 1, /^12-2$/],
  ['i-12345', 1, /^i-\d{5}$/],
  ['a1b2c3****', 1, /^[0-9a-f]{10}$/],
])('a text that several share, like "%s": number %i', (example, index, want) => {
  expect(likeText(example, 1, index)).toMatch(want);
});
