import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { entriesOf, type Pager, pagerOf } from '../../scripts/contract/pager.js';

type Pagination = NonNullable<Contract['pagination']>;

/** The pager of an operation whose parameters have the defaults that are given. */
function pagerWith(pagination: object, defaults: Record<string, Json> = {}): Pager {
  const parameters = Object.entries(defaults).map(([name, value]) => ({
    name,
    in: 'query',
    schema: { default: value },
  }));
  return pagerOf({ pagination: pagination as Pagination, parameters, definitions: {} } as never) as Pager;
}

const names = { request: { position: 'at', size: 'size' }, identity: ['/id'] };
const page = { style: 'page', ...names, response: { items: '/items', total: '/total' } };
const fromZero = { ...page, first: 0 };
const offset = { style: 'offset', ...names, response: { items: '/items', total: '/total' } };
const untold = { style: 'page', ...names, response: { items: '/items' } };
const marker = { style: 'marker', ...names, response: { items: '/items' } };
const token = { style: 'token', ...names, response: { items: '/items', next: '/next' } };

const things = Array.from({ length: 7 }, (_, index) => ({ id: `t${index}`, rank: index }));
const ids = (list: readonly Json[]) => list.map((one) => (one as JsonObject).id);

test('an operation that says nothing of pages has none', () => {
  expect(pagerOf({ parameters: [], definitions: {}, pagination: undefined } as never)).toBeUndefined();
});

describe('pages that are found by arithmetic', () => {
  test.each<
    [
      what: string,
      pagination: object,
      first: number,
      at: [index: number, position: number, start: number][],
      last: number,
      behind: number,
    ]
  >([
    [
      'by number',
      page,
      1,
      [
        [0, 1, 0],
        [2, 1, 0],
        [3, 2, 3],
        [8, 3, 6],
      ],
      3,
      4,
    ],
    [
      'by number from 0',
      fromZero,
      0,
      [
        [0, 0, 0],
        [2, 0, 0],
        [3, 1, 3],
        [8, 2, 6],
      ],
      2,
      3,
    ],
    [
      'by offset',
      offset,
      0,
      [
        [0, 0, 0],
        [2, 2, 2],
        [8, 8, 8],
      ],
      4,
      7,
    ],
  ])('%s, of seven entries by three', (_, pagination, first, at, last, behind) => {
    const pager = pagerWith(pagination);
    expect(pager).toMatchObject({ hasRandomAccess: true, hasTotal: true });
    expect(pager.first(3)).toEqual({ position: first, size: 3 });
    expect(pager.isFirst({ position: first, size: 3 })).toBe(true);
    expect(pager.isFirst({ position: first + 1, size: 3 })).toBe(false);
    for (const [index, position, start] of at) {
      expect(pager.at(index, 3)).toEqual({ position, size: 3 });
      expect(pager.startOf({ position, size: 3 })).toBe(start);
    }
    expect(pager.last(7, 3)).toEqual({ position: last, size: 3 });
    expect(pager.behind(7, 3)).toEqual({ position: behind, size: 3 });
    expect(pager.windowOf(pager.behind(7, 3) as never, 7)).toEqual({ start: expect.any(Number), count: 0 });
    const second = pager.after(pager.first(3)) as never;
    expect(pager.windowOf(second, 7)).toEqual({ start: 3, count: 3 });
    expect(pager.cut(second, entriesOf(things))).toEqual({ start: 3, count: 3, next: undefined });
    expect(pager.windowOf(pager.after(second) as never, 7)).toEqual({ start: 6, count: 1 });
    expect(pager.cut({ position: first - 1, size: 3 }, entriesOf(things)), 'before the first').toBeUndefined();
  });

  test('of six entries by three, the second is the last', () => {
    expect(pagerWith(page).last(6, 3)).toEqual({ position: 2, size: 3 });
    expect(pagerWith(page).behind(6, 3)).toEqual({ position: 3, size: 3 });
    expect(pagerWith(offset).last(2, 3)).toEqual({ position: 0, size: 3 });
  });

  test('the next one is there until the total is reached', () => {
    const pager = pagerWith(page);
    const response = (total: Json) => ({ items: things.slice(0, 3), total });
    expect(pager.next(pager.first(3), response(4))).toEqual({ position: 2, size: 3 });
    expect(pager.next(pager.first(3), response(3))).toBeUndefined();
    // Without a whole number as total, a page that is not full is the last.
    expect(pager.next(pager.first(3), response('4'))).toEqual({ position: 2, size: 3 });
    expect(pager.next(pager.first(4), response('4'))).toBeUndefined();
    expect(pagerWith(untold).next({ position: 1, size: 3 }, response(3))).toEqual({ position: 2, size: 3 });
    expect(pagerWith(untold).hasTotal).toBe(false);
  });
});

