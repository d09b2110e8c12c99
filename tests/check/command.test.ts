import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { registerCheck } from '../../scripts/check/command.js';
import { startReference } from '../reference/server.js';
import { commandHere, type HereOutcome } from '../support/command-here.js';
import { executable } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type Line, ndjson, record } from './traffic.js';

const folder = temporaryFolder();
let lines: Line[];

beforeAll(async () => {
  const server = await startReference();
  lines = await record(server);
  await server.close();
});

/** Runs `check …` in this process. */
const check = (...args: string[]) => commandHere(registerCheck, ['check', ...args]);

/** Runs `check …` as the program. */
function start(args: string[], { node = [], input = '' }: { node?: string[]; input?: string } = {}) {
  return new Promise<HereOutcome>((resolve) => {
    const argv = [...node, executable, 'check', ...args];
    const child = execFile(process.execPath, argv, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('exit codes', () => {
  test('0: all is kept', async () => {
    const outcome = await check(write('good', ndjson(lines)));
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('Nothing that was compared violates the contract.');
  });

  test('1: a contract is violated; also where some lines are broken', async () => {
    const bad = lines.map((line) => ({ ...line, response: { ...line.response, status: 299 } }));
    const outcome = await check(write('bad', `${ndjson(bad)}{"cut`));
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    expect(outcome.stdout).toContain('http-status');
    expect(outcome.stdout).toContain(`line ${lines.length + 1} is no JSON`);
  });

  test('2: nothing is violated, but a line is broken', async () => {
    expect(await check(write('cut', ndjson(lines).slice(0, -100)))).toMatchObject({ code: 2 });
  });

  test.each<[string, string[], RegExp]>([
    ['no such file', ['no-such-file'], /^no-such-file does not exist; correct the path$/],
    ['a folder', ['.'], /^\. is a folder; name the files in it$/],
    [
      'an operation that is misspelt',
      ['good', '--operation', 'listOperationTasks'],
      /^--operation names "listOperationTasks", .* did you mean ListOperationTask\?$/,
    ],
    [
      'an unknown operation',
      ['good', '--operation', 'Nope'],
      /^--operation names "Nope", which does not exist; there are .+$/,
    ],
    ['bad lines', ['good', '--lines', 'x'], /Write a number/],
    ['a bad reporter', ['good', '--reporter', 'x'], /^--reporter is "x"; choose one of default, json/],
    ['a report that cannot be written', ['good', '--output', '/dev/null/report'], /cannot write/],
  ])('2: %s', async (_, args, want) => {
    const [file, ...options] = args;
    const good = write('good', ndjson(lines.slice(0, 1)));
    const outcome = await check(file === 'good' ? good : (file as string), ...options);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(want);
  });

  test('2, in one line, of the program: empty input', async () => {
    expect(await start(['-'])).toEqual({ code: 2, stdout: '', stderr: '- is empty; record some traffic into it\n' });
  });
});

test('standard input, a JSON report, several files', async () => {
  const output = path.join(folder, 'report.json');
  const file = write('more', ndjson(lines));
  const outcome = await start(['-', file, '--reporter', 'json', '--output', output], { input: ndjson(lines) });
  expect(outcome).toMatchObject({ code: 0, stdout: '' });
  const report = JSON.parse(readFileSync(output, 'utf8'));
  expect(report).toMatchObject({ ok: true, seed: 0, violations: [] });
  expect(
    report.operations.find((one: { operation: string }) => one.operation === 'DescribeProcessTasks'),
  ).toMatchObject({
    requests: 2 * lines.filter(({ operation }) => operation === 'DescribeProcessTasks').length,
    properties: expect.arrayContaining([
      expect.objectContaining({ name: 'response-schema', ok: true, outcome: 'held' }),
    ]),
  });
});

test('--operation leaves out the others, and --strict refuses undeclared fields', async () => {
  const extra = lines.map((line) => ({
    ...line,
    response: { ...line.response, body: { ...(line.response.body as object), extra: 1 } },
  }));
  const file = write('extra', ndjson(extra));
  expect(await check(file)).toMatchObject({ code: 0 });
  expect(await check(file, '--strict')).toMatchObject({ code: 1 });
  const { stdout } = await check(file, '--operation', 'ListOperationTask', '--reporter', 'json');
  expect(JSON.parse(stdout).operations.map(({ operation }: { operation: string }) => operation)).toEqual([
    'ListOperationTask',
  ]);
});

test('a replay line shows the violation again', async () => {
  const bad = lines.map((line, index) =>
    index === 20 ? { ...line, response: { ...line.response, status: 299 } } : line,
  );
  const { stdout } = await check(write('replay me', ndjson(bad)), '--reporter', 'json');
  const [violation] = JSON.parse(stdout).violations;
  expect(violation.replay).toBe(
    `npx cloudsec-contracts check '${path.join(folder, 'replay me')}' --lines 21 --operation ${violation.operation}`,
  );
  const again = await check(path.join(folder, 'replay me'), '--lines', '21', '--reporter', 'json');
  expect(again.code).toBe(1);
  const { violations, operations } = JSON.parse(again.stdout);
  expect(violations).toMatchObject([{ property: violation.property, recorded: { number: 21 } }]);
  expect(operations.map(({ requests }: { requests: number }) => requests)).toEqual([1]);
});
