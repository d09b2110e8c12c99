import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { contractSuite, toMatchContractOf } from '../../scripts/vitest/index.js';

// Any request is answered with a number where the page has a text.
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"RequestId":5}');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise((resolve) => server.close(resolve)));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** What became of each test of the suite below, by its name, before Vitest turns it over. */
const seen = new Map<
  string,
  { errors: readonly { name?: string; message: string; stack?: string }[]; result: unknown }
>();

// Vitest takes each of these tests for passed only where it fails.
describe('a suite on a server that breaks the contract fails', { fails: true }, () => {
  afterEach(({ task }) => {
    seen.set(task.name, { errors: [...(task.result?.errors ?? [])], result: task.meta.contract });
  });
  contractSuite({
    url,
    operations: ['DescribeSecurityEventOperationStatus'],
    properties: ['response-schema'],
    seed: 1,
    runs: 2,
  });
});

test('a test that fails tells of its own property alone, without a stack of ours', () => {
  const { errors, result } = seen.get('response-schema') ?? { errors: [], result: undefined };
  expect(result).toMatchObject({ name: 'response-schema', ok: false, outcome: 'violated' });
  expect(errors).toHaveLength(1);
  const { name, message, stack } = errors[0] as { name: string; message: string; stack: string };
  expect(name).toBe('ContractViolation');
  expect(stack.trimEnd()).toBe(`ContractViolation: ${message}`.trimEnd());
  expect(message).toMatch(/DescribeSecurityEventOperationStatus response-schema/);
  expect(message).toMatch(/\/RequestId .*5/);
  expect(message).toMatch(/--property response-schema/);
});

test('a suite is not declared for what does not exist', () => {
  expect(() => contractSuite({ url, operations: ['Nothing'] })).toThrow(/Nothing/);
  expect(() => contractSuite({ url: 'ftp://host' })).toThrow(/ftp/);
});

describe('the matcher', () => {
  const match = toMatchContractOf();

  test('names the operations that there are', () => {
    expect(() => match({}, 'Nothing')).toThrow(/no operation "Nothing"; there are \w+, \w+, .*ListOperationTask/);
  });

  test('says of each problem where it is, what was expected, and where that is said', () => {
    const { pass, message } = match({ RequestId: 5 }, 'ListOperationTask');
    expect(pass).toBe(false);
    const [first, ...lines] = message().split('\n');
    expect(first).toBe('expected a response of ListOperationTask, but');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^ {2}\/\S* .+ \([\w:-]+, [\w./-]+\.yaml:\d+\)$/);
    expect(lines.join('\n')).toMatch(/^ {2}\/RequestId .*5/m);
  });

  test('says each thing once', () => {
    const lines = (value: unknown) => match(value, 'ListOperationTask').message().split('\n').slice(1);
    const page = { CurrentPage: 1, PageSize: 20, TotalCount: 1, Count: 7 };
    const broken = { RequestId: 5, OperationTasks: [{ TaskId: 't', Status: 'DONE' }], PageInfo: page };
    expect(lines(broken)).toEqual([
      expect.stringMatching(/^ {2}\/RequestId expected string, found 5 \(response-schema, /),
      expect.stringMatching(/^ {2}\/OperationTasks\/0\/Status expected .+, found "DONE" \(/),
      expect.stringMatching(/^ {2}\/PageInfo\/Count .+: expected 1, found 7 \(/),
    ]);
  });

  test('takes nothing for a body', () => {
    for (const nothing of [undefined, null]) expect(match(nothing, 'ListOperationTask').pass).toBe(false);
    expect(match(null, 'ListOperationTask').message()).toMatch(/\n {2}\/ /);
  });
});
