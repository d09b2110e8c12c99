import { describe, expect, test } from 'vitest';
import type { Cause, Contract, Filter } from '../../scripts/contract/contract.js';
import { codesFor, type Exchange, Judge, openDecisions } from '../../scripts/judge/index.js';
import { rangesOf } from '../../scripts/judge/ranges.js';
import { fieldsOf } from '../../scripts/judge/rules/filter.js';
import { contractOf } from '../support/mock-contracts.js';
import { freshOf, outcomeOf, said, tasks, upTo } from './said.js';

const contract = contractOf('ListOperationTask');

describe('parameters that are the two ends of one range', () => {
  const parameter = (name: string, match?: string, field = '/a') => ({
    name,
    ...(match === undefined ? {} : { filter: { match, field } }),
  });
  test.each<[what: string, parameters: object[], want: [string, string][]]>([
    ['those of one field', [parameter('from', 'from'), parameter('until', 'until')], [['from', 'until']]],
    [
      'the only two that there are',
      [parameter('from', 'from'), parameter('until', 'until', '/b')],
      [['from', 'until']],
    ],
    [
      'of several those of one field',
      [
        parameter('from-a', 'from'),
        parameter('from-b', 'from', '/b'),
        parameter('until-b', 'until', '/b'),
        parameter('until-c', 'until', '/c'),
      ],
      [['from-b', 'until-b']],
    ],
    [
      'not one of two ends',
      [parameter('from', 'from'), parameter('b', 'until', '/b'), parameter('c', 'until', '/c')],
      [],
    ],
    [
      'not one of two beginnings',
      [parameter('a', 'from'), parameter('b', 'from', '/b'), parameter('c', 'until', '/c')],
      [],
    ],
    ['not a beginning alone', [parameter('from', 'from'), parameter('a', 'equals'), parameter('b')], []],
    ['not an end alone', [parameter('until', 'until')], []],
  ])('%s', (_, parameters, want) => {
    const ranges = rangesOf({ parameters } as unknown as Contract);
    expect(ranges.map(({ from, until }) => [from, until])).toEqual(want);
  });
});

test.each<[filter: object, want: string[]]>([
  [{ match: 'equals', field: '/a' }, ['/a']],
  [{ match: 'from', field: '/a' }, ['/a']],
  [{ match: 'substring', fields: ['/a', '/b'] }, ['/a', '/b']],
  [{ match: 'any-object', fields: { A: '/a', B: '/b' } }, ['/a', '/b']],
])('the fields that a filter looks at: %j', (filter, want) => {
  expect(fieldsOf(filter as Filter)).toEqual(want);
});

test('the usual way to compare texts asks for nothing, each other one for itself', () => {
  const readings = (id: string) =>
    openDecisions(freshOf(contract))
      .find((one) => one.id === id)
      ?.readings.map(({ name, filters }) => [name, filters]);
  expect(readings('text-match:TaskId')).toEqual([
    ['exact', undefined],
    ['any-case', { TaskId: { text: 'any-case' } }],
  ]);
});

test.each<[id: string, want: string]>([
  [
    'ListOperationTask',
    'sequence-total sequence-overlap page-past-end page-refusal page-window sequence-gap page-partition filter:TaskId filter:CheckId filter:OperationTaskInstances conjunction part-of-whole filter:Type filter:Statuses request-id same-answer entity-agreement language:Lang',
  ],
  ['DescribeSecurityEventOperationStatus', 'filter:SecurityEventIds request-id same-answer entity-agreement'],
])('the rules of %s of which one exchange alone shows nothing', (id, want) => {
  const rules = new Judge(freshOf(contractOf(id))).close().rules.map(({ rule }) => rule);
  expect(rules.filter(({ needsOthers }) => needsOthers).map((rule) => rule.id)).toEqual(want.split(' '));
  expect(rules.length).toBeGreaterThan(want.split(' ').length);
});

