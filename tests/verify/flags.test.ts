import { Command } from 'commander';
import { expect, test } from 'vitest';
import { UsageError } from '../../scripts/base/usage-error.js';
import { registerVerify } from '../../scripts/verify/command.js';

/** What the command says of flags that it asks nothing with. */
async function said(...flags: readonly string[]): Promise<string> {
  const program = new Command();
  registerVerify(program);
  const error = await program.parseAsync(['verify', ...flags], { from: 'user' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

const url = 'http://127.0.0.1:9';

test.each([
  [[], 'verify needs the address of a server; write one such as http://127.0.0.1:4010'],
  [[url, '--runs', '0'], '--runs is "0"; write a whole number of at least 1'],
  [[url, '--runs', '1.5'], '--runs is "1.5"; write a whole number of at least 1'],
  [[url, '--max-requests', 'x'], '--max-requests is "x"; write a whole number of at least 1'],
  [[url, '--max-time', '0'], '--max-time is "0"; write a number of at least 0.001'],
  [[url, '--max-violations', '-1'], '--max-violations is "-1"; write a whole number of at least 1'],
  [[url, '--seed', '1e3'], '--seed is "1e3"; write a whole number of at least 0'],
  [[url, '--rate', '.5'], '--rate is ".5"; write a number of at least 0.001'],
  [[url, '--concurrency', '0'], '--concurrency is "0"; write a whole number of at least 1'],
  [[url, '--timeout', '9007199254740993'], '--timeout is "9007199254740993"; write a whole number of at least 1'],
  [[url, '--require-exercised', '1.01'], '--require-exercised is "1.01"; write a share from 0 to 1, such as 0.8'],
  [[url, '--require-exercised', '80%'], '--require-exercised is "80%"; write a share from 0 to 1, such as 0.8'],
  [[url, '--shard', '0/4'], '--shard is "0/4"; write one such as 1/4'],
  [[url, '--shard', '5/4'], '--shard is "5/4"; write one such as 1/4'],
  [[url, '--shard', '1'], '--shard is "1"; write one such as 1/4'],
  [[url, '--value', 'TaskId=1'], '--value is "TaskId=1"; write Operation.Parameter=value,value'],
  [[url, '--value', 'Op.TaskId='], '--value is "Op.TaskId="; write Operation.Parameter=value,value'],
  [[url, '--header', 'a: b', '--header', 'no secret'], "--header number 2 is no header; write 'name: value'"],
  [[url, '--header', ': b'], "--header number 1 is no header; write 'name: value'"],
  [[url, '--header', 'a: b\nc: d'], "--header number 1 is no header; write 'name: value'"],
  [[url, '--baseline-update'], '--baseline-update needs --baseline <file>'],
])('%j', async (flags, want) => {
  expect(await said(...flags)).toBe(want);
});
