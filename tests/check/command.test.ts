import { execFile } from 'node:child_process';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { startReference } from '../reference/server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type Line, ndjson, record } from './traffic.js';

const folder = temporaryFolder();
const tool = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let lines: Line[];

beforeAll(async () => {
  const server = await startReference();
  lines = await record(server);
  await server.close();
});

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: string[], { node = [], input = '' }: { node?: string[]; input?: string } = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const argv = [...node, tool, 'check', ...args];
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
    const outcome = await run([write('good', ndjson(lines))]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('Nothing that was compared violates the contract.');
  });

  test('1: a contract is violated; also where some lines are broken', async () => {
    const bad = lines.map((line) => ({ ...line, response: { ...line.response, status: 299 } }));
    const outcome = await run([write('bad', `${ndjson(bad)}{"cut`)]);
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    expect(outcome.stdout).toContain('http-status');
    expect(outcome.stdout).toContain(`line ${lines.length + 1} is no JSON`);
  });

  test('2: nothing is violated, but a line is broken', async () => {
    expect(await run([write('cut', ndjson(lines).slice(0, -100))])).toMatchObject({ code: 2 });
  });

  test.each<[string, string[], RegExp]>([
    ['no such file', ['no-such-file'], /^no-such-file does not exist; correct the path\n$/],
    ['a folder', ['.'], /^\. is a folder; name the files in it\n$/],
    [
      'an operation that is misspelt',
      ['-', '--operation', 'listOperationTasks'],
      /^--operation names "listOperationTasks", .* did you mean ListOperationTask\?\n$/,
    ],
    [
      'an unknown operation',
      ['-', '--operation', 'Nope'],
      /^--operation names "Nope", which does not exist; there are .+\n$/,
    ],
    ['bad lines', ['-', '--lines', 'x'], /Write a number/],
    ['a bad reporter', ['-', '--reporter', 'x'], /^--reporter is "x"; choose one of default, json/],
    ['empty input', ['-'], /^- is empty; record some traffic into it\n$/],
    ['a report that cannot be written', ['-', '--output', '/dev/null/report'], /cannot write/],
  ])('2: %s', async (_, args, want) => {
    const input = args.includes('--output') ? ndjson(lines.slice(0, 1)) : '';
    const outcome = await run(args, { input });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(want);
  });
});

test('standard input, a JSON report, several files', async () => {
  const output = path.join(folder, 'report.json');
  const file = write('more', ndjson(lines));
  const outcome = await run(['-', file, '--reporter', 'json', '--output', output], { input: ndjson(lines) });
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
  expect(await run([file])).toMatchObject({ code: 0 });
  expect(await run([file, '--strict'])).toMatchObject({ code: 1 });
  const { stdout } = await run([file, '--operation', 'ListOperationTask', '--reporter', 'json']);
  expect(JSON.parse(stdout).operations.map(({ operation }: { operation: string }) => operation)).toEqual([
    'ListOperationTask',
  ]);
});

test('a replay line shows the violation again', async () => {
  const bad = lines.map((line, index) =>
    index === 20 ? { ...line, response: { ...line.response, status: 299 } } : line,
  );
  const { stdout } = await run([write('replay me', ndjson(bad)), '--reporter', 'json']);
  const [violation] = JSON.parse(stdout).violations;
  expect(violation.replay).toBe(
    `npx cloudsec-contracts check '${path.join(folder, 'replay me')}' --lines 21 --operation ${violation.operation}`,
  );
  const again = await run([path.join(folder, 'replay me'), '--lines', '21', '--reporter', 'json']);
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stdout).violations).toMatchObject([
    { property: violation.property, recorded: { number: 21 } },
  ]);
});

test('25 MB of NDJSON are judged in a heap of 48 MB', async () => {
  const file = path.join(folder, 'large');
  const out = createWriteStream(file);
  const texts = lines.map((line) => JSON.stringify(line));
  let count = 0;
  for (let bytes = 0; bytes < 25e6; ) {
    for (const text of texts) {
      // Every response has an ID of its own.
      const line = `${text.replace(/3956048F-9D73-5EDB-834B-[0-9A-F]{12}/, () => `ID-${count++}`)}\n`;
      bytes += Buffer.byteLength(line);
      if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', resolve));
    }
  }
  await finished(out.end());
  const outcome = await run([file, '--reporter', 'json'], { node: ['--max-old-space-size=48'] });
  expect(outcome).toMatchObject({ code: 0 });
  expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, unreadableCount: 0 });
});
