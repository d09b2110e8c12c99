import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { namesOf, verify } from '../../scripts/verify/index.js';
import { knownValues } from '../../scripts/verify/questions/known-values.js';
import { Refused } from '../reference/service.js';
import { contractOf } from '../support/mock-contracts.js';
import { startCounting, startSmall } from './command/servers.js';
import { serve } from './transport/serve.js';

const task = contractOf('ListOperationTask');
const event = contractOf('DescribeSecurityEventOperationStatus');

/** An operation with some of its parameters. */
const withFew = (contract: Contract, ...names: string[]): Contract => ({
  ...contract,
  parameters: contract.parameters.filter(({ name }) => names.includes(name)),
});

/** What one property asks of a list with so many records, and what is reported of it. */
async function askedOf(contract: Contract, property: string, records: number) {
  const { url, onRequest } = await startCounting(await startSmall(undefined, records));
  const targets: string[] = [];
  onRequest((_, { url }) => targets.push(url ?? ''));
  const report = await verify({ url, contracts: [contract], properties: [property], seed: 1, runs: 3 });
  expect(report.violations).toEqual([]);
  const sizes = targets.map((target) => new URL(target, url).searchParams.get('PageSize'));
  const { properties = [], parameters = [] } = report.operations[0] ?? {};
  return { targets, sizes: new Set(sizes), properties, parameters };
}

test('everything is read in every language, without one, and in the first one again', async () => {
  const { targets, properties } = await askedOf(task, 'languages', 0);
  const languages = targets.flatMap((target) => new URL(target, 'http://h').searchParams.get('Lang') ?? '-');
  expect(languages).toEqual(['-', 'zh', 'en', '-', 'zh', '-']);
  for (const { runs } of properties) expect(runs).toBe(4);
});

test('behind the end of nothing, pages of usual sizes are asked for', async () => {
  const { sizes } = await askedOf(task, 'past-end', 0);
  for (const size of [10, 1, 7, 20, 100]) expect(sizes).toContain(String(size));
  for (const size of sizes) expect(size).toMatch(/^[1-9]\d*$/);
});

test('a key is asked for that is small, negative, and as large as a number can be', async () => {
  const { targets } = await askedOf(event, 'odd-values', 0);
  const keys = targets.map((target) => new URL(target, 'http://h').searchParams.get('TaskId'));
  const want = ['0', '1', '-1', '2147483648', '9007199254740991'];
  expect(keys.filter((key) => want.includes(key ?? '')).slice(0, 5)).toEqual(want);
});

test('which parameters were sent, and which of the values that are listed, is reported', async () => {
  const contract = withFew(task, 'CurrentPage', 'PageSize', 'Type', 'Statuses', 'Lang');
  const { parameters } = await askedOf(contract, 'single-filter', 3);
  const sent = parameters.map(({ name, sent, values }) => [name, sent, values.filter((one) => one.sent).length]);
  const statuses = parameters.find(({ name }) => name === 'Statuses')?.values ?? [];
  expect(statuses.length).toBeGreaterThan(10);
  expect(sent).toEqual([
    ['CurrentPage', true, 0],
    ['PageSize', true, 0],
    ['Type', true, 2],
    ['Statuses', true, statuses.length],
    ['Lang', false, 0],
  ]);
  const { parameters: few } = await askedOf(contract, 'page-defaults', 3);
  expect(few.filter((one) => one.sent).map(({ name }) => name)).toEqual(['CurrentPage', 'PageSize']);
});

test.each([
  [0, '1'],
  [6, '6'],
])('of %d records, pages that hold them all are asked for again with each filter', async (records, size) => {
  const { targets } = await askedOf(withFew(task, 'CurrentPage', 'PageSize', 'Type'), 'asked-again', records);
  for (const type of ['REPAIR', 'ROLLBACK']) {
    const asked = targets.filter((target) => {
      const query = new URL(target, 'http://h').searchParams;
      return query.get('Type') === type && query.get('PageSize') === size && query.get('CurrentPage') === '1';
    });
    expect(asked.length).toBeGreaterThanOrEqual(3);
  }
});

describe('an entity that there is not is', () => {
  /** The contract with a key of another type. */
  const keyed = (type: string): Contract => ({
    ...event,
    parameters: event.parameters.map((one) => (one.name === 'TaskId' ? { ...one, schema: { type } } : one)),
  });
  test.each<[string, string[], string[]]>([
    ['integer', ['7'], ['987654321012345', '8', '99999999999999999999']],
    ['integer', ['7', '9', '8'], ['987654321012345', '10', '99999999999999999999']],
    ['number', ['7'], ['987654321012345', '8', '99999999999999999999']],
    ['string', ['ab12'], ['no-such-entity-zz9', 'ab10']],
    ['string', ['ab10'], ['no-such-entity-zz9', 'ab11']],
    ['string', ['ab-cd!'], ['no-such-entity-zz9', 'ab-ca!']],
    ['string', ['--'], ['no-such-entity-zz9']],
  ])('of type %s, beside %j: %j', async (type, known, want) => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      const id = new URL(request.url ?? '', 'http://h').searchParams.get('TaskId');
      if (id !== null) asked.push(id);
      response.writeHead(known.includes(id ?? '') ? 200 : 400, { 'content-type': 'application/json' }).end('{}');
    });
    const contract = keyed(type);
    const without = namesOf(contract).filter((name) => name !== 'unknown-entity');
    const values = { [event.id]: { TaskId: known } };
    await verify({ url, contracts: [contract], properties: ['unknown-entity'], without, values, seed: 1, runs: 1 });
    const first = asked.indexOf(want[0] as string);
    expect(asked.slice(first, first + want.length)).toEqual(want);
    expect(asked.slice(first + want.length).filter((id) => !known.includes(id))).toEqual([]);
  });
});

test.each<[Record<string, string[]>, string[]]>([
  [{}, []],
  [{ TaskId: ['mine'] }, ['mine']],
])('a server need not know what it has not shown, except what a user says that it knows: %j', async (given, want) => {
  const url = await startSmall({
    plant: ({ ListOperationTask: { readers, rows } }) => {
      readers.TaskId = (params, name) => {
        const id = params.get(name);
        if (id !== undefined && !rows.some(({ TaskId }) => TaskId === id)) throw new Refused('invalid', name);
        return id;
      };
    },
  });
  const contracts = [withFew(task, 'CurrentPage', 'PageSize', 'TaskId')];
  const options = { contracts, properties: ['single-filter', 'odd-values'], seed: 1, runs: 1 };
  const { violations } = await verify({ url, ...options, values: { [task.id]: given } });
  expect(violations.map(({ request }) => request.parameters?.TaskId)).toEqual(want);
});

// Examples of the parameter, of requests with their answers, and of a list's elements.
test.each<[string, string, Json[]]>([
  ['ListOperationTask', 'PageSize', [10, 2]],
  ['ListOperationTask', 'Statuses', [['REPAIRING']]],
  ['ListOperationTask', 'OperationTaskInstances', []],
  ['DescribeSecurityEventOperationStatus', 'TaskId', [12121, 12122]],
  ['DescribeSecurityEventOperationStatus', 'SecurityEventIds', [['12317', '12318'], ['12315']]],
])('what is known of a server without a user’s word is what the page shows: %s %s', (id, name, want) => {
  expect(knownValues(contractOf(id), {}, 1).of(name)).toEqual(want);
});
