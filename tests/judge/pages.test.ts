import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Exchange } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, said, tasks, upTo } from './said.js';

const contract = contractOf('ListOperationTask');
const details = contractOf('ListOperationProcessDetail');
const logs = contractOf('ListOperationLogsByVaultName');

/** A page of Huawei's logs, which echo nothing but the total. */
function log(request: JsonObject, count: number, total: number): Exchange {
  const from = Number(request.offset ?? 0);
  const data_list = upTo(from + count, from + 1).map((index) => ({
    host_id: `h-${index}`,
    backup_name: 'b',
    started_at: '2026-01-01T00:00:00Z',
  }));
  return { request: { project_id: 'p', ...request }, status: 200, body: { total_num: total, data_list }, time: 0 };
}

const third = { CurrentPage: 3, PageSize: 2 };

describe('a single page', () => {
  test.each<[string, string, Exchange[], string[], number]>([
    ['page-count', 'the number of its entries', [tasks({}, [1, 2])], [], 1],
    [
      'page-count',
      'another number',
      [tasks({}, [1, 2], { Count: 3 })],
      ['error /PageInfo/Count: is not the number of entries on the page; expected 2, found 3'],
      1,
    ],
    ['page-count', 'no number at all', [tasks({}, [1, 2], { Count: null })], [], 0],
    ['page-size', 'as many entries as asked for', [tasks({ PageSize: 2 }, [1, 2])], [], 1],
    [
      'page-size',
      'more',
      [tasks({ PageSize: 2 }, [1, 2, 3])],
      ['error /OperationTasks: has more entries than the page size; expected 2, found 3'],
      1,
    ],
    [
      'page-size',
      'more than it echoes, asked for none',
      [tasks({}, upTo(21), { PageSize: 20 })],
      ['error /OperationTasks: has more entries than the page size; expected 20, found 21'],
      1,
    ],
    ['page-size', 'nothing', [tasks({ PageSize: 2 }, [])], [], 0],
    ['page-echo', 'page and size', [tasks(third, [5, 6], { total: 9 })], [], 2],
    [
      'page-echo',
      'another page',
      [tasks(third, [5, 6], { total: 9, CurrentPage: 2 })],
      ['error /PageInfo/CurrentPage: is not the CurrentPage of the request; expected 3, found 2'],
      2,
    ],
    [
      'page-echo',
      'another size',
      [tasks(third, [5, 6], { total: 9, PageSize: 20 })],
      ['error /PageInfo/PageSize: is not the PageSize of the request; expected 2, found 20'],
      2,
    ],
    ['page-echo', 'the last page, behind the end', [tasks(third, [3, 4], { total: 4, CurrentPage: 2 })], [], 2],
    [
      'page-echo',
      'a page before the first one, behind the end',
      [tasks({ CurrentPage: 1, PageSize: 2 }, [], { total: 0, CurrentPage: 0 })],
      ['error /PageInfo/CurrentPage: is not the CurrentPage of the request; expected 1, found 0'],
      2,
    ],
    [
      'page-echo',
      'neither its own nor the last page, behind the end',
      [tasks({ CurrentPage: 9, PageSize: 2 }, [3, 4], { total: 4, CurrentPage: 8 })],
      ['error /PageInfo/CurrentPage: is not the CurrentPage of the request; expected 9, found 8'],
      2,
    ],
    ['page-echo', 'no size', [tasks({ PageSize: 0 }, [1], { PageSize: 20 })], [], 0],
    ['page-echo', 'a page before the first', [tasks({ CurrentPage: 0 }, [1], { CurrentPage: 1 })], [], 0],
    ['page-echo', 'a refused page', [{ ...tasks(third, [], { CurrentPage: 7 }), status: 400 }], [], 0],
    ['page-total', 'as many as there are', [tasks(third, [5, 6], { total: 6 })], [], 1],
    [
      'page-total',
      'fewer',
      [tasks(third, [5, 6], { total: 5 })],
      ['error /PageInfo/TotalCount: is less than the entries up to this page; expected "at least 6", found 5'],
      1,
    ],
    ['page-total', 'nothing on the page', [tasks(third, [], { total: 4 })], [], 0],
    ['page-full', 'a full page', [tasks(third, [5, 6], { total: 9 })], [], 1],
    ['page-full', 'the last one', [tasks(third, [5], { total: 5 })], [], 1],
    [
      'page-full',
      'too few',
      [tasks(third, [5], { total: 9 })],
      ['error /OperationTasks: has not the entries that page 3 of 2 has of a result of 9; expected 2, found 1'],
      1,
    ],
    [
      'page-full',
      'more than the total',
      [tasks(third, [5, 6], { total: 5 })],
      ['error /PageInfo/TotalCount: does not fit the 2 entries of page 3 of 2; expected 6, found 5'],
      1,
    ],
    ['page-full', 'nothing in all', [tasks({}, [], { total: 0 })], [], 1],
    [
      'page-full',
      'nothing, of something',
      [tasks({}, [], { total: 1 })],
      ['error /OperationTasks: has not the entries that page 1 of 20 has of a result of 1; expected 1, found 0'],
      1,
    ],
    ['page-full', 'a page of what a filter leaves', [tasks({ ...third, Type: 'REPAIR' }, [5], { total: 9 })], [], 0],
    [
      'filtered-total',
      'a total of all',
      [tasks({ ...third, Type: 'REPAIR' }, [5], { total: 9 })],
      ['error /PageInfo/TotalCount: does not fit the 1 entries of page 3 of 2; expected 5, found 9'],
      1,
    ],
    ['filtered-total', 'a total of what is left', [tasks({ ...third, Type: 'REPAIR' }, [5], { total: 5 })], [], 1],
    ['filtered-total', 'a page without a filter', [tasks(third, [5], { total: 9 })], [], 0],
    ['page-past-end', 'nothing', [tasks(third, [], { total: 4 })], [], 1],
    ['page-past-end', 'the last page instead', [tasks(third, [3, 4], { total: 4 })], [], 1],
    [
      'page-past-end',
      'something else',
      [tasks({ ...third, PageSize: 3 }, [3, 4], { total: 4 })],
      [
        'error /OperationTasks: has not what a page behind the end of 4 has; expected "the 1 entries of the last page", found 2',
      ],
      1,
    ],
    ['page-past-end', 'a page before the end', [tasks(third, [5], { total: 5 })], [], 0],
  ])('%s: %s', (rule, _, exchanges, want, compared) => {
    expect(said(contract, rule, exchanges)).toEqual(want);
    expect(outcomeOf(contract, rule, exchanges).compared).toBe(compared);
  });
});

