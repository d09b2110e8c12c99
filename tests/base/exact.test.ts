import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exact, parseExact, writeExact } from '../../scripts/base/exact.js';

describe('parseExact', () => {
  const table: [string, Exact][] = [
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['18446744073709551615', 18446744073709551615n],
    ['1234567890123456.5', 1234567890123456.5],
    ['12345678901234567890e2', Number('12345678901234567890e2')],
    ['"9007199254740993"', '9007199254740993'],
    ['{"a\\"9007199254740993":[1,9007199254740993,"\\\\"]}', { 'a"9007199254740993': [1, 9007199254740993n, '\\'] }],
    [
      '[0.1234567890123456789,-0.1234567890123456789]',
      [Number('0.1234567890123456789'), Number('-0.1234567890123456789')],
    ],
    [`1${'0'.repeat(39)}`, 10n ** 39n],
    [`-1${'0'.repeat(38)}`, -(10n ** 38n)],
    [`1${'0'.repeat(40)}`, 1e40],
    [`-1${'0'.repeat(39)}`, -1e39],
    [`1${'0'.repeat(60)}`, 1e60],
    ['{"a" :\n9007199254740993,"b":\t[\r\n-9007199254740993 ]}', { a: 9007199254740993n, b: [-9007199254740993n] }],
    ['["x:9007199254740993,9007199254740993"]', ['x:9007199254740993,9007199254740993']],
    ['[-1, 1234567890123456789 ,{"b":-1234567890123456789}]', [-1, 1234567890123456789n, { b: -1234567890123456789n }]],
  ];
  test.each(table)('%s', (text, want) => {
    expect(parseExact(text).exact).toEqual(want);
    expect(parseExact(text).plain).toEqual(JSON.parse(text));
  });

  test('gives one and the same object where nothing is lost', () => {
    for (const text of ['{"a":[1,2]}', '{"a":"12345678901234567890"}', '[1234567890123456]']) {
      const { plain, exact } = parseExact(text);
      expect(exact).toBe(plain);
    }
  });

  test('keeps __proto__ as data', () => {
    const { exact } = parseExact('{"__proto__":{"a":9007199254740993}}');
    expect(Object.keys(exact as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(exact)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect(writeExact(exact)).toBe('{"__proto__":{"a":9007199254740993}}');
  });

  test.each(['', '{', '09007199254740993', '9007199254740993,', '[1 9007199254740993]', '-'])('refuses %j', (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  });

  test('walks a value of any depth', () => {
    const depth = 20_000;
    const { exact } = parseExact(`${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`);
    let inner = exact;
    while (Array.isArray(inner)) inner = inner[0] as Exact;
    expect(inner).toBe(9007199254740993n);
  });
});

test('what writeExact writes, parseExact reads', () => {
  const integer = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value): Exact => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  });
  const value = fc.letrec<{ any: Exact }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      integer,
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any')),
      fc.dictionary(fc.string(), tie('any'), { noNullPrototype: true }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      expect(parseExact(writeExact(one)).exact).toEqual(one);
    }),
  );
  expect(writeExact({ a: [1n, 'x'] }, 2)).toBe('{\n  "a": [\n    1,\n    "x"\n  ]\n}');
});

test('writeExact writes what JSON.stringify writes, and raises what it raises, where there is no bigint', () => {
  expect(writeExact({ a: [1.5, null, 'x'] })).toBe('{"a":[1.5,null,"x"]}');
  const endless: { [key: string]: Exact } = {};
  endless.self = endless;
  expect(() => writeExact(endless)).toThrow(TypeError);
});
