import { Command } from 'commander';
import { expect, onTestFinished, test, vi } from 'vitest';
import { registerMock } from '../../scripts/mock/command.js';
import { contracts } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Runs the command in this process: what it prints until it serves, and what its process does about a signal. */
async function start(...flags: readonly string[]) {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const spy = vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += text;
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  const before = signals.map((signal) => process.listeners(signal));
  const added = (index: number) =>
    process.listeners(signals[index] as 'SIGINT').filter((one) => before[index]?.includes(one) === false);
  const program = new Command();
  registerMock(program);
  await program.parseAsync(['mock', '--port', '0', '--records', '1', ...flags], { from: 'user' });
  const [url = ''] = printed.stdout.split('\n');
  const [stop] = added(1) as [() => void];
  onTestFinished(async () => {
    stop();
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow());
    for (const [index, signal] of signals.entries()) {
      for (const listener of added(index)) process.removeListener(signal, listener);
    }
  });
  return { url, printed, lines: printed.stdout.trimEnd().split('\n') };
}

const ask = '/?Action=ListOperationTask&Version=2018-12-03';

test('the address comes first, then every operation; each request is logged', async () => {
  const { url, printed, lines } = await start();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  for (const { id } of contracts) expect(lines.some((line) => line.startsWith(`${id}: `))).toBe(true);
  expect(printed.stderr).toBe('');
  expect((await fetch(url + ask)).status).toBe(200);
  expect(printed.stderr).toMatch(/^\S+ {2}200 {2}ok .* ListOperationTask {2}1 of 1 {2}\S+ ms\n$/);
});

test('quietly, there is the address alone', async () => {
  const { url, printed } = await start('--quiet', '--host', '0.0.0.0');
  expect((await fetch(url.replace('0.0.0.0', '127.0.0.1') + ask)).status).toBe(200);
  expect(printed).toEqual({ stdout: `${url}\n`, stderr: '' });
});

test.each([
  ['127.0.0.1', false],
  ['localhost', false],
  ['0.0.0.0', true],
])('whether %s is open to the network, is said: %s', async (host, isOpen) => {
  const { printed } = await start('--host', host);
  expect(printed.stderr).toMatch(
    isOpen
      ? /^note: 0\.0\.0\.0 is open to the network; whoever reaches port \d+ of this machine can call .*\.\n$/
      : /^$/,
  );
});

test('what is wrong in the specs is said, and the rest is served', async () => {
  const schema = { type: 'string', 'x-lifecycle': { final: ['done'] } };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  const paths = { '/look': { get: { operationId: 'look', responses } } };
  const document = { openapi: '3.1.0', info: { title: 'Looks', version: '1' }, paths };
  const { url, printed } = await start('--specs', folderOf({ 'looks.json': JSON.stringify(document) }));
  expect((await fetch(`${url}/look`)).status).toBe(200);
  expect(printed.stderr.split('\n')[0]).toMatch(/looks\.json:1.* x-lifecycle stands without an enum/);
});

test('options are what the mock is started with', async () => {
  const { url, printed } = await start(
    '--records=3',
    '--log=json',
    '--reading=beyond-end=refused',
    '--reading',
    'oversize=clamped',
    '--auth',
    '--now=2026-03-01T00:00:00Z',
    '--seed=4',
  );
  expect((await fetch(url + ask)).status).toBe(400);
  const signed = `${url}${ask}&Signature=s`;
  const { PageInfo } = (await (await fetch(`${signed}&PageSize=1000`)).json()) as { PageInfo: object };
  expect(PageInfo).toMatchObject({ PageSize: 50, TotalCount: 3 });
  expect((await fetch(`${signed}&CurrentPage=9`)).status).toBe(400);
  const statuses = printed.stderr.trim().split('\n');
  expect(statuses.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([400, 200, 400]);
});