describe('a page for which no page or size is asked', () => {
  test.each<[string, Exchange[], string[], number]>([
    ['is the default', [tasks({}, upTo(20), { total: 30 })], [], 2],
    [
      'is another page',
      [tasks({}, upTo(20), { total: 30, CurrentPage: 0 })],
      ['warning /PageInfo/CurrentPage: is not the default of CurrentPage; expected 1, found 0'],
      2,
    ],
    [
      'has another size',
      [tasks({}, upTo(10), { total: 30, PageSize: 10 })],
      ['warning /PageInfo/PageSize: is not the default of PageSize; expected 20, found 10'],
      2,
    ],
    ['says nothing of itself, and is full', [tasks({}, upTo(20), { total: 30, PageSize: null })], [], 2],
    [
      'says nothing of itself, and is not full',
      [tasks({}, upTo(10), { total: 30, PageSize: null })],
      ['warning /OperationTasks: is not a page of the default PageSize; expected 20, found 10'],
      2,
    ],
    ['says nothing of itself, and is all', [tasks({}, upTo(10), { total: 10, PageSize: null })], [], 2],
    ['is asked for a page alone', [tasks({ CurrentPage: 2 }, upTo(10), { total: 30, PageSize: null })], [], 0],
  ])('%s', (_, exchanges, want, compared) => {
    expect(said(contract, 'page-default', exchanges)).toEqual(want);
    expect(outcomeOf(contract, 'page-default', exchanges).compared).toBe(compared);
  });
  test('is an error where the page states the default', () => {
    const PageInfo = { CurrentPage: 2, PageSize: 20, TotalCount: 0, Count: 0 };
    const exchange = { request: {}, status: 200, body: { ProcessDetails: [], PageInfo } };
    expect(said(details, 'page-default', [exchange])).toEqual([
      'error /PageInfo/CurrentPage: is not the default of CurrentPage; expected 1, found 2',
    ]);
  });
});

