import { describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { verify } from '../../scripts/verify/index.js';
import { faults } from '../faults/faults.js';
import type { Difference } from '../reference/server.js';
import { type Answer, Refused } from '../reference/service.js';
import { contractOf } from '../support/mock-contracts.js';
import { startSmall } from './command/servers.js';

const event = 'DescribeSecurityEventOperationStatus';
const task = 'ListOperationTask';
const tasks = 'DescribeProcessTasks';

/** The parameters that the tests are about: what others there are makes no difference. */
const few = new Set(['CurrentPage', 'PageNumber', 'PageSize', 'Type', 'Statuses', 'EntityName', 'TaskStatus']);

function contractWithFew(id: string): Contract {
  const contract = contractOf(id);
  const parameters = contract.parameters.filter(({ name }) => few.has(name));
  return parameters.length === 0 ? contract : { ...contract, parameters };
}

/** What a property that compares by itself finds in a server with few records. */
async function foundBy(property: string, id: string, difference?: Difference, contract = contractWithFew(id)) {
  const url = await startSmall(difference, 8);
  const report = await verify({ url, contracts: [contract], properties: [property], seed: 1, runs: 2 });
  const [run] = report.operations[0]?.properties.filter(({ name }) => name === property) ?? [];
  const found = report.violations.filter((violation) => violation.property === property);
  return { run, found: found.map(({ path, message, expected, actual }) => ({ path, message, expected, actual })) };
}

const faulty = (id: string) => faults.find((fault) => fault.id === id) as Difference;

/** Answers all requests that ask for an entity that there is not. */
const unknownAnswered = (answer: Partial<Answer>): Difference => ({
  plant: ({ DescribeSecurityEventOperationStatus: service }) => {
    const { refuse } = service;
    service.refuse = (refused, requestId) => {
      const usual = refuse(refused, requestId);
      return refused.why === 'unknown-entity' ? { ...usual, ...answer } : usual;
    };
  },
});

/** Answers all that is no value. */
const invalidAnswered = (answer: Partial<Answer>): Difference => ({
  plant: ({ DescribeSecurityEventOperationStatus: service }) => {
    const { refuse } = service;
    service.refuse = (refused, requestId) => {
      const usual = refuse(refused, requestId);
      return refused.why === 'invalid' ? { ...usual, ...answer } : usual;
    };
  },
});

/** Refuses what it should not, each time in other words. */
const refusing: Difference = {
  plant: ({ ListOperationTask: service }) => {
    let count = 0;
    service.readers.Type = (params, name) => {
      if (params.has(name)) throw new Refused('invalid', `${name} ${count++}`);
    };
  },
};

/** Answers all calls of operations that there are not. */
const unknownCalled = (answer: Partial<Answer>): Difference => ({
  plant: (_, gateway) => {
    const { unknown } = gateway;
    gateway.unknown = (why, requestId) => ({ ...unknown(why, requestId), ...answer });
  },
});

/** Finds no event without its task. */
const eventsWithTask: Difference = {
  plant: ({ DescribeSecurityEventOperationStatus: service }) => {
    const { select } = service;
    service.select = (one, query) => (query.TaskId === undefined ? [] : select(one, query));
  },
};

const json = { 'content-type': 'application/json' };
const far = 'TaskId=987654321012345, which does not exist';
const codes = ['400 OperationTaskNotExists', '400 IllegalParam'];
const listed = '/SecurityEventOperationStatusResponse/SecurityEventOperationStatuses';

test.each<[property: string, id: string, what: string, difference: Difference, want: object]>([
  [
    ...['unknown-entity', event, 'that knows everything'],
    unknownAnswered({ status: 200, headers: json, body: {} }),
    { path: '', message: `${far}, is answered with status 200`, expected: codes, actual: 200 },
  ] as never,
  [
    ...['unknown-entity', event, 'that has another code for it'],
    unknownAnswered({ status: 400, headers: json, body: { Code: 'Oops' } }),
    { message: `${far}, is answered with status 400`, expected: codes, actual: 400 },
  ] as never,
  [
    ...['unknown-entity', event, 'that has another status for it'],
    unknownAnswered({ status: 409, headers: json, body: { Code: 'OperationTaskNotExists' } }),
    { message: `${far}, is answered with status 409`, expected: codes, actual: 409 },
  ] as never,
  [
    ...['unknown-operation', task, 'that does anything'],
    unknownCalled({ status: 200 }),
    {
      path: '',
      message: 'a call of an operation that does not exist is answered with status 200',
      expected: 'a client error (4xx), told as a JSON object',
      actual: 200,
    },
  ] as never,
  [
    ...['unknown-operation', 'ListOperationLogsByVaultName', 'that refuses in plain text'],
    unknownCalled({ headers: { 'content-type': 'text/plain' }, body: 'no' }),
    {
      message: 'a call of an operation that does not exist is refused without a JSON object',
      expected: 'a client error (4xx), told as a JSON object',
      actual: 404,
    },
  ] as never,
  [
    ...['wire-values', tasks, 'that keeps the + of a form'],
    faulty('process-form-plus'),
    {
      path: '/ProcessTasks',
      message: expect.stringMatching(
        /^sent as "[^"]*form[^"]*", \{"\w+":"[^"]*run me[^"]*"\} does not select what it should$/,
      ),
      expected: expect.objectContaining({ EntityName: '/tmp/run me.sh' }),
      actual: 0,
    },
  ] as never,
  [
    ...['wire-values', tasks, 'that refuses blanks in a list'],
    faulty('process-json-blanks'),
    { path: '', message: expect.stringMatching(/^sent as "[^"]+", \{"\w+":\["/), actual: 400 },
  ] as never,
  [
    ...['wire-variants', task, 'that ignores forms'],
    faulty('task-form-ignored'),
    {
      path: '',
      message:
        'CurrentPage=abc, sent as "POST, action in form", has another status than sent as "GET, action in headers"',
      expected: 400,
      actual: 200,
    },
  ] as never,
  [
    ...['wire-variants', event, 'that ignores lists in a GET'],
    faulty('event-get-lists'),
    {
      path: `${listed}/1`,
      message: expect.stringMatching(/^sent as "GET, [^"]*", the answer differs from that to "POST, [^"]*"$/),
      expected: 'nothing',
      actual: expect.objectContaining({ SecurityEventId: '12316' }),
    },
  ] as never,
  [
    ...['wire-variants', task, 'that does not answer a POST'],
    faulty('task-post-refused'),
    { message: expect.stringMatching(/^sent as "POST/), expected: 200, actual: 404 },
  ] as never,
  [
    ...['filter-without-key', event, 'that finds no event without its task'],
    eventsWithTask,
    {
      path: listed,
      message: 'lacks an entry that SecurityEventIds names',
      expected: expect.objectContaining({ SecurityEventId: expect.any(String) }),
      actual: null,
    },
  ] as never,
])('%s: %s of a server %s', async (property, id, _, difference, want) => {
  const { run, found } = await foundBy(property, id, difference);
  expect(found).toContainEqual(expect.objectContaining(want));
  expect(run).toMatchObject({ outcome: 'violated' });
});

describe('nothing is held against', () => {
  test.each<[string, string, string, Difference | undefined]>([
    ['unknown-entity', event, 'who keeps the contract', undefined],
    ['unknown-entity', event, 'who does not know the caller', unknownAnswered({ status: 401 })],
    ['unknown-entity', event, 'who does not trust the caller', unknownAnswered({ status: 403 })],
    // How a number that is too large is refused, no page says.
    ['unknown-entity', event, 'who calls a large number something else', invalidAnswered({ body: { Code: 'Oops' } })],
    ['unknown-operation', task, 'who keeps the contract', undefined],
    ['wire-values', tasks, 'who keeps the contract', undefined],
    ['wire-variants', task, 'who keeps the contract', undefined],
    // What the texts of errors say is for people.
    ['wire-variants', task, 'who refuses in other words each time', refusing],
    ['filter-without-key', event, 'who keeps the contract', undefined],
    ['answered', task, 'who keeps the contract', undefined],
  ])('%s: %s, %s', async (property, id, _, difference) => {
    const { run, found } = await foundBy(property, id, difference);
    expect(found).toEqual([]);
    expect(run).toMatchObject({ outcome: 'held', notes: [], remedies: [] });
    expect(run?.compared).toBeGreaterThan(0);
  });
});

/** The contract without the errors that its page lists. */
const silent: Contract = { ...contractOf(event), responses: { 200: contractOf(event).responses['200'] as never } };

test.each([
  [404, []],
  [400, []],
  [200, [{ expected: 'a client error (4xx)', actual: 200 }]],
  [500, [{ expected: 'a client error (4xx)', actual: 500 }]],
])('where a page lists no errors, an unknown entity may be any error of the client: %i', async (status, want) => {
  const { found } = await foundBy('unknown-entity', event, unknownAnswered({ status }), silent);
  expect(found).toMatchObject(want);
  expect(found).toHaveLength(want.length);
});

test('what is not answered is held against the server once, not against every property that asked', async () => {
  const hangUp: Difference = {
    plant: (_, gateway) => {
      const { send } = gateway;
      gateway.send = (response, answer, text, arrived) => {
        if (arrived.method === 'POST' && answer.status >= 400) response.destroy();
        else send(response, answer, text, arrived);
      };
    },
  };
  const { run, found } = await foundBy('wire-variants', task, hangUp);
  expect(found).toEqual([]);
  expect(run?.outcome).toBe('held');
});
