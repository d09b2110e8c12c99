import { expect, test } from 'vitest';
import { openDecisions, readAs } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { freshOf } from './said.js';

const tasks = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');
const process = contractOf('DescribeProcessTasks');

/** What is open of an operation: each decision with the names of its readings. */
function openOf(contract: typeof tasks): Record<string, string> {
  return Object.fromEntries(
    openDecisions(freshOf(contract)).map(({ id, readings }) => [id, readings.map(({ name }) => name).join(' ')]),
  );
}

// The names are what users choose by: `mock --reading beyond-end=last-page`.
test('the decisions that are open of an operation, and their readings', () => {
  expect(openOf(tasks)).toEqual({
    'instances-are-alternatives': 'whole-instances each-property',
    oversize: 'honoured clamped refused',
    'beyond-end': 'empty last-page refused',
    'no-value': 'absent null zero empty blank',
    'unknown-value:Type': 'refused finds-nothing',
    'letter-case:Type': 'exact any',
    'unknown-value:Statuses': 'refused finds-nothing',
    'letter-case:Statuses': 'exact any',
    'letter-case:Lang': 'exact any',
    'text-match:TaskId': 'exact any-case',
    'text-match:OperationTaskInstances': 'exact any-case',
  });
  expect(openOf(logs)).toEqual({
    'resource-name-exact': 'exact any-case prefix substring substring-any-case',
    'days-of-24-hours': 'hours calendar calendar-beside-today',
    'last-days-meaning': 'started ended not-ended-before',
    'limit-without-bounds': 'honoured clamped refused',
    'beyond-end': 'empty last-page refused',
    'no-value': 'absent null zero empty blank',
    'unknown-value:status': 'refused finds-nothing',
    'letter-case:status': 'exact any',
  });
  expect(openOf(process)).toEqual({
    'entity-name-exact': 'exact any-case prefix substring substring-any-case',
    'action-range-field':
      'delivery creation modification on-remove-time from-gmt-create-millis-until-gmt-modified-millis from-gmt-create-millis-until-process-time from-gmt-create-millis-until-remove-time from-gmt-modified-millis-until-gmt-create-millis from-gmt-modified-millis-until-process-time from-gmt-modified-millis-until-remove-time from-process-time-until-gmt-create-millis from-process-time-until-gmt-modified-millis from-process-time-until-remove-time from-remove-time-until-gmt-create-millis from-remove-time-until-gmt-modified-millis from-remove-time-until-process-time',
    'action-range-bounds': 'both-included both-excluded end-excluded start-excluded by-second',
    'unblocking-tasks-are-removals': 'both-included both-excluded end-excluded start-excluded by-second',
    'which-tasks-unblock': 'all some',
    'keyword-fields': 'named-fields scenario-code scenario-name every-text',
    'fuzzy-means-substring': 'substring any-case',
    'two-page-size-defaults': 'ten twenty',
    'no-page-size-limit': 'honoured clamped refused',
    'beyond-end': 'empty last-page refused',
    'no-value': 'absent null zero empty blank',
    'unknown-value:EntityType': 'refused finds-nothing',
    'letter-case:EntityType': 'exact any',
    'unknown-value:TaskStatus': 'refused finds-nothing',
    'unknown-value:Source': 'refused finds-nothing',
    'letter-case:Source': 'exact any',
    'unknown-value:YunCode': 'refused finds-nothing',
    'letter-case:YunCode': 'exact any',
    'letter-case:Direction': 'exact any',
    'unknown-value:TriggerSource': 'refused finds-nothing',
    'letter-case:TriggerSource': 'exact any',
    'text-match:ProcessStrategyUuid': 'exact any-case prefix substring substring-any-case',
    'text-match:SceneCode': 'exact any-case prefix substring substring-any-case',
    'text-match:Scope': 'exact any-case prefix substring substring-any-case',
    'range-field:ProcessRemoveStart':
      'as-chosen on-gmt-create-millis on-gmt-modified-millis on-process-time from-gmt-create-millis-until-gmt-modified-millis from-gmt-create-millis-until-process-time from-gmt-create-millis-until-remove-time from-gmt-modified-millis-until-gmt-create-millis from-gmt-modified-millis-until-process-time from-gmt-modified-millis-until-remove-time from-process-time-until-gmt-create-millis from-process-time-until-gmt-modified-millis from-process-time-until-remove-time from-remove-time-until-gmt-create-millis from-remove-time-until-gmt-modified-millis from-remove-time-until-process-time',
    'keyword-places:ParamContent': 'as-chosen more',
    'text-match:TaskId': 'exact any-case',
    'text-match:EntityUuid': 'exact any-case prefix substring substring-any-case',
    'text-match:EventUuid': 'exact any-case prefix substring substring-any-case',
    'text-match:ReqUuid': 'exact any-case prefix substring substring-any-case',
  });
});

