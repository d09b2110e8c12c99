import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Exchange } from '../../scripts/judge/index.js';
import { rulesOf } from '../../scripts/judge/index.js';
import { inDefaultOrder } from '../../scripts/judge/rules/sort.js';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, said } from './said.js';

const contract = contractOf('DescribeProcessTasks');

/** A page of tasks that were created, and delivered, at some moments. */
function page(
  request: JsonObject,
  moments: readonly (Json | undefined)[],
  {
    field = 'ProcessTime',
    PageNumber = 1,
    total = moments.length,
    ids = [...moments.keys()] as (number | string)[],
  } = {},
): Exchange {
  const PageSize = 20;
  const items = moments.map((moment, index) => ({
    TaskId: String(ids[index]),
    ...(moment === undefined ? {} : { [field]: moment }),
  }));
  const whole = { ...request, PageSize, PageNumber };
  return answered(whole, { ProcessTasks: items, Page: { PageNumber, PageSize, TotalCount: total } });
}

const by = (Direction: string, OrderField = 'ProcessTime') => ({ OrderField, Direction });
const later = { PageNumber: 2, ids: ['a', 'b', 'c'], total: 23 };
const many = Array.from({ length: 20 }, (_, index) => 100 + index);

describe('an order', () => {
  test.each<[string, Exchange[], string[], number]>([
    ['rises where it is to rise', [page(by('asc'), [1, 2, 3])], [], 2],
    [
      'falls where it is to rise',
      [page(by('asc'), [1, 3, 2])],
      ['error /ProcessTasks/2/ProcessTime: breaks the ascending order of ProcessTime; expected "at least 3", found 2'],
      2,
    ],
    ['falls where it is to fall', [page(by('desc'), [3, 2, 1])], [], 2],
    [
      'rises where it is to fall',
      [page(by('desc'), [1, 2])],
      ['error /ProcessTasks/1/ProcessTime: breaks the descending order of ProcessTime; expected "at most 1", found 2'],
      1,
    ],
    ['stays', [page(by('desc'), [2, 2, 2])], [], 0],
    ['leaves out what has no value', [page(by('asc'), [2, undefined, null, '', 0, 3])], [], 1],
    [
      'does not forget what came before that',
      [page(by('asc'), [2, undefined, 1])],
      ['error /ProcessTasks/2/ProcessTime: breaks the ascending order of ProcessTime; expected "at least 2", found 1'],
      1,
    ],
    ['is of another field', [page(by('asc', 'RemoveTime'), [3, 2, 1])], [], 0],
    [
      'is of a field that has another name',
      [page(by('asc', 'gmtCreate'), [2, 1], { field: 'GmtCreateMillis' })],
      [
        'error /ProcessTasks/1/GmtCreateMillis: breaks the ascending order of GmtCreateMillis; expected "at least 2", found 1',
      ],
      1,
    ],
    ['is of a field that nobody knows', [page(by('asc', 'Other'), [2, 1])], [], 0],
    ['is of a field that every object has', [page(by('asc', 'constructor'), [2, 1])], [], 0],
    ['has a direction that nobody knows', [page(by('sideways'), [2, 1])], [], 0],
    [
      'goes on from page to page',
      [page(by('asc'), many, { total: 23 }), page(by('asc'), [120, 121, 122], later)],
      [],
      22,
    ],
    [
      'begins anew on the next page',
      [
        page(by('asc'), many, { total: 23 }),
        page(by('asc'), [1, 2, 3], later),
        page(by('asc'), many, { total: 23 }),
        page(by('asc'), [1, 2, 3], later),
      ],
      [
        'error /ProcessTasks/0/ProcessTime: breaks the ascending order of ProcessTime; expected "at least 119", found 1',
        'error /ProcessTasks/0/ProcessTime: breaks the ascending order of ProcessTime; expected "at least 119", found 1',
      ],
      40,
    ],
    ...[null, '', 0, undefined].flatMap((nothing): [string, Exchange[], string[], number][] => [
      [
        `leaves out ${JSON.stringify(nothing)} at the end of a page`,
        ['asc', 'desc'].flatMap((direction) => {
          const known = direction === 'asc' ? many.slice(1) : many.slice(1).reverse();
          const rest = direction === 'asc' ? [120, 121, 122] : [90, 80, 70];
          return [page(by(direction), [...known, nothing], { total: 23 }), page(by(direction), rest, later)];
        }),
        [],
        2 * (18 + 3),
      ],
      [
        `does not forget what came before ${JSON.stringify(nothing)} at the end of a page`,
        [1, 2].flatMap(() => [
          page(by('asc'), [...many.slice(1), nothing], { total: 23 }),
          page(by('asc'), [90, 130, 131], later),
        ]),
        [1, 2].map(
          () =>
            'error /ProcessTasks/0/ProcessTime: breaks the ascending order of ProcessTime; expected "at least 119", found 90',
        ),
        2 * (18 + 1),
      ],
    ]),
    ['is refused', [{ ...page(by('asc'), [3, 2, 1]), status: 400 }], [], 0],
  ])('%s', (_, exchanges, want, compared) => {
    expect(said(contract, 'sort-order', exchanges)).toEqual(want);
    expect(outcomeOf(contract, 'sort-order', exchanges).compared).toBe(compared);
  });

  test.each<[string, string, Exchange, string[]]>([
    ['sort-direction-default', 'falls without a direction', page({ OrderField: 'ProcessTime' }, [2, 1]), []],
    [
      'sort-direction-default',
      'rises without a direction',
      page({ OrderField: 'ProcessTime' }, [1, 2]),
      ['error /ProcessTasks/1/ProcessTime: breaks the descending order of ProcessTime; expected "at most 1", found 2'],
    ],
    ['sort-direction-default', 'has a direction', page(by('asc'), [2, 1]), []],
    ['sort-default', 'falls by creation', page({}, [2, 1], { field: 'GmtCreateMillis' }), []],
    [
      'sort-default',
      'rises by creation',
      page({}, [1, 2], { field: 'GmtCreateMillis' }),
      [
        'warning /ProcessTasks/1/GmtCreateMillis: breaks the descending order of GmtCreateMillis; expected "at most 1", found 2',
      ],
    ],
    ['sort-default', 'has a field', page({ OrderField: 'GmtCreateMillis' }, [1, 2], { field: 'GmtCreateMillis' }), []],
    [
      'sort-default',
      'rises by creation as asked',
      page({ Direction: 'asc' }, [1, 2], { field: 'GmtCreateMillis' }),
      [],
    ],
    [
      'sort-default',
      'falls by creation, asked to rise',
      page({ Direction: 'asc' }, [2, 1], { field: 'GmtCreateMillis' }),
      [
        'warning /ProcessTasks/1/GmtCreateMillis: breaks the ascending order of GmtCreateMillis; expected "at least 2", found 1',
      ],
    ],
    ['sort-order', 'has neither', page({}, [1, 2]), []],
  ])('%s: %s', (rule, _, exchange, want) => {
    expect(said(contract, rule, [exchange])).toEqual(want);
  });

  test('is documented where the page states it', () => {
    const rules = rulesOf(contract).filter((rule) => rule.class === 'sort');
    expect(Object.fromEntries(rules.map(({ id, provenance }) => [id, provenance]))).toEqual({
      'sort-order': { kind: 'documented', where: 'OrderField, Direction' },
      'sort-direction-default': { kind: 'documented', where: 'Direction' },
      'sort-default': { kind: 'inferred', reason: contract.sort?.inferred },
      'sort-set': { kind: 'documented', where: 'OrderField, Direction' },
    });
  });

  const whole = page({}, [3, 2, 1], { field: 'GmtCreateMillis' });
  test.each<[string, Exchange[], string[]]>([
    ['holds the same entries', [whole, page(by('asc'), [1, 2, 3]), whole], []],
    [
      'loses one',
      [whole, page(by('asc'), [1, 2]), whole],
      [
        'error /ProcessTasks: lacks an entry that the result has in another order; expected {"TaskId":"2","GmtCreateMillis":1}, found undefined',
      ],
    ],
    ['loses one beside a filter', [whole, page({ ...by('asc'), YunCode: ['WAF'] }, [1, 2]), whole], []],
    ['loses one that is gone', [whole, page(by('asc'), [1, 2]), page({}, [3, 2])], []],
  ])('%s', (_, exchanges, want) => {
    expect(said(contract, 'sort-set', exchanges)).toEqual(want);
  });
});

describe('items in the default order', () => {
  const items = [{ n: 2 }, { m: 1 }, { n: 3, x: 1 }, { n: 1 }, { n: 3, x: 2 }];
  test.each([
    ['desc', [{ n: 3, x: 1 }, { n: 3, x: 2 }, { n: 2 }, { n: 1 }, { m: 1 }]],
    ['asc', [{ n: 1 }, { n: 2 }, { n: 3, x: 1 }, { n: 3, x: 2 }, { m: 1 }]],
  ])('%s', (direction, want) => {
    const sort = { by: 'by', direction: 'd', fields: {}, default: { field: '/n', direction } };
    expect(inDefaultOrder({ sort }, items)).toEqual(want);
  });
  test('stay where they are if there is none', () => {
    expect(inDefaultOrder({}, items)).toEqual(items);
  });
});
