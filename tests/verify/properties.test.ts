import { describe, expect, test } from 'vitest';
import type { Contract, Parameter } from '../../scripts/contract/contract.js';
import { namesOf, propertiesOf } from '../../scripts/verify/index.js';
import { contractOf } from '../support/mock-contracts.js';

const task = contractOf('ListOperationTask');
const detail = contractOf('ListOperationProcessDetail');
const tasks = contractOf('DescribeProcessTasks');
const event = contractOf('DescribeSecurityEventOperationStatus');
const log = contractOf('ListOperationLogsByVaultName');

const asks = (contract: Contract) => propertiesOf(contract).map(({ name }) => name);
const keep = (contract: Contract, test: (parameter: Parameter) => boolean): Contract => ({
  ...contract,
  parameters: contract.parameters.filter(test),
});
const optional = (contract: Contract): Contract => ({
  ...contract,
  parameters: contract.parameters.map((parameter) => ({ ...parameter, required: false })),
});
/** A contract without one of its keys. */
function without(contract: Contract, ...keys: (keyof Contract)[]): Contract {
  return Object.fromEntries(Object.entries(contract).filter(([key]) => !keys.includes(key as keyof Contract))) as never;
}
const byMatch = (contract: Contract, ...matches: string[]) =>
  keep(contract, ({ filter }) => filter === undefined || matches.includes(filter.match));

const orders = ['orders', 'order-defaults', 'order-again', 'filters-in-order'];
const randomPages = ['pages', 'past-end'];
const anyPages = [...randomPages, 'walks', 'page-defaults'];

/** What is not asked of a contract any more, once it lacks something. */
test.each<[string, Contract, Contract, string[]]>([
  ['pages', task, without(task, 'pagination'), [...anyPages, 'filtered-walks', 'asked-again']],
  [
    'pages, but has orders',
    tasks,
    without(tasks, 'pagination'),
    [...anyPages, ...orders, 'filtered-walks', 'asked-again'],
  ],
  ['orders', tasks, without(tasks, 'sort'), orders],
  ['an entity to look up', event, without(event, 'lookup'), ['unknown-entity', 'filter-without-key', 'asked-again']],
  [
    'something of which one has to be there',
    event,
    { ...event, atLeastOneOf: [] },
    ['missing-values', 'filter-without-key'],
  ],
  [
    'a filter beside the key',
    event,
    keep(event, ({ filter }) => filter === undefined),
    [...['single-filter', 'several-values', 'filter-without-key', 'wire-values']],
  ],
  [
    'all parameters',
    task,
    { ...task, parameters: [] },
    [
      ...['page-defaults', 'single-filter', 'filters-together', 'several-values', 'filtered-walks', 'languages'],
      ...['wire-values', 'invalid-values', 'odd-values'],
    ],
  ],
  [
    'all filters',
    tasks,
    keep(tasks, ({ filter }) => filter === undefined),
    [
      ...[
        'single-filter',
        'filters-together',
        'several-values',
        'filtered-walks',
        'ranges',
        'wire-values',
        'filters-in-order',
      ],
    ],
  ],
  [
    'all filters but one',
    task,
    keep(task, ({ name, filter }) => filter === undefined || name === 'Type'),
    [...['filters-together', 'several-values']],
  ],
  ['filters that take lists', task, byMatch(task, 'equals'), ['several-values']],
  ['filters that take lists of texts', task, byMatch(task, 'any-object'), ['filters-together']],
  ['filters that take lists of objects', task, byMatch(task, 'any-of'), ['filters-together']],
  ['one end of its range', detail, keep(detail, ({ name }) => name !== 'EndTime'), ['ranges']],
  ['languages', task, keep(task, ({ language }) => language === undefined), ['languages']],
  ['parameters that have to be there', log, optional(log), ['missing-values']],
  [
    'parameters that have to be there, except in the path',
    log,
    keep(log, ({ name }) => !/^(?:offset|limit)$/.test(name)),
    ['missing-values'],
  ],
  ['a protocol of its own', task, without(task, 'wire'), ['unknown-operation', 'wire-variants']],
  ['errors', task, { ...task, responses: { 200: task.responses['200'] as never } }, ['unknown-operation']],
])('a contract without %s is asked less', (_, whole, less, want) => {
  const left = asks(less);
  expect(new Set(asks(whole).filter((name) => !left.includes(name)))).toEqual(new Set(want));
});

test('pages that may be left out are asked for so, those that may not are not', () => {
  expect(asks(log)).not.toContain('page-defaults');
  expect(asks(optional(log))).toContain('page-defaults');
});

describe('what is reported of a contract', () => {
  test.each([task, detail, tasks, event, log])('$id: the rules, and what is compared beside them', (contract) => {
    const names = namesOf(contract);
    expect(new Set(names).size).toBe(names.length);
    const compared = propertiesOf(contract).filter(({ compares }) => compares !== undefined);
    for (const { name, statement, compares, cost } of propertiesOf(contract)) {
      expect(names.includes(name), name).toBe(compares !== undefined);
      expect(statement).toMatch(/^[A-Z].*\.$/);
      expect(cost).toBeGreaterThan(0);
      if (compares !== undefined) expect(compares.remedy, name).toMatch(/^\w/);
    }
    expect(names.length).toBeGreaterThan(compared.length + 10);
  });
});
