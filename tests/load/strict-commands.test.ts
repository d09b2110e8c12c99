import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { registerGenerate } from '../../scripts/generate/command.js';
import { registerMock } from '../../scripts/mock/command.js';
import { commandHere } from '../support/command-here.js';
import { executable } from '../support/run-program.js';
import { folderOf } from '../support/specs-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The name of the file with a wrong example cannot steer a terminal. */
const specs = () =>
  folderOf({
    'spec.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: n, in: query, schema: { type: integer }, example: "many\\e[2J" }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: string } } } } }
  /b: { get: { operationId: b, responses: { '301': { description: moved } } } }
`,
  });

const wants = [
  /spec\.yaml:7: warning: the example "many\\+u001b\[2J" of n violates its schema/,
  /spec\.yaml:9: warning: declares no successful response \(declared: 301\).*; left out: operation GET \/b/,
];

/** Runs `generate …`. */
const generate = (...args: string[]) => commandHere(registerGenerate, ['generate', ...args]);

test('generate prints what it leaves out, each time, and generates the rest', async () => {
  const folder = specs();
  const out = path.join(temporaryFolder(), 'out');
  for (let run = 0; run < 2; run++) {
    const { code, stdout, stderr } = await generate('--specs', folder, '--out', out);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 operation,') });
    for (const want of wants) expect(stderr).toMatch(want);
    expect(stderr).not.toContain('\u001b');
  }
});

test('generate --strict writes nothing and exits with 2, also after it was generated without', async () => {
  const folder = specs();
  const out = path.join(temporaryFolder(), 'out');
  await generate('--specs', folder, '--out', path.join(temporaryFolder(), 'other'));
  const { code, stderr } = await generate('--specs', folder, '--out', out, '--strict');
  expect(code).toBe(2);
  for (const want of wants)
    expect(stderr).toMatch(new RegExp(want.source.replace('warning: ', '').replace(/; left.*/, '')));
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(existsSync(out)).toBe(false);
});

test('mock prints what it leaves out and serves the rest; --strict does not start', async () => {
  const folder = specs();
  const child = spawn(process.execPath, [executable, 'mock', '--specs', folder, '--port', '0']);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data) => resolve(String(data).split('\n', 1)[0] as string));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  expect((await fetch(`${url}/a`)).status).toBe(200);
  expect((await fetch(`${url}/b`)).status).toBe(404);
  child.kill('SIGTERM');
  await ended;
  for (const want of wants) expect(stderr).toMatch(want);
  const strict = await commandHere(registerMock, ['mock', '--specs', folder, '--port', '0', '--strict']);
  expect(strict.code).toBe(2);
  expect(strict.stderr).toContain('spec.yaml:9: declares no successful response');
});
