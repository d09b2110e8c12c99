import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, onTestFinished, test } from 'vitest';
import { registerCheck } from '../../scripts/check/command.js';
import type { RunOptions } from '../../scripts/check/run.js';
import { folderOf } from '../support/specs-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { fileWith, runHere } from './support.js';

/** What the command line asks for, and what comes of it. */
async function asked(words: readonly string[]) {
  const runs: { files: readonly string[]; options: RunOptions }[] = [];
  const program = new Command('tool').exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  registerCheck(program, async (files, options) => {
    runs.push({ files, options });
    return 1;
  });
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  const before = process.exitCode;
  onTestFinished(() => {
    process.exitCode = before;
  });
  await program.parseAsync(['check', ...words], { from: 'user' });
  const code = process.exitCode;
  process.exitCode = before;
  return { ...runs[0], code };
}

describe('the command line', () => {
  test.each<[line: string, files: string[], options: object]>([
    ['a', ['a'], { reporter: [] }],
    ['a - b', ['a', '-', 'b'], {}],
    ['a --operation A --operation B', ['a'], { operation: ['A', 'B'] }],
    ['a --specs s --strict', ['a'], { specs: 's', strict: true }],
    ['a --lines 3', ['a'], { lines: { from: 3, to: 3 } }],
    ['a --lines 3-15', ['a'], { lines: { from: 3, to: 15 } }],
    ['a --require-exercised 0.8', ['a'], { requireExercised: 0.8 }],
    ['a --require-exercised 0.125', ['a'], { requireExercised: 0.125 }],
    ['a --require-exercised 1', ['a'], { requireExercised: 1 }],
    ['a --require-exercised 0', ['a'], { requireExercised: 0 }],
    ['a --reporter json=b --reporter html', ['a'], { reporter: ['json=b', 'html'] }],
    ['a --waivers w --baseline b --baseline-update', ['a'], { waivers: 'w', baseline: 'b', baselineUpdate: true }],
    ['a --suggest --output o', ['a'], { suggest: true, output: 'o' }],
  ])('%s', async (line, files, options) => {
    const run = await asked(line.split(' '));
    expect(run).toMatchObject({ files, options, code: 1 });
  });

  test.each<[line: string, why: RegExp]>([
    ['--strict', /missing required argument 'file'/],
    ['a --lines x', /Write a number, or two with - between them/],
    ['a --lines 3-', /Write a number/],
    ['a --lines 1-2-3', /Write a number/],
    ['a --lines -3', /Write a number/],
    ['a --lines 1234567890123456', /Write a number/],
    ['a --require-exercised 1.1', /Write a share from 0 to 1/],
    ['a --require-exercised 80%', /Write a share from 0 to 1/],
    ['a --require-exercised -0.5', /Write a share/],
    ['a --require-exercised 0.5x', /Write a share/],
    ['a --require-exercised .5', /Write a share/],
    ['a --require-exercised 0x1', /Write a share/],
    ['a --require-exercised 1e-1', /Write a share/],
    ['a --unknown', /unknown option/],
  ])('%s is refused', async (line, why) => {
    await expect(asked(line.split(' '))).rejects.toThrow(why);
  });
});

test('every option says in the help what it does', async () => {
  const program = new Command('tool');
  registerCheck(program);
  const [command] = program.commands;
  expect(command?.description()).toMatch(/\w/);
  for (const { flags, description } of command?.options ?? []) expect(description, flags).toMatch(/\w/);
});

// A small spec is read quickly.
const specs = folderOf({
  'logs.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /logs:
    get:
      operationId: listLogs
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [total_num, data_list]
                properties: { total_num: { type: integer }, data_list: { type: array } }
`,
});
const operation = 'listLogs';
const lineOf = (body: object) => `${JSON.stringify({ operation, request: {}, response: { status: 200, body } })}\n`;
const good = lineOf({ total_num: 0, data_list: [] });
const bad = lineOf({ total_num: 'many', data_list: [] });

describe('a run', () => {
  test.each<[what: string, text: string, options: Partial<RunOptions>, code: number]>([
    ['that finds nothing', good, {}, 0],
    ['that finds what breaks the contract', bad, {}, 1],
    ['of which too little was exercised', good, { requireExercised: 1 }, 1],
    ['of which enough was exercised', good, { requireExercised: 0 }, 0],
    ['of lines that keep it', good + bad, { lines: { from: 1, to: 1 } }, 0],
    ['of operations that were not chosen beside it', good, { operation: [operation] }, 0],
    ['with a part that cannot be read', `${good}oops\n`, {}, 2],
  ])('%s', async (_, text, options, code) => {
    expect((await runHere([fileWith(text)], { reporter: [], specs, ...options })).code).toBe(code);
  });

  test('prints its report, with what to type to see a violation again', async () => {
    const file = fileWith(good + bad);
    const { stdout, stderr } = await runHere([file], { reporter: [], specs });
    expect(stdout).toMatch(/total_num/);
    expect(stdout).toContain(`check ${file} --lines 2 --operation ${operation} --specs ${specs}`);
    expect(stderr).toBe('');
    const strict = await runHere([file], { reporter: [], specs, strict: true });
    expect(strict.stdout).toContain(`check ${file} --lines 2 --operation ${operation} --strict --specs ${specs}`);
  });

  test('is on the packaged specs, where none are named', async () => {
    const logs = 'ListOperationLogsByVaultName';
    const file = fileWith(lineOf({ total_num: 'many', data_list: [] }).replace(operation, logs));
    const { stdout } = await runHere([file], { reporter: [] });
    expect(stdout).toContain(`check ${file} --lines 1 --operation ${logs}`);
    expect(stdout).not.toContain('--specs');
  });

  test('writes its reports to files, and then says in one line how it went', async () => {
    const output = path.join(temporaryFolder(), 'report.json');
    const { stdout, stderr } = await runHere([fileWith(bad)], { reporter: ['json'], output, specs });
    expect(stdout).toBe('');
    expect(stderr).toContain(`wrote ${output}\n`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ ok: false, seed: 0 });
  });

  test('with a baseline fails only for what is new', async () => {
    const baseline = path.join(temporaryFolder(), 'baseline.json');
    const run = (text: string, options: Partial<RunOptions> = {}) =>
      runHere([fileWith(text)], { reporter: [], specs, baseline, ...options });
    await run(bad);
    expect((await run(bad)).code).toBe(0);
    const worse = lineOf({ total_num: 'many', data_list: 'none' });
    expect((await run(worse)).code).toBe(1);
    await run(worse, { baselineUpdate: true });
    expect((await run(worse)).code).toBe(0);
    await expect(runHere([fileWith(bad)], { reporter: [], specs, baselineUpdate: true })).rejects.toThrow(
      '--baseline-update needs --baseline <file>',
    );
  });

  test('with waivers forgives what they name', async () => {
    const rules = JSON.parse((await runHere([fileWith(bad)], { reporter: ['json'], specs })).stdout).violations as {
      property: string;
    }[];
    const waived = rules.map(({ property }) => ({ operation, property, reason: 'known', expires: '2999-01-01' }));
    const waivers = fileWith(JSON.stringify({ waivers: waived }));
    expect((await runHere([fileWith(bad)], { reporter: [], specs, waivers })).code).toBe(0);
  });
});
