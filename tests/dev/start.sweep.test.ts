import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/run-program.js';

/** The files of tests that Vitest takes with the options that one of the project's commands gives it. */
async function filesOf(command: string): Promise<string[]> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const options: string = /vitest run (.*)$/.exec(scripts[command])?.[1] ?? '';
  const chosen = options.split(' ').filter((word) => word !== '');
  const args = ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', ...chosen];
  const { code, stdout, stderr } = await runProgram(process.execPath, args, { cwd: process.cwd(), env: {} });
  expect(code, stderr).toBe(0);
  return stdout.match(/tests\/\S+\.test\.ts/g) ?? [];
}

test('npm start counts properties of contracts, not what the contract suite is tested by', async () => {
  const files = await filesOf('start');
  expect(files).toContain('tests/contract/enums.test.ts');
  expect(files.filter((file) => !/^tests\/contract\/[^/]+$/.test(file))).toEqual([]);
});

test('npm test and npm run test:sweeps take each file of tests, and none of them both', async () => {
  const taken = [...(await filesOf('test')), ...(await filesOf('test:sweeps'))];
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' });
  expect(taken.sort()).toEqual(
    files
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.posix.join('tests', file.replaceAll('\\', '/')))
      .sort(),
  );
});
