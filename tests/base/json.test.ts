import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepFreeze, isObject, isSameText, type Json, jsonText, own, setOwn } from '../../scripts/base/json.js';

test.each<[unknown, boolean]>([
  [{}, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [() => {}, false],
])('%o is an object: %s', (value, want) => {
  expect(isObject(value)).toBe(want);
});

test.each<[Json | undefined, string, Json | undefined]>([
  [{ a: 1 }, 'a', 1],
  [{ a: null }, 'a', null],
  [{}, 'a', undefined],
  [{}, 'constructor', undefined],
  [{}, '__proto__', undefined],
  [JSON.parse('{"__proto__":1}'), '__proto__', 1],
  [[1], '0', undefined],
  [null, 'a', undefined],
  [undefined, 'a', undefined],
  ['text', 'length', undefined],
])('%j has of its own at %s: %j', (value, key, want) => {
  expect(own(value, key)).toBe(want);
});

test('a key __proto__ is set as data that can be listed, changed and removed', () => {
  const object: { [key: string]: Json } = {};
  setOwn(object, '__proto__', { a: 1 });
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(Object.entries(object)).toEqual([['__proto__', { a: 1 }]]);
  setOwn(object, '__proto__', 2);
  expect(Object.entries(object)).toEqual([['__proto__', 2]]);
  Reflect.set(object, '__proto__', 3);
  expect(Object.values(object)).toEqual([3]);
  expect(Reflect.deleteProperty(object, '__proto__')).toBe(true);
  setOwn(object, 'constructor', 4);
  expect(Object.entries(object)).toEqual([['constructor', 4]]);
});

describe('deepFreeze', () => {
  test('freezes all that is in a value, and gives that value', () => {
    const value = { a: [{ b: { c: 1 } }, null, 'text'], d: {} };
    expect(deepFreeze(value)).toBe(value);
    for (const part of [value, value.a, value.a[0], (value.a[0] as { b: object }).b, value.d]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('leaves alone what is no object', () => {
    for (const value of [null, undefined, 1, 'text', true]) expect(deepFreeze(value)).toBe(value);
  });

  test('ends where a value holds itself', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    expect(Object.isFrozen(deepFreeze(value))).toBe(true);
  });
});

test.each<[unknown, string]>([
  [undefined, ''],
  ['a"b', '"a\\"b"'],
  [{ a: [1, null] }, '{"a":[1,null]}'],
  [9007199254740993n, '"9007199254740993n"'],
  [{ a: [9007199254740993n, 'x', 1] }, '{"a":["9007199254740993n","x",1]}'],
])('the text of %o', (value, want) => {
  expect(jsonText(value as Json)).toBe(want);
});

describe('isSameText', () => {
  test.each<[string, string, boolean]>([
    ['{"a":1,"b":[true,null,"x"]}', '{"a":1,"b":[true,null,"x"]}', true],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', false],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1,"b":2}', '{"a":1}', false],
    ['{"a":1}', '{"b":1}', false],
    ['{"a":{"b":1}}', '{"a":{"b":2}}', false],
    ['[1,2]', '[1]', false],
    ['[1]', '[1,2]', false],
    ['["0"]', '{"0":"0"}', false],
    ['{"0":"0"}', '["0"]', false],
    ['[]', '{}', false],
    ['{"a":null}', '{"a":{}}', false],
    ['{"a":{}}', '{"a":null}', false],
    ['{"a":"1"}', '{"a":1}', false],
    ['{"__proto__":1}', '{"__proto__":2}', false],
    ['{"__proto__":{"a":1}}', '{}', false],
  ])('%s and %s: %s', (one, other, want) => {
    expect(isSameText(JSON.parse(one), JSON.parse(other))).toBe(want);
  });

  test('integers beyond 2^53 are told apart', () => {
    const [one, next] = [9007199254740993n, 9007199254740994n] as unknown as Json[] as [Json, Json];
    expect(isSameText({ a: one }, { a: one })).toBe(true);
    expect(isSameText({ a: one }, { a: next })).toBe(false);
  });

  test('is so of two values exactly where their texts are the same', () => {
    const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(isSameText(one, JSON.parse(jsonText(one)))).toBe(true);
        expect(isSameText(one, other)).toBe(jsonText(one) === jsonText(other));
      }),
    );
  });
});