describe('a page lies behind the end', () => {
  const refused = { request: { CurrentPage: 9 }, status: 400, body: { Code: 'X' } };
  test.each<[what: string, exchanges: Exchange[], compared: number]>([
    ['where there are entries, all of them before it', [tasks({ CurrentPage: 3 }, [], { total: 30 })], 1],
    ['right behind the last one', [tasks({ CurrentPage: 3 }, [], { total: 40 })], 1],
    ['not where some of them are on it', [tasks({ CurrentPage: 2 }, [1], { total: 30 })], 0],
    ['not where there is none', [tasks({ CurrentPage: 2 }, [], { total: 0 })], 0],
    ['not if it is the first', [tasks({}, [], { total: 0 })], 0],
    ['refused, where it is known how many there are', [tasks({}, [1], { total: 1 }), refused], 1],
    ['not refused, where there is none', [tasks({}, [], { total: 0 }), refused], 0],
    ['not refused, where nothing is known of the end', [refused], 0],
  ])('%s', (_, exchanges, compared) => {
    expect(outcomeOf(contract, 'page-refusal', exchanges).compared).toBe(compared);
  });
});

test.each([1, 300, 1_200])(
  'a call id that comes back after %i others is known again, and no other is taken for it',
  (others) => {
    const ids = Array.from({ length: others + 1 }, (_, index) => `id-${index}`);
    const broken = (all: readonly string[]) =>
      outcomeOf(
        contract,
        'request-id',
        all.map((RequestId) => ({ request: {}, status: 400, body: { RequestId } })),
      ).broken;
    expect([broken(ids), broken([...ids, 'id-0']), broken([...ids, ...ids])]).toEqual([0, 1, ids.length]);
  },
);

describe('an integer that no number holds', () => {
  const details = contractOf('ListOperationProcessDetail');
  test.each<[value: string, isFault: boolean]>([
    ['99999999999999999999', false],
    ['-99999999999999999999', false],
    ['9007199254740993', false],
    ['999999999999999', true],
    ['9', true],
    ['99999999999999999999x', true],
    ['x99999999999999999999', true],
    ['--99999999999999999999', true],
    ['abcdefghijklmnopqrst', true],
  ])('travels as text: %s', (EndTime, isFault) => {
    const exchange = { request: { EndTime }, status: 200, body: { RequestId: 'r' } };
    expect(said(details, 'invalid-input', [exchange])).toHaveLength(isFault ? 1 : 0);
  });
});

describe('the codes that may report a cause', () => {
  /** Codes of 400, each with the causes that raise it. */
  const codesOf = (codes: Record<string, [source: string, ...causes: string[]]>, ...causes: Cause[]) => {
    const examples = Object.fromEntries(
      Object.entries(codes).map(([code, [source, ...raisedWhen]]) => [
        code,
        { value: { Code: code, Message: 'm' }, raisedWhen, source },
      ]),
    );
    const response = { status: '400', headers: {}, content: { 'application/json': { schema: {}, examples } } };
    return codesFor({ ...contract, responses: { 400: response } } as never, causes).map(({ code }) => code);
  };
  const some = {
    Bad: ['documented', 'invalid-parameter'],
    Missing: ['documented', 'missing-parameter'],
    Either: ['documented', 'invalid-parameter', 'not-found'],
    Usual: ['common', 'invalid-parameter'],
    Throttled: ['documented', 'throttled'],
  } as const satisfies Record<string, [string, ...string[]]>;

  test.each<[codes: Parameters<typeof codesOf>[0], causes: Cause[], want: string[]]>([
    [some, ['invalid-parameter'], ['Bad', 'Either', 'Usual']],
    [some, ['not-found'], ['Either']],
    [some, ['missing-parameter', 'not-found'], ['Missing', 'Either']],
    // What the vendor's common codes say comes in many spellings.
    [{ Usual: some.Usual }, ['invalid-parameter'], []],
    [{ Usual: some.Usual, Missing: some.Missing }, ['invalid-parameter', 'missing-parameter'], []],
    [{ Usual: some.Usual, Missing: some.Missing }, ['missing-parameter', 'invalid-parameter'], ['Usual', 'Missing']],
    [some, ['unauthorized'], []],
    [some, [], []],
  ])('%j for %j', (codes, causes, want) => {
    expect(codesOf(codes, ...causes)).toEqual(want);
  });
});