describe('pages that are led to', () => {
  test.each([
    ['by a marker', marker],
    ['by another field of the entries', { ...marker, marker: '/rank' }],
    ['by a token', token],
  ])('%s', (_, pagination) => {
    const pager = pagerWith(pagination);
    expect(pager).toMatchObject({ hasRandomAccess: false, hasTotal: false });
    expect(pager.first(3)).toEqual({ position: undefined, size: 3 });
    expect(pager.isFirst({ position: undefined, size: 3 })).toBe(true);
    expect(pager.isFirst({ position: 't1', size: 3 })).toBe(false);
    const some = { position: 't1', size: 3 };
    const calculated = [
      pager.at(1, 3),
      pager.last(7, 3),
      pager.behind(7, 3),
      pager.after(some),
      pager.startOf(some),
      pager.windowOf(some, 7),
    ];
    expect(calculated).toEqual(Array(6).fill(undefined));
    const shown: Json[] = [];
    let pages = 0;
    for (let now: ReturnType<Pager['next']> = pager.first(3); now !== undefined; pages++) {
      const cut = pager.cut(now, entriesOf(things));
      const items = things.slice(cut?.start, (cut?.start ?? 0) + (cut?.count ?? 0));
      shown.push(...items);
      now = pager.next(now, { items, next: cut?.next ?? '' });
      expect(cut?.next === undefined).toBe(now === undefined);
    }
    expect(ids(shown)).toEqual(ids(things));
    expect(pages).toBe(3);
    expect(pager.cut({ position: 'made-up', size: 3 }, entriesOf(things))).toBeUndefined();
  });

  test('a marker is that of the last entry; the entry behind it begins the page', () => {
    const pager = pagerWith(marker);
    expect(pager.cut({ position: 't2', size: 2 }, entriesOf(things))).toEqual({ start: 3, count: 2, next: 't4' });
    expect(pager.cut({ position: 't4', size: 2 }, entriesOf(things))).toEqual({ start: 5, count: 2, next: undefined });
    expect(pager.cut({ position: 't6', size: 2 }, entriesOf(things))).toEqual({ start: 7, count: 0, next: undefined });
    expect(pager.cut({ position: undefined, size: 0 }, entriesOf(things))).toEqual({
      start: 0,
      count: 0,
      next: undefined,
    });
    // A page that is not full is the last one, and so is one whose last entry has no marker.
    expect(pager.next({ position: undefined, size: 3 }, { items: things.slice(0, 2) })).toBeUndefined();
    expect(pager.next({ position: undefined, size: 2 }, { items: things.slice(0, 2) })).toEqual({
      position: 't1',
      size: 2,
    });
    expect(pager.next({ position: undefined, size: 1 }, { items: [{ id: '' }] })).toBeUndefined();
    expect(pager.next({ position: undefined, size: 1 }, { items: [{}] })).toBeUndefined();
    expect(pager.next({ position: undefined, size: 1 }, {})).toBeUndefined();
  });

  test('a token that nobody gave leads nowhere', () => {
    const pager = pagerWith(token);
    const given = pager.cut(pager.first(3), entriesOf(things))?.next as string;
    expect(pager.cut({ position: given, size: 3 }, entriesOf(things))).toMatchObject({ start: 3, count: 3 });
    const [start, sum] = given.split('.') as [string, string];
    for (const position of [start, `${start}.`, `4.${sum}`, `${start}.${sum}0`, `-${given}`, '', 'x.yyyy', 3]) {
      expect(pager.cut({ position, size: 3 }, entriesOf(things)), String(position)).toBeUndefined();
    }
    // Of a result that has become shorter meanwhile.
    expect(pager.cut({ position: given, size: 3 }, entriesOf(things.slice(0, 2)))).toBeUndefined();
    expect(pager.cut({ position: given, size: 3 }, entriesOf(things.slice(0, 3)))).toEqual({
      start: 3,
      count: 0,
      next: undefined,
    });
  });
});

describe('a request', () => {
  test('has the page beside the query, and is read back', () => {
    const pager = pagerWith(page, { at: 1, size: 20 });
    expect(pager.request({ position: 2, size: 5 }, { status: 'A' })).toEqual({ status: 'A', at: 2, size: 5 });
    expect(pager.request({ position: 2, size: 5 })).toEqual({ at: 2, size: 5 });
    expect(pager.requested({ at: 2, size: 5 })).toEqual({ position: 2, size: 5 });
    expect(pager.requested({})).toEqual({ position: 1, size: 20 });
    expect(pager.requested({ at: 2 })).toEqual({ position: 2, size: 20 });
    for (const request of [{ at: '2' }, { at: 1.5 }, { size: '5' }, { size: 2 ** 53 }])
      expect(pager.requested(request)).toBeUndefined();
    expect(pagerWith(page).requested({ at: 1 })).toBeUndefined();
    expect(pagerWith(page).requested({ size: 1 })).toBeUndefined();
  });

  test('for the first page has no marker', () => {
    const pager = pagerWith(marker, { size: 20 });
    expect(pager.request({ position: undefined, size: 5 }, { at: 't1', status: 'A' })).toEqual({
      status: 'A',
      size: 5,
    });
    expect(pager.requested({ at: 't1' })).toEqual({ position: 't1', size: 20 });
    expect(pager.requested({ at: 5 })).toEqual({ position: 5, size: 20 });
    for (const at of ['', null, true]) expect(pager.requested({ at })).toEqual({ position: undefined, size: 20 });
    expect(pager.requested({ at: 't1', size: 'x' })).toBeUndefined();
    expect(pagerWith(marker, { at: 't3', size: 1 }).requested({})).toEqual({ position: 't3', size: 1 });
  });
});

test('a response is read as far as it is one', () => {
  const pager = pagerWith(page);
  expect(pager.items({ items: [1, 2] })).toEqual([1, 2]);
  for (const response of [{}, { items: 'none' }, null, []]) expect(pager.items(response)).toEqual([]);
  expect(pager.total({ total: 5 })).toBe(5);
  for (const total of ['5', 1.5, null]) expect(pager.total({ total })).toBeUndefined();
  expect(pagerWith(untold).total({ total: 5 })).toBeUndefined();
});
