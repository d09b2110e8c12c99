import { describe, expect, test } from 'vitest';
import { unknownName } from '../../scripts/base/unknown-name.js';
import type { Contract } from '../../scripts/contract/contract.js';
import type { Answer } from '../../scripts/verify/transport/answer.js';
import { credentialsOf } from '../../scripts/verify/transport/credentials.js';
import { Tally } from '../../scripts/verify/transport/tally.js';
import { type RunFacts, warningsOf } from '../../scripts/verify/warnings.js';
import { contracts } from '../support/mock-contracts.js';

const ids = contracts.map(({ id }) => id);
const reply = (status: number) => ({ kind: 'reply', status }) as Answer;
const failure = (reason: string) => ({ kind: 'no-reply', reason }) as Answer;

/** The warnings of a run in which operations were answered as given: each status so many times. */
function warningsFor(
  answers: Record<string, Record<number, number>>,
  more: Partial<RunFacts> = {},
  tally = new Tally(),
) {
  for (const [id, counts] of Object.entries(answers)) {
    for (const [status, count] of Object.entries(counts)) {
      for (let time = 0; time < count; time++) {
        tally.of(id).requests++;
        tally.count(id, reply(Number(status)), false);
      }
    }
  }
  const facts = {
    url: new URL('http://h:1/v1'),
    contracts,
    tally,
    hasCredentials: false,
    concurrency: 4,
    timeout: 100,
  };
  return warningsOf({ ...facts, ...more });
}

const everywhere = (status: number) => Object.fromEntries(ids.map((id) => [id, { [status]: 3 }]));

describe('a run', () => {
  test.each([
    ['in which all was well', { ListOperationTask: { 200: 20 } }],
    ['in which some was refused', { ListOperationTask: { 200: 12, 400: 7, 403: 1 } }],
    ['in which nothing was asked', {}],
    ['in which not nearly all was refused', { ListOperationTask: { 200: 2, 400: 8 } }],
    ['in which nearly all was refused, each for another reason', { ListOperationTask: { 403: 4, 404: 4, 400: 4 } }],
    ['that broke down', { ListOperationTask: { 500: 10, 503: 10 } }],
    ['that was throttled by its own words', { ListOperationTask: { 429: 10 } }],
  ])('%s has no warning', (_, answers) => {
    expect(warningsFor(answers as Record<string, Record<number, number>>)).toEqual([]);
  });

  const [plain] = contracts.map(({ wire: _, pagination: __, lookup: ___, ...rest }) => ({
    ...rest,
    method: 'delete' as const,
  }));
  const table: [string, Record<string, Record<number, number>>, Partial<RunFacts>, RegExp, RegExp][] = [
    [
      'that may have changed data',
      { [ids[0] as string]: { 204: 3 } },
      { contracts: [plain as (typeof contracts)[number]] },
      /: 3 of 3 requests were of a kind that may change data/,
      /--operation/,
    ],
    [
      'without credentials',
      { ListOperationTask: { 403: 9, 200: 1 } },
      {},
      /^ListOperationTask: 9 of 10 were answered with 401 or 403/,
      /^set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give --header 'authorization: …'$/i,
    ],
    [
      'with credentials that lack a right',
      { ListOperationTask: { 401: 5, 403: 5 } },
      { hasCredentials: true },
      /10 of 10/,
      /grant them the permission .*ListOperatedTask$/,
    ],
    [
      'against a server with another base path',
      everywhere(404),
      {},
      /^all operations: 15 of 15 were answered with 404$/,
      /is the base path missing\? Requests go below http:\/\/h:1\/v1;/,
    ],
    [
      'against a server without one operation',
      { ListOperationTask: { 404: 5 }, DescribeProcessTasks: { 200: 5 } },
      {},
      /^ListOperationTask: 5 of 5/,
      /--operation/,
    ],
    [
      'against a server that moved',
      everywhere(301),
      {},
      /^all operations: 15 of 15 were redirected/,
      /give the address/,
    ],
    [
      'against a server that moved in part',
      { ListOperationTask: { 399: 9, 200: 1 } },
      {},
      /9 of 10 were redirected/,
      /give/,
    ],
    [
      'against a server without some operations',
      {
        ListOperationTask: { 404: 9, 200: 1 },
        DescribeProcessTasks: { 404: 3 },
        ListOperationProcessDetail: { 200: 3 },
      },
      {},
      /^DescribeProcessTasks and 1 more: 12 of 13 were answered with 404$/,
      /is the base path missing\?/,
    ],
    [
      'of operations without values that the server knows',
      {
        ListOperationLogsByVaultName: { 400: 9, 200: 1 },
        ListOperationProcessDetail: { 499: 1 },
        ListOperationTask: { 422: 2 },
      },
      {},
      /^ListOperationLogsByVaultName and 2 more: 12 of 13 were refused, so that little could be judged$/,
      /such as --value ListOperationLogsByVaultName\.project_id=… and --value ListOperationProcessDetail\.TaskIds=…$/,
    ],
    [
      'without values that the server knows',
      { DescribeSecurityEventOperationStatus: { 400: 10 } },
      {},
      /^DescribeSecurityEventOperationStatus: 10 of 10 were refused/,
      /--value DescribeSecurityEventOperationStatus\.\w+=…/,
    ],
  ];
  test.each(table)('%s has a warning with a remedy', (_, answers, more, text, remedy) => {
    const warnings = warningsFor(answers, more);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toMatch(text);
    expect(warnings[0]?.remedy).toMatch(remedy);
  });

  test('that was throttled has one, with the limit that would help', () => {
    const tally = new Tally();
    tally.of('ListOperationTask').throttled = 2;
    const [warning] = warningsFor({ ListOperationTask: { 200: 18 } }, { rate: 5 }, tally);
    expect(warning).toEqual({
      text: 'ListOperationTask: the server asked for patience in 2 of 18 answers',
      remedy: 'lower --rate (5) or --concurrency (4)',
    });
    const worn = new Tally();
    worn.count('ListOperationTask', failure('throttled'), false);
    expect(warningsFor({ ListOperationTask: { 200: 99 } }, {}, worn)[0]?.remedy).toMatch(/--rate/);
  });

  test.each([
    [1, 20, 0],
    [2, 20, 1],
    [1, 19, 1],
    [0, 20, 0],
  ])('in which %d of %d answers asked for patience has %d', (throttled, requests, want) => {
    const tally = new Tally();
    tally.of('ListOperationTask').throttled = throttled;
    const warnings = warningsFor({ ListOperationTask: { 200: requests } }, {}, tally);
    expect(warnings.map(({ remedy }) => remedy)).toEqual(
      Array(want).fill('set a limit with --rate, or lower --concurrency (4)'),
    );
  });

  test('in which answers were late has one', () => {
    const tally = new Tally();
    for (const isBad of [true, false]) tally.count('ListOperationTask', failure('timeout'), isBad);
    tally.count('ListOperationTask', failure('reset'), false);
    expect(warningsFor({ ListOperationTask: { 200: 5 } }, {}, tally)).toEqual([
      {
        text: 'ListOperationTask: the server did not answer in time in 2 of 5 cases',
        remedy: 'raise --timeout (100 ms), or lower --concurrency',
      },
    ]);
  });

  test('of which nothing could be asked in the way of a client has none of what was answered', () => {
    const tally = new Tally();
    tally.count('ListOperationTask', failure('reset'), false);
    tally.count('ListOperationTask', reply(400), true);
    expect(warningsFor({}, {}, tally)).toEqual([]);
  });

  test('with a value that found nothing says so', () => {
    const fruitless = [{ operation: 'Op', parameter: 'Id', value: 'x' }];
    expect(warningsFor({}, { fruitless })[0]?.text).toBe('--value Op.Id=x found nothing');
  });

  test('of a contract without a protocol, credentials and permissions is told what any would be', () => {
    const [task] = contracts.filter(({ id }) => id === 'ListOperationTask');
    const nameless = [[{ scheme: 's', type: 'http', name: '', in: 'header', scopes: [] }]];
    const nothing = { wire: undefined, security: nameless, permissions: [], parameters: [] };
    const plain = { ...task, ...nothing } as unknown as Contract;
    const remedies = (status: number, more: Partial<RunFacts> = {}) =>
      warningsFor({ ListOperationTask: { [status]: 9 } }, { contracts: [plain], ...more }).map(({ remedy }) => remedy);
    expect(remedies(401)).toEqual(["give credentials with --header 'authorization: …'"]);
    expect(remedies(403, { hasCredentials: true })).toEqual([
      'check the credentials, and grant them the right to call it',
    ]);
    expect(remedies(400)).toEqual(['give values that the server knows, such as --value ListOperationTask.Parameter=…']);
    expect(remedies(404)[0]).toMatch(/^is the base path missing/);
  });
});