test('of an answer all errors are told, of a very large one the first', () => {
  const toldOf = (items: object[]) => {
    const exchange = tasks({}, items as never);
    return outcomeOf(contract, 'response-schema', [exchange], { kept: 10 }).judgements.length;
  };
  const bad = { TaskId: 1, CheckId: 'x' };
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ TaskId: `task-${index}`, Status: 'INIT' }));
  const all = toldOf([bad]);
  expect(all).toBeGreaterThan(1);
  expect(toldOf([{ ...bad, CheckShowName: null }])).toBe(all + 1);
  expect(toldOf([bad, ...many(5_000)])).toBe(all);
  expect(toldOf([bad, ...many(12_000)])).toBe(1);
  // A long text is one value.
  expect(toldOf([bad, { TaskId: 'x'.repeat(30_000), Status: 'INIT' }])).toBe(all);
});

test('what nearly every answer breaks does not hide what a late one breaks besides', () => {
  const named = (id: number, more: object) =>
    tasks({}, [{ TaskId: `task-${id}`, Status: 'INIT', ...more } as Record<string, string | number | null>]);
  const common = Array.from({ length: 30 }, (_, index) => named(index, { ErrorCode: null }));
  const { judgements } = outcomeOf(contract, 'response-schema', [
    ...common,
    named(31, { LastCheckTime: 1_795_914_868 }),
  ]);
  expect(judgements).toHaveLength(21);
  expect(new Set(judgements.map(({ path }) => path))).toEqual(
    new Set(['/OperationTasks/0/ErrorCode', '/OperationTasks/0/LastCheckTime']),
  );
});

test('of an answer with very many errors, one of each kind is told', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ TaskId: `task-${index}`, Status: 'INIT', ErrorCode: null }));
  const late = { TaskId: 'late', Status: 'INIT', LastCheckTime: 'yesterday' };
  const { judgements } = outcomeOf(contract, 'response-schema', [tasks({ PageSize: 100 }, [...many, late])]);
  expect(judgements.map(({ path }) => path)).toContain('/OperationTasks/60/LastCheckTime');
});

test('an entry that an answer shows twice is not said to differ from itself', () => {
  const twice = () => tasks({}, [one('INIT'), one('FAIL')]);
  const one = (Status: string) => ({ TaskId: 'task-1', Status });
  const { judgements } = outcomeOf(contract, 'entity-agreement', [twice(), twice(), twice()]);
  expect(judgements.length).toBeGreaterThan(0);
  expect(judgements.filter(({ expected, actual }) => JSON.stringify(expected) === JSON.stringify(actual))).toEqual([]);
});

test.each([
  { given: 'always', wrong: () => true, want: true },
  { given: 'now and then', wrong: (index: number) => index % 4 === 0, want: false },
])('while data change, a filtered total that is $given that of everything', ({ wrong, want }) => {
  const all = (Status: string) =>
    tasks(
      {},
      upTo(20).map((id) => ({ TaskId: `task-${id}`, Status })),
      { total: 70 },
    );
  const some = upTo(40).map((id) =>
    tasks({ CheckId: id }, [{ TaskId: `task-${100 + id}`, Status: 'INIT', CheckId: id }], {
      total: wrong(id) ? 70 : 1,
    }),
  );
  const { judgements } = outcomeOf(contract, 'filtered-total', [all('INIT'), all('REPAIRING'), ...some]);
  expect(judgements.length > 0).toBe(want);
});
