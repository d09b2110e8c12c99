import { Command } from 'commander';
import { expect, test } from 'vitest';
import { UsageError } from '../../scripts/base/usage-error.js';
import { registerMock } from '../../scripts/mock/command.js';

/** What the command says of flags that it does not start with. */
async function said(...flags: readonly string[]): Promise<string> {
  const program = new Command();
  registerMock(program);
  const error = await program.parseAsync(['mock', ...flags], { from: 'user' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

test('every flag says in the help what it does', () => {
  const program = new Command();
  registerMock(program);
  const [command] = program.commands;
  expect(command?.options.length).toBeGreaterThan(10);
  for (const { flags, description } of command?.options ?? []) expect(description, flags).toMatch(/\w/);
});

// Numbers that the mock itself refuses: what it says shows what was read.
test.each([
  ['-1', -1],
  ['-12', -12],
  ['70000', 70_000],
  [' 70000 ', 70_000],
  ['12.25', 12.25],
  ['-12.25', -12.25],
  ['.5', 0.5],
  ['-.25', -0.25],
  ['700000.125', 700_000.125],
])('a port of "%s" is the number %d', async (text, number) => {
  expect(await said(`--port=${text}`)).toBe(`port is ${number}; it has to be a whole number from 0 to 65535`);
});

test.each(['', ' ', 'x', '1x', 'x1', '1 2', '1e3', '0x10', '1.', '.', '-', '--1', '1.5.5', 'Infinity', '1.x', '.x'])(
  'a port of "%s" is no number',
  async (text) => {
    expect(await said(`--port=${text}`)).toBe(`--port is "${text}"; it has to be a number`);
  },
);

test.each([
  ['--latency=-1', 'latency is -1; it has to be a number from 0 to 600000'],
  ['--latency=600000.5', 'latency is 600000.5; it has to be a number from 0 to 600000'],
  ['--error-rate=1.5', 'error-rate is 1.5; it has to be a number from 0 to 1'],
  ['--records=1.5', 'records is 1.5; it has to be a whole number from 0 to 1000000'],
  ['--specs=/no/such/folder', 'specs: there is no /no/such/folder; give the folder that holds the YAML files'],
  ['--records=-1', 'records is -1; it has to be a whole number from 0 to 1000000'],
  ['--seed=.5', /^seed is 0\.5; it has to be a whole number/],
  ['--engine=other', 'engine is "other"; it has to be one of: dataset, prism'],
  ['--log=xml', 'log is "xml"; it has to be one of: text, json'],
  ['--now=later', /^now is later; it has to be a date and time such as 2026-01-31T12:00:00Z, or /],
  ['--reading=x', '--reading is "x"; write the decision and its reading, such as beyond-end=last-page'],
  ['--reading==x', '--reading is "=x"; write the decision and its reading, such as beyond-end=last-page'],
  ['--reading=beyond-end=a=b', /the decision beyond-end has no reading "a=b"; it has empty, last-page, refused/],
])('%s is refused', async (flag, want) => {
  const message = await said(flag);
  if (typeof want === 'string') expect(message).toBe(want);
  else expect(message).toMatch(want);
});

test('an address that is not there is refused', async () => {
  expect(await said('--port=0', '--host=192.0.2.1')).toBe(
    'port 0 on 192.0.2.1 is on no interface of this machine; choose another address with --host, such as 127.0.0.1',
  );
});
