import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { verify } from '../../scripts/verify/index.js';
import { startReference } from '../reference/server.js';
import { contracts } from '../support/mock-contracts.js';
import { type Running, runServer } from '../support/running.js';
import { folderOf } from '../support/specs-with.js';
import { declared, ended } from './declared.js';

const operation = 'DescribeSecurityEventOperationStatus';
// Read once: that is most of what declaring a suite takes.

const ping = `openapi: 3.1.0
info: { title: Ping, version: '1' }
paths:
  /ping:
    get:
      operationId: Ping
      responses: { '200': { description: OK } }
`;

/** A server that runs as long as the test does. */
async function started(starting: Promise<Running>): Promise<Running> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}

/** Any request is answered with a number where the page has a text. */
const startBroken = () =>
  runServer(
    createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"RequestId":5}');
    }),
  );

test('each rule and property of each operation is one test, in the order of the specs', () => {
  const { tests } = declared({ url: 'http://127.0.0.1:9', contracts });
  expect([...tests.keys()]).toEqual(contracts.map(({ id }) => id));
  for (const names of tests.values()) {
    expect([...names.keys()]).toEqual(expect.arrayContaining(['response-schema', 'answered']));
  }
});

test('the specs are those of this package, or others, or contracts that are there already', () => {
  const specs = folderOf({ 'Ping.yaml': ping });
  const url = 'http://127.0.0.1:9';
  const [first, second] = contracts;
  expect([...declared({ url }).tests.keys()]).toEqual(contracts.map(({ id }) => id));
  expect([...declared({ url, specs }).tests.keys()]).toEqual(['Ping']);
  // Given contracts go first: the folder is not even read.
  const given = { url, contracts: [second, first] as Contract[], specs: '/dev/null/none' };
  expect([...declared(given).tests.keys()]).toEqual([second?.id, first?.id]);
  expect(() => declared({ url, specs: '/dev/null/none' })).toThrow(/none/);
});

test('operations and properties may be chosen', () => {
  const options = { url: 'http://127.0.0.1:9', contracts, operations: [operation], properties: ['response-schema'] };
  const chosen = [...declared(options).tests].map(([id, names]) => [id, [...names.keys()]]);
  expect(chosen).toEqual([[operation, ['response-schema']]]);
});

test('a property has five minutes, or what it is given', () => {
  const timeouts = (propertyTimeout?: number) => {
    const { tests } = declared({ url: 'http://127.0.0.1:9', contracts, operations: [operation], propertyTimeout });
    return new Set([...tests.values()].flatMap((names) => [...names.values()].map(({ timeout }) => timeout)));
  };
  expect(timeouts()).toEqual(new Set([300_000]));
  expect(timeouts(1_000)).toEqual(new Set([1_000]));
});

test('before all, it is seen to that somebody listens, with more time than that takes', async () => {
  const reference = await startReference();
  const options = { contracts, operations: [operation], timeout: 4_000 };
  const [hook, ...others] = declared({ ...options, url: reference.url }).before;
  expect(others).toEqual([]);
  await hook?.run();
  expect(hook?.timeout).toBeGreaterThan(4_000);
  await reference.close();
  const [failing] = declared({ ...options, url: reference.url }).before;
  await expect(failing?.run()).rejects.toThrow(/cannot reach .*start the server/);
});

test('on a server that keeps the contract, each test has its own result, and passes or is skipped with the reason', async () => {
  const { url } = await started(startReference());
  // Nothing in its records has to be encoded, which leaves something that is not exercised.
  const operation = 'ListOperationLogsByVaultName';
  const suite = declared({ url, contracts, operations: [operation], seed: 1, runs: 5 });
  const all = await ended(suite);
  expect(all.size).toBeGreaterThan(10);
  for (const [name, { error, skipped, asserted, result }] of all) {
    expect(error, name).toBeUndefined();
    expect(`${operation} ${result?.name}`).toBe(name);
    // A run may be set up to fail a test that asserts nothing.
    expect(asserted, name).toBe(1);
    expect(skipped, name).toBe(result?.outcome === 'held' ? undefined : result?.notes.join('; '));
  }
  const outcomes = [...all.values()].map(({ result }) => result?.outcome);
  expect(new Set(outcomes)).toEqual(new Set(['held', 'not-exercised']));
  expect(suite.after()).toEqual([]);
});