describe('pages by offset', () => {
  test.each<[string, string, Exchange[], string[], number]>([
    ['page-full', 'full', [log({ offset: 3, limit: 7 }, 7, 20)], [], 1],
    ['page-full', 'the last', [log({ offset: 14, limit: 7 }, 6, 20)], [], 1],
    [
      'page-full',
      'too short',
      [log({ offset: 3, limit: 7 }, 6, 20)],
      ['error /data_list: has not the entries that page 3 of 7 has of a result of 20; expected 7, found 6'],
      1,
    ],
    [
      'page-total',
      'less than there are',
      [log({ offset: 3, limit: 7 }, 7, 9)],
      ['error /total_num: is less than the entries up to this page; expected "at least 10", found 9'],
      1,
    ],
    [
      'page-size',
      'too many',
      [log({ offset: 3, limit: 7 }, 8, 20)],
      ['error /data_list: has more entries than the page size; expected 7, found 8'],
      1,
    ],
    ['page-past-end', 'nothing', [log({ offset: 20, limit: 7 }, 0, 20)], [], 1],
    ['page-past-end', 'the last of a round number', [log({ offset: 20, limit: 7 }, 6, 20)], [], 1],
    ['page-past-end', 'the last ones', [log({ offset: 20, limit: 7 }, 7, 20)], [], 1],
    [
      'page-past-end',
      'some',
      [log({ offset: 20, limit: 7 }, 3, 20)],
      [
        'error /data_list: has not what a page behind the end of 20 has; expected "the 7 entries of the last page", found 3',
      ],
      1,
    ],
    ['page-window', 'its stretch', [log({ offset: 0, limit: 9 }, 9, 9), log({ offset: 3, limit: 4 }, 4, 9)], [], 1],
  ])('%s: %s', (rule, _, exchanges, want, compared) => {
    expect(said(logs, rule, exchanges)).toEqual(want);
    expect(outcomeOf(logs, rule, exchanges).compared).toBe(compared);
  });
});

describe('a size that is larger than a server takes', () => {
  const large = { PageSize: 500 };
  test.each<[string, string, Exchange[], string[]]>([
    ['page-full', 'is cut', [tasks(large, upTo(100), { total: 300, PageSize: 100 })], []],
    ['page-echo', 'is cut, and says so', [tasks(large, upTo(100), { total: 300, PageSize: 100 })], []],
    [
      'page-full',
      'is cut, though a larger page was served',
      [tasks({ PageSize: 200 }, upTo(200), { total: 300 }), tasks(large, upTo(100), { total: 300 })],
      ['error /OperationTasks: has not the entries that page 1 of 500 has of a result of 300; expected 300, found 100'],
    ],
    [
      'page-full',
      'is cut now so, now so',
      [
        tasks(large, upTo(100), { total: 300, PageSize: 100 }),
        tasks({ PageSize: 400 }, upTo(150), { total: 300, PageSize: 150 }),
      ],
      ['error /OperationTasks: has not the entries that page 1 of 100 has of a result of 300; expected 100, found 150'],
    ],
    [
      'page-full',
      'one that the page shows is cut',
      [tasks({ PageSize: 20 }, upTo(10), { total: 300 })],
      ['error /OperationTasks: has not the entries that page 1 of 20 has of a result of 300; expected 20, found 10'],
    ],
  ])('%s: %s', (rule, _, exchanges, want) => {
    expect(said(contract, rule, exchanges)).toEqual(want);
  });
});