test('a chosen reading changes what the contract means, and nothing else', () => {
  const { contract, behaviour, valuesOf } = readAs(freshOf(tasks), {
    'beyond-end': 'last-page',
    'letter-case:Type': 'any',
  });
  expect(contract).toEqual(readAs(freshOf(tasks)).contract);
  expect(behaviour).toEqual({ oversize: 'honoured', beyondEnd: 'last-page', noValue: 'absent' });
  expect(valuesOf('Type')).toEqual({ unknownValue: 'refused', letterCase: 'any' });
  expect(valuesOf('Statuses')).toEqual({ unknownValue: 'refused', letterCase: 'exact' });
});

test('a chosen order is the default one', () => {
  const [decision] = process.decisions.filter(({ readings }) => readings.length > 1);
  const order = { field: '/ProcessTime', direction: 'asc' };
  const readings = [
    { name: 'one', means: 'One.' },
    { name: 'other', means: 'Other.', order },
  ];
  const contract = { ...process, decisions: [{ ...decision, id: 'order', readings }] } as typeof process;
  expect(readAs(contract, { order: 'other' }).contract.sort).toEqual({ ...process.sort, default: order });
  expect(readAs(contract, { order: 'one' }).contract.sort).toEqual(process.sort);
  expect(readAs({ ...contract, sort: undefined } as never, { order: 'other' }).contract).not.toHaveProperty(
    'sort.default',
  );
  expect(readAs(freshOf(tasks)).contract.sort).toBeUndefined();
});

test('a reading by its family holds for all of them', () => {
  const { valuesOf } = readAs(freshOf(tasks), { 'letter-case': 'any' });
  expect(['Type', 'Statuses'].map((name) => valuesOf(name).letterCase)).toEqual(['any', 'any']);
});

test('a reading of an order, of a default, and of what is required', () => {
  expect(readAs(freshOf(process)).contract.sort?.default).toEqual(process.sort?.default);
  const twenty = readAs(freshOf(process), { 'two-page-size-defaults': 'twenty' }).contract;
  expect(twenty.parameters.find(({ name }) => name === 'PageSize')?.schema).toMatchObject({ default: 20 });
  expect(twenty.parameters.find(({ name }) => name === 'PageNumber')).toEqual(
    process.parameters.find(({ name }) => name === 'PageNumber'),
  );
  const events = contractOf('DescribeSecurityEventOperationStatus');
  const requiredIn = (chosen: Record<string, string>) => {
    const { parameters, atLeastOneOf, request } = readAs(events, chosen).contract;
    return [parameters.filter(({ required }) => required).map(({ name }) => name), atLeastOneOf, request.required];
  };
  expect(requiredIn({})).toEqual([[], [['TaskId', 'SecurityEventIds']], undefined]);
  const both = ['TaskId', 'SecurityEventIds'];
  expect(requiredIn({ 'one-of-two-required': 'both' })).toEqual([both, [], both]);
});
