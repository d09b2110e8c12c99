import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { call, leastRequest } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';
import { MockProcesses } from '../support/mock-process.js';

const processes = new MockProcesses();
afterAll(() => processes.close());

const bodies = async (url: string) => {
  const all: Json[] = [];
  for (const contract of contracts) {
    const { body } = await call(url, contract, leastRequest(contract));
    all.push({ ...(body as object), RequestId: '' });
  }
  return JSON.stringify(all);
};

test('two processes with one seed answer with the same bytes', async () => {
  const args = ['--port', '0', '--quiet', '--now', '2026-03-01T00:00:00Z', '--records', '30', '--seed', '7'];
  const both = [processes.start(...args), processes.start(...args)];
  const [one, other] = await Promise.all(both.map(async ({ url }) => bodies((await url) as string)));
  expect(one).toBe(other);
  for (const { child } of both) child.kill('SIGTERM');
  expect(await Promise.all(both.map(({ exit }) => exit))).toEqual([0, 0]);
});

test('prints the URL first, then every operation with lines to paste, and logs each request', async () => {
  const mock = processes.start('--port', '0');
  const url = (await mock.url) as string;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await fetch(`${url}/?Action=ListOperationTask&Version=2018-12-03&Statuses.1=NO%1B%5B31m%0A&statuses.1=INIT`);
  const port = Number(new URL(url).port);
  // An idle connection does not keep the command from ending.
  const idle = connect(port, '127.0.0.1');
  await new Promise((resolve) => idle.on('connect', resolve));
  mock.child.kill('SIGINT');
  expect(await mock.exit).toBe(0);
  idle.destroy();
  for (const { id } of contracts) expect(mock.output.stdout).toContain(`${id}: `);
  expect(mock.output.stdout).toContain(`curl -s '${url}/v5/example/ransomware/backup/operation-logs?`);
  expect(mock.output.stdout).toContain('@alicloud/pop-core');
  expect(mock.output.stderr).toMatch(
    /^\d\d:\d\d:\d\d\.\d+ {2}400 {2}refused {2}GET {2}ListOperationTask {2}invalid-parameter: \/Statuses\/0: .*did you mean Statuses\?.*ms\n$/,
  );
  expect(mock.output.stderr).not.toContain('\u001b');
});

// What is said of each other mistake, and what else is printed, flags.test.ts and command-output.test.ts look at
// without a process.
test('a mistake of the user is one clear line, and exit code 2', async () => {
  const { exit, output } = processes.start('--port', 'http');
  expect(await exit).toBe(2);
  expect(output).toEqual({ stdout: '', stderr: '--port is "http"; it has to be a number\n' });
});
