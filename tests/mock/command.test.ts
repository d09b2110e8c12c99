import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
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

test('two processes with one seed answer with the same bytes; another seed with others', async () => {
  const args = ['--port', '0', '--quiet', '--now', '2026-03-01T00:00:00Z', '--records', '30'];
  const [one, two, three] = await Promise.all([
    processes.start(...args, '--seed', '7'),
    processes.start(...args, '--seed', '7'),
    processes.start(...args, '--seed', '8'),
  ]);
  const [a, b, c] = await Promise.all([one, two, three].map(async ({ url }) => bodies((await url) as string)));
  expect(a).toBe(b);
  expect(a).not.toBe(c);
  for (const { child } of [one, two, three]) child.kill('SIGTERM');
  expect(await Promise.all([one, two, three].map(({ exit }) => exit))).toEqual([0, 0, 0]);
});

test('prints the URL first, then every operation with lines to paste, and logs each request', async () => {
  const mock = await processes.start('--port', '0');
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
    /^\d\d:\d\d:\d\d\.\d+ {2}400 {2}refused {2}GET {2}ListOperationTask {2}invalid-parameter: \/Statuses\/0 .*did you mean Statuses\?.*ms\n$/,
  );
  expect(mock.output.stderr).not.toContain('\u001b');
});

describe('a mistake of the user is one clear line, and exit code 2', () => {
  const cases: [args: string[], message: RegExp][] = [
    [['--port', 'http'], /^--port is "http"; it has to be a number\n$/],
    [['--port', '70000'], /^port is 70000; it has to be a whole number from 0 to 65535\n$/],
    [['--records', '1.5'], /^records is 1.5; it has to be a whole number from 0 to 1000000\n$/],
    [['--error-rate', '2'], /^error-rate is 2; it has to be a number from 0 to 1\n$/],
    [['--engine', 'magic'], /^engine is "magic"; it has to be one of: dataset, prism\n$/],
    [['--log', 'xml'], /^log is "xml"; it has to be one of: text, json\n$/],
    [['--now', 'soon'], /^now is soon; it has to be a date and time such as .*\n$/],
    [['--specs', '/no/such/folder'], /^specs: there is no \/no\/such\/folder; .*\n$/],
    [['--port', '0', '--host', '192.0.2.1'], /^port 0 on 192\.0\.2\.1 is on no interface of this machine; .*\n$/],
  ];
  test.concurrent.each(cases)(
    '%j',
    async (args, message) => {
      const { exit, output } = await processes.start(...args);
      expect(await exit).toBe(2);
      expect(output.stderr).toMatch(message);
      expect(output.stdout).toBe('');
    },
    20_000,
  );
});

test('--host 0.0.0.0 says what it opens', async () => {
  const mock = await processes.start('--port', '0', '--host', '0.0.0.0');
  await mock.url;
  mock.child.kill('SIGTERM');
  expect(await mock.exit).toBe(0);
  expect(mock.output.stderr).toMatch(/0\.0\.0\.0 is open to the network; whoever reaches port \d+ of this machine/);
});