test('a name that does not exist is answered with the nearest one, or with all', () => {
  expect(unknownName('--operation names', 'ListOperationTsk', ids).message).toBe(
    '--operation names "ListOperationTsk", which does not exist; did you mean ListOperationTask?',
  );
  expect(unknownName('--operation names', 'x\u001b[31m', ['b', 'a']).message).toBe(
    '--operation names "x\\u001b[31m", which does not exist; there are b, a',
  );
  const many = Array.from({ length: 600 }, (_, index) => `operation${index}`);
  expect(unknownName('a', 'y', many).message).toMatch(/operation19, … \(600 in all\)$/);
  expect(unknownName('a', 'y', []).message).toMatch(/there are none$/);
});

test('the credentials of a run are those that were given, and those of the vendors’ variables', () => {
  const environment = { HUAWEICLOUD_SDK_AK: 'ak', HUAWEICLOUD_SDK_SK: '', PATH: '/bin' };
  const given = { url: 'http://me:pw@h', headers: { a: 'b' } };
  expect(credentialsOf(contracts, given, environment)).toEqual({ ...given, variables: { HUAWEICLOUD_SDK_AK: 'ak' } });
});

test('what a plain document names in its path may be unknown, where other operations answer', () => {
  const plain = (id: string, places: string[]) =>
    ({
      id,
      security: [],
      permissions: [],
      parameters: places.map((place) => ({ name: 'id', in: place, required: true })),
    }) as unknown as Contract;
  const tally = new Tally();
  const answer = (id: string, status: number) => tally.count(id, { kind: 'reply', status } as Answer, false);
  for (let time = 0; time < 5; time++) {
    answer('getThing', 404);
    answer('listThings', 200);
  }
  const contracts = [plain('getThing', ['path']), plain('listThings', [])];
  const facts = { url: new URL('http://h:1/v1'), contracts, tally, hasCredentials: false, concurrency: 1, timeout: 1 };
  expect(warningsOf(facts).map(({ remedy }) => remedy)).toEqual([
    'give values that the server knows, such as --value getThing.id=…',
  ]);
});
