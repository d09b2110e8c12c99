import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clone, type Json } from '../../scripts/base/json.js';
import {
  at,
  child,
  formatPointer,
  matcher,
  parentOf,
  parsePointer,
  put,
  reader,
  remove,
  select,
  visitor,
} from '../../scripts/base/pointer.js';

const steps = fc.array(fc.oneof(fc.string(), fc.constantFrom('', '~', '/', '~1', '~0', '~01', '*', '__proto__')));

describe('a pointer', () => {
  // The examples of RFC 6901, sections 3 and 5.
  test.each<[string, string[]]>([
    ['', []],
    ['/', ['']],
    ['/foo/0', ['foo', '0']],
    ['/a~1b', ['a/b']],
    ['/m~0n', ['m~n']],
    ['/~01', ['~1']],
    ['/ /c%d', [' ', 'c%d']],
    ['a/b', ['a', 'b']],
  ])('%j has the steps %j', (pointer, want) => {
    expect(parsePointer(pointer)).toEqual(want);
  });

  test('of steps is read back as they were', () => {
    fc.assert(
      fc.property(steps, (any) => {
        expect(parsePointer(formatPointer(any))).toEqual(any);
      }),
    );
    expect(formatPointer(['a', 0, 'b/c~'])).toBe('/a/0/b~1c~0');
  });
});

const document: Json = {
  '': 'nothing',
  'a/b': { c: [10, { d: 20 }, [30]] },
  list: [{ id: 1, tags: ['x', 'y'] }, { id: 2 }, 3, null, { id: null, tags: 'z' }],
  ten: Array.from({ length: 12 }, (_, index) => index * 10),
  __proto__: null,
};

const found: [string, Json | undefined][] = [
  ['', document],
  ['/', 'nothing'],
  ['/a~1b/c/0', 10],
  ['/a~1b/c/1/d', 20],
  ['/a~1b/c/2/0', 30],
  ['/a~1b/c/3', undefined],
  ['/a~1b/c/-1', undefined],
  ['/a~1b/c/length', undefined],
  ['/list/0/id', 1],
  ['/list/3/id', undefined],
  ['/list/2/id', undefined],
  ['/list/4/id', null],
  ['/ten/10', 100],
  ['/ten/010', undefined],
  ['/ten/00', undefined],
  ['/ten/1x', undefined],
  ['/ten/x1', undefined],
  ['/ten/1e1', undefined],
  ['/constructor', undefined],
  ['/toString/name', undefined],
  ['/__proto__', undefined],
];

describe('the value at', () => {
  test.each(found)('%j', (pointer, want) => {
    expect(at(document, pointer)).toEqual(want);
    expect(reader(pointer)(document)).toEqual(want);
    const [only] = select(document, pointer);
    expect(only?.value).toEqual(want);
    expect(only?.path).toBe(want === undefined ? undefined : pointer);
  });

  test('nothing is nothing', () => {
    for (const pointer of ['/a', '/a/b', '/a/b/c']) expect(at(undefined, pointer)).toBeUndefined();
    expect(child('text', 'length')).toBeUndefined();
    expect(child(null, 'a')).toBeUndefined();
  });

  test('a key __proto__ that the data have is data', () => {
    const own = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Json;
    expect(at(own, '/__proto__/a')).toBe(1);
    expect(at(own, '/constructor')).toBe(2);
    expect(at({}, '/__proto__')).toBeUndefined();
  });

  test('is found however many pointers were asked for in between', () => {
    expect(at(document, '/list/0/id')).toBe(1);
    for (let index = 0; index < 9_000; index++) expect(at(document, `/list/none-${index}`)).toBeUndefined();
    expect(at(document, '/list/0/id')).toBe(1);
  });
});

const patterns: [string, [string, Json][]][] = [
  [
    '/list/*/id',
    [
      ['/list/0/id', 1],
      ['/list/1/id', 2],
      ['/list/4/id', null],
    ],
  ],
  [
    '/list/*/tags/*',
    [
      ['/list/0/tags/0', 'x'],
      ['/list/0/tags/1', 'y'],
    ],
  ],
  ['/a~1b/c/*/*', [['/a~1b/c/2/0', 30]]],
  ['/a~1b/*', []],
  ['/a~1b/c/1', [['/a~1b/c/1', { d: 20 }]]],
  ['/list/*/nothing', []],
];

describe('the pattern', () => {
  test.each(patterns)('%s names its places, in order', (pattern, want) => {
    expect(select(document, pattern).map(({ path, value }) => [path, value])).toEqual(want);
    const seen: Json[] = [];
    visitor(pattern)(document, (value) => seen.push(value));
    expect(seen).toEqual(want.map(([, value]) => value));
    for (const [, value] of want)
      expect(matcher(pattern, (other) => isDeepStrictEqual(other, value))(document)).toBe(true);
    expect(matcher(pattern, () => false)(document)).toBe(false);
    expect(matcher(pattern, () => true)(document)).toBe(want.length > 0);
  });
});

describe('put', () => {
  test.each<[Json, string, Json]>([
    [{}, '/a', { a: 9 }],
    [{ a: 1 }, '/a', { a: 9 }],
    [{}, '/a/b/c', { a: { b: { c: 9 } } }],
    [{ a: { x: 1 } }, '/a/b', { a: { x: 1, b: 9 } }],
    [[1, 2], '/1', [1, 9]],
    [[1, 2], '/2', [1, 2]],
    [[1, 2], '/x1', [1, 2]],
    [[1, 2], '/1x', [1, 2]],
    [[1, 2], '/-', [1, 2]],
    [[1, 2], '/0x1', [1, 2]],
    [[1, 2], '/1e0', [1, 2]],
    [[1, 2], '/a/b', [1, 2]],
    [Array(11).fill(0), '/10', [...Array(10).fill(0), 9]],
    [[{}], '/0/a', [{ a: 9 }]],
    [{ a: 'text' }, '/a/b', { a: 'text' }],
    [{ a: 'text' }, '/a/b/c', { a: 'text' }],
    [{ a: null }, '/a/b', { a: null }],
    [{ a: 1 }, '', { a: 1 }],
  ])('into %j at %s gives %j', (target, pointer, want) => {
    const copy = clone(target);
    put(copy, pointer, 9);
    expect(copy).toEqual(want);
  });

  test('sets __proto__ as data', () => {
    const target: Json = {};
    put(target, '/__proto__/polluted', 9);
    expect(JSON.stringify(target)).toBe('{"__proto__":{"polluted":9}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('remove', () => {
  test.each<[Json, string, Json]>([
    [{ a: 1, b: 2 }, '/a', { b: 2 }],
    [{ a: { b: 1, c: 2 } }, '/a/b', { a: { c: 2 } }],
    [{ a: 1 }, '/b', { a: 1 }],
    [{ a: 1 }, '/a/b', { a: 1 }],
    [[1, 2], '/0', [1, 2]],
    [[{ a: 1 }], '/0/a', [{}]],
    [null, '/a', null],
  ])('from %j at %s leaves %j', (target, pointer, want) => {
    const copy = clone(target);
    remove(copy, pointer);
    expect(copy).toEqual(want);
  });
});

test.each<[string, Json | undefined, string]>([
  ['/list/1/id', { id: 2 }, 'id'],
  ['/list/9/id', undefined, 'id'],
  ['/list', document, 'list'],
  ['', document, ''],
])('the container of %j', (pointer, parent, key) => {
  expect(parentOf(document, pointer)).toEqual({ parent, key });
});
