import { expect, test } from 'vitest';
import type { Filter } from '../../scripts/contract/contract.js';
import { namesOf, verify } from '../../scripts/verify/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { serve } from './transport/serve.js';

const DAY = 86_400_000;
const unheard = 'no-such-value-zz9';

/**
 * The values of one filter that a server with the given records is asked for, in the order of asking. It answers each
 * question with all of them, whatever is asked.
 */
async function askedFor(
  id: string,
  name: string,
  records: readonly object[] | string,
  given?: string[],
  filter?: Filter,
) {
  const whole = contractOf(id);
  const { request, response: places } = whole.pagination as NonNullable<typeof whole.pagination>;
  const paging: string[] = Object.values(request);
  const parameters = whole.parameters
    .filter((one) => one.name === name || paging.includes(one.name) || one.required)
    .map((one) => (one.name === name && filter !== undefined ? { ...one, filter } : one));
  const text = typeof records === 'string' ? records : JSON.stringify(records);
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const query = [(request.url ?? '').replace(/^[^?]*\??/, ''), Buffer.concat(parts).toString()].join('&');
      const values = [...new URLSearchParams(query)].filter(([key]) => key === name || key.startsWith(`${name}.`));
      const value = values.map(([key, value]) => `${key.slice(name.length + 1)}${value}`).join(' ');
      if (values.length > 0 && !asked.includes(value)) asked.push(value);
      const total = (JSON.parse(text) as unknown[]).length;
      const items = `"${places.items.slice(1)}":${text}`;
      response.setHeader('content-type', 'application/json');
      response.end(`{${items},"PageInfo":{"TotalCount":${total}},"Page":{"TotalCount":${total}},"total_num":${total}}`);
    });
  });
  const values = given === undefined ? {} : { [id]: { [name]: given } };
  const contracts = [{ ...whole, parameters }];
  // Nothing is held against the answers, so that all is asked.
  const options = { contracts, properties: ['single-filter'], without: namesOf(whole), seed: 1, runs: 1 };
  await verify({ url, ...options, values });
  return asked;
}

const of = (field: string, ...values: unknown[]) => values.map((value) => ({ [field]: value }));
const task = 'ListOperationTask';
const tasks = 'DescribeProcessTasks';

test.each<[what: string, id: string, name: string, records: object[] | string, want: string[]]>([
  [
    'all that are listed, the rare ones first',
    task,
    'Type',
    of('Type', 'REPAIR', 'ROLLBACK', 'REPAIR'),
    ['ROLLBACK', 'REPAIR'],
  ],
  ['what was not shown of those listed last', task, 'Type', of('Type', 'ROLLBACK'), ['ROLLBACK', 'REPAIR']],
  ['numbers, and the next one', task, 'CheckId', of('CheckId', 7, 9, 7), ['9', '7', '10']],
  [
    'integers that no number holds',
    task,
    'CheckId',
    '[{"CheckId":9007199254740993}]',
    ['9007199254740993', '90071992547409930'],
  ],
  [
    'texts, an unknown one, and some like them',
    task,
    'TaskId',
    of('TaskId', 'abCdef', 'xyz', 'abCdef'),
    [...['xyz', 'abCdef', unheard, 'abCde', 'bCdef', 'bCde', 'abCdef0', 'ABCDEF']],
  ],
  [
    'texts in capitals, in small letters',
    task,
    'TaskId',
    of('TaskId', 'ABCD'),
    [...['ABCD', unheard, 'ABC', 'BCD', 'BC', 'ABCD0', 'abcd']],
  ],
  ['short texts, and none like them', task, 'TaskId', of('TaskId', 'abc', ' '), ['abc', ' ', unheard]],
  ['nothing but an unknown one, where nothing is shown', task, 'TaskId', [{}], [unheard]],
  [
    'moments, and those beside them',
    'ListOperationProcessDetail',
    'StartTime',
    of('CreateTime', 1731469330000, 1731469330005),
    [...['1731469330000', '1731469330005', '1731469329999', '1731469330001', '1731469330004', '1731469330006']],
  ],
  [
    'days around those that have passed',
    'ListOperationLogsByVaultName',
    'last_days',
    of('started_at', Date.now() - 2.5 * DAY),
    [...['2', '3', '1', '7', '30', '36500']],
  ],
  [
    'days, where all is to come',
    'ListOperationLogsByVaultName',
    'last_days',
    of('started_at', Date.now() + 2.5 * DAY),
    [...['1', '7', '30', '36500']],
  ],
  [
    'parts of texts',
    tasks,
    'ParamContent',
    of('EntityName', 'abcdefghij', 'a c'),
    [...['abcdefghij', 'abcd', 'efgh', 'ghij', 'a c', 'a', 'c', unheard]],
  ],
  [
    'objects: whole, each part, and one of two records',
    task,
    'OperationTaskInstances',
    [{ RegionId: 'r', InstanceId: 'i' }, { RegionId: 's', InstanceId: 'j' }, { RegionId: 't' }],
    [
      ...['1.RegionIdr 1.InstanceIdi', '1.RegionIdr', '1.InstanceIdi', '1.RegionIdr 1.InstanceIdj'],
      ...['1.RegionIds 1.InstanceIdj', '1.RegionIds', '1.InstanceIdj'],
      '1.RegionIdt',
    ],
  ],
])('asked for are %s', async (_, id, name, records, want) => {
  expect(await askedFor(id, name, records)).toEqual(want);
});

test('where a page may mean other fields, their values are asked for as well', async () => {
  const [created, started] = [1731469330000, 1731470000000];
  const asked = await askedFor('ListOperationProcessDetail', 'StartTime', [
    { CreateTime: created, StartTime: started },
  ]);
  expect(asked).toEqual([created, created - 1, created + 1, started, started - 1, started + 1].map(String));
  expect(await askedFor(tasks, 'ParamContent', of('Creator', 'xyz'))).toEqual([unheard, 'xyz', 'x', 'y', 'z']);
});

test('of an object, every second part is of another record', async () => {
  const fields = { Vendor: '/Vendor', RegionId: '/RegionId', InstanceId: '/InstanceId' };
  const records = [1, 2].map((one) => ({ Vendor: `v${one}`, RegionId: `r${one}`, InstanceId: `i${one}` }));
  const asked = await askedFor(task, 'OperationTaskInstances', records, undefined, { match: 'any-object', fields });
  expect(asked).toContain('1.Vendorv1 1.RegionIdr2 1.InstanceIdi1');
  expect(asked).toContain('1.Vendorv2 1.RegionIdr1 1.InstanceIdi2');
});

test('what a user names is asked for first', async () => {
  expect(await askedFor(task, 'TaskId', of('TaskId', 'abc'), ['mine', 'abc'])).toEqual(['mine', 'abc', unheard]);
  expect(await askedFor(task, 'CheckId', of('CheckId', 5), ['12'])).toEqual(['12', '5', '6']);
});

test('of many values some are asked for, from the rarest to the most frequent', async () => {
  const asked = await askedFor(task, 'CheckId', of('CheckId', ...Array.from({ length: 45 }, (_, index) => index)));
  expect(asked).toHaveLength(13);
  expect(asked.slice(0, 2)).toEqual(['0', '4']);
  expect(asked.slice(-2)).toEqual(['44', '45']);
});