test('it is skipped with all reasons, where there are several', async () => {
  const { url } = await started(startReference());
  const suite = declared({ url, contracts, operations: [operation], seed: 1, runs: 1, maxRequests: 3 });
  const all = [...(await ended(suite)).values()];
  suite.after();
  const several = all.filter(({ result }) => result?.outcome !== 'held' && (result?.notes.length ?? 0) > 1);
  expect(several.length).toBeGreaterThan(0);
  for (const { skipped, result } of several) expect(skipped).toBe(result?.notes.join('; '));
});

test('on a server that breaks the contract, a test fails for its own property, and says nothing of others', async () => {
  const { url } = await started(startBroken());
  const operations = [operation, 'ListOperationTask'];
  const suite = declared({
    url,
    contracts,
    operations,
    properties: ['response-schema', 'request-id', 'answered'],
    seed: 1,
    runs: 1,
  });
  const all = await ended(suite);
  suite.after();
  const broken = [...all].filter(([, { error }]) => error !== undefined);
  const names = broken.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining([`${operation} response-schema`, 'ListOperationTask response-schema']));
  expect(names.length).toBeLessThan(all.size);
  for (const [name, { error, skipped, result }] of all) {
    expect(error !== undefined, name).toBe(result?.ok === false);
    if (error !== undefined) expect(skipped, name).toBeUndefined();
  }
  for (const [whole, { error }] of broken) {
    const [id = '', name] = whole.split(' ');
    expect(error?.name).toBe('ContractViolation');
    expect(error?.stack).toBe(`ContractViolation: ${error?.message}`);
    expect(error?.message).toContain(`${id} ${name}`);
    // In the table, there is one operation with one property.
    expect(error?.message).toMatch(new RegExp(`^${id} +\\d+ +0 +1 +0 +0$`, 'm'));
    for (const other of operations) if (other !== id) expect(error?.message).not.toContain(other);
  }
  const [, { error } = {}] = broken.find(([name]) => name === `${operation} response-schema`) ?? [];
  expect(error?.message).toMatch(/\/RequestId .*5/);
  expect(error?.message).toMatch(/--property response-schema/);
});

test('what a later test shows of a property whose own test is over fails the operation, once', async () => {
  let answer = { status: 404, body: '{}' };
  const server = createServer((_, response) =>
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
  );
  const { url } = await started(runServer(server));
  const suite = declared({ url, contracts, operations: [operation, 'ListOperationTask'], seed: 1, runs: 1 });
  const run = (name: string) => suite.tests.get(operation)?.get(name)?.run();
  expect(await run('response-schema')).toMatchObject({ result: { ok: true } });
  answer = { status: 200, body: '{"RequestId":5}' };
  const failed = await run('invalid-input');
  expect(failed?.error?.message).toContain(`${operation} invalid-input`);
  const late = suite.after();
  expect(late).toMatchObject([{ name: 'ContractViolation' }]);
  expect(late[0]?.message).toMatch(/^later tests showed more than was known when these passed:\n/);
  expect(late[0]?.message).toContain(`${operation} response-schema  /RequestId`);
  // What failed has been told, and what was not run is nobody's concern.
  expect(late[0]?.message).not.toContain(`${operation} invalid-input`);
  expect(late[0]?.message).not.toContain('http-status');
});

test('what the tests of a suite say is what verify says', async () => {
  const { url } = await started(startBroken());
  const options = { url, contracts, operations: [operation], seed: 1, runs: 1 };
  const suite = declared(options);
  const all = [...(await ended(suite)).values()].map(({ result }) => [result?.name, result?.outcome]);
  suite.after();
  const report = await verify(options);
  expect(Object.fromEntries(all)).toEqual(
    Object.fromEntries(report.operations[0]?.properties.map(({ name, outcome }) => [name, outcome]) ?? []),
  );
});

test('after all, its connections are closed', async () => {
  const reference = createServer((_, response) => response.writeHead(404, { 'content-type': 'text/plain' }).end('no'));
  const { url } = await started(runServer(reference));
  const suite = declared({
    url,
    contracts,
    operations: [operation],
    properties: ['response-schema'],
    seed: 1,
    runs: 1,
  });
  await ended(suite);
  const open = () => new Promise<number>((resolve) => reference.getConnections((_, count) => resolve(count)));
  expect(await open()).toBeGreaterThan(0);
  const gone = new Promise((resolve) => reference.once('close', resolve));
  suite.after();
  reference.close();
  // Without a connection that is kept alive, a server ends as soon as it is told.
  await gone;
  expect(await open()).toBe(0);
});