describe('pages of one result', () => {
  const [one, two, three] = [
    { CurrentPage: 1, PageSize: 2 },
    { CurrentPage: 2, PageSize: 2 },
    { CurrentPage: 3, PageSize: 2 },
  ];
  const whole = tasks({ PageSize: 20 }, upTo(5));
  const thirty = tasks({ PageSize: 50 }, upTo(30));
  const walk = [tasks(one, [1, 2], { total: 5 }), tasks(two, [3, 4], { total: 5 }), tasks(three, [5], { total: 5 })];
  test.each<[string, string, Exchange[], string[]]>([
    ['page-window', 'are its stretches', [whole, ...walk, whole], []],
    [
      'page-window',
      'begin elsewhere',
      [whole, tasks(two, [2, 3], { total: 5 }), whole],
      [
        'error /OperationTasks/0: is not entry 3 of the whole result, which stands there on page 2 of 2; expected "task-3", found {"TaskId":"task-2"}',
      ],
    ],
    [
      'page-window',
      'have no list at all',
      [whole, answered(one, { Code: 'InternalError' }), whole],
      [
        'error /OperationTasks: is not there, and page 1 of 2 of the whole result has entries; expected "2 entries", found undefined',
      ],
    ],
    [
      'page-window',
      'have another list',
      [whole, answered(one, { OperationTasks: null }), whole],
      [
        'error /OperationTasks: is not there, and page 1 of 2 of the whole result has entries; expected "2 entries", found null',
      ],
    ],
    [
      'page-window',
      'hold another entry',
      [whole, tasks(two, [3, 9], { total: 5 }), whole],
      [
        'error /OperationTasks/1: is not entry 4 of the whole result, which stands there on page 2 of 2; expected "task-4", found {"TaskId":"task-9"}',
      ],
    ],
    ['page-past-end', 'is the last one, behind the end', [whole, tasks({ ...two, PageSize: 5 }, upTo(5)), whole], []],
    [
      'page-past-end',
      'is another one, behind the end',
      [whole, tasks({ ...two, PageSize: 5 }, [5, 4, 3, 2, 1]), whole],
      [
        'error /OperationTasks/0: is not the entry that the last page has there; expected "an entry of the last page", found {"TaskId":"task-5"}',
      ],
    ],
    ['sequence-total', 'state one total', [...walk, ...walk], []],
    [
      'sequence-total',
      'state another one each time',
      upTo(3).flatMap(() => [tasks(one, [1, 2], { total: 5 }), tasks(two, [3, 4], { total: 7 })]),
      [
        'error /PageInfo/TotalCount: differs from the total on another page of the same result; expected 5, found 7',
        'error /PageInfo/TotalCount: differs from the total on another page of the same result; expected 5, found 7',
        'error /PageInfo/TotalCount: differs from the total on another page of the same result; expected 5, found 7',
      ],
    ],
    ['sequence-gap', 'are all that there are', walk, []],
    [
      'sequence-gap',
      'are fewer, twice',
      [1, 2].flatMap(() => [...walk.slice(0, 2), tasks(three, [], { total: 5 })]),
      [
        'error /OperationTasks: does not fit the 4 entries on all pages; expected 4, found 5',
        'error /OperationTasks: does not fit the 4 entries on all pages; expected 4, found 5',
      ],
    ],
    ['sequence-overlap', 'have nothing in common', walk, []],
    [
      'sequence-overlap',
      'have an entry in common',
      [whole, walk[0] as Exchange, tasks(two, [2, 3], { total: 5 }), whole],
      [
        'error /OperationTasks/0: stands on page 1 of the walk, too; expected "another entry", found {"TaskId":"task-2"}',
      ],
    ],
    [
      'sequence-overlap',
      'have an entry in common, though each says that it is the first',
      [whole, tasks(one, [1, 2], { total: 5 }), tasks(two, [2, 3], { total: 5, CurrentPage: 1 }), whole],
      [
        'error /OperationTasks/0: stands on page 1 of the walk, too; expected "another entry", found {"TaskId":"task-2"}',
      ],
    ],
    [
      'sequence-overlap',
      'have an entry in common, though the second says that it is a large one',
      [whole, tasks(one, [1, 2], { total: 5 }), tasks(two, [2, 3], { total: 5, PageSize: 20 }), whole],
      [
        'error /OperationTasks/0: stands on page 1 of the walk, too; expected "another entry", found {"TaskId":"task-2"}',
      ],
    ],
    [
      'sequence-overlap',
      'go on behind the size that the first has by itself',
      [
        thirty,
        tasks({}, upTo(10), { total: 30, PageSize: 10 }),
        tasks({ CurrentPage: 2, PageSize: 10 }, upTo(19, 10), { total: 30 }),
        thirty,
      ],
      [
        'error /OperationTasks/0: stands on page 1 of the walk, too; expected "another entry", found {"TaskId":"task-10"}',
      ],
    ],
    [
      'sequence-overlap',
      'hold an entry twice',
      [tasks({}, [1, 1])],
      ['error /OperationTasks/1: stands on the page twice; expected "another entry", found {"TaskId":"task-1"}'],
    ],
    ['page-partition', 'are the same, whatever their size', [whole, ...walk, whole], []],
    [
      'page-partition',
      'lose an entry',
      [whole, tasks(one, [1, 2], { total: 4 }), tasks(two, [3, 4], { total: 4 }), whole],
      [
        'error /OperationTasks: lacks an entry that the same result had before; expected {"TaskId":"task-5"}, found undefined',
      ],
    ],
    [
      'page-partition',
      'have an entry more',
      [whole, ...walk.slice(0, 2), tasks(three, [5, 6], { total: 6 }), whole],
      [
        'error /OperationTasks: has an entry that the same result had not before; expected "the same entries", found {"TaskId":"task-6"}',
      ],
    ],
  ])('%s: %s', (rule, _, exchanges, want) => {
    expect(said(contract, rule, exchanges)).toEqual(want);
  });
});
