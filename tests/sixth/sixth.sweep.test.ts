import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/load/load.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Operations that no vendor has, one file each, below specs: every habit of a page that the five have not. */
const operations = ['QueryPatchJobs', 'ShowScanFindings'];

/** A copy of the project, as a contributor has it after adding the files. */
const scratch = temporaryFolder();
beforeAll(() => {
  const left = new Set(['node_modules', '.git', '.stryker-tmp', 'coverage', 'reports']);
  for (const name of readdirSync('.')) {
    if (!left.has(name)) cpSync(name, path.join(scratch, name), { recursive: true });
  }
  rmSync(path.join(scratch, 'tests/sixth'), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(scratch, 'node_modules'), 'junction');
  cpSync('tests/sixth/specs', path.join(scratch, 'specs'), { recursive: true });
});

/** Runs one of the project's tools in the copy. */
function run(...args: string[]) {
  const result = spawnSync(process.execPath, args, {
    cwd: scratch,
    encoding: 'utf8',
    timeout: 540_000,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { status: result.status, output: `${result.stdout}${result.stderr}` };
}

describe('a sixth and a seventh operation are one new file each', { timeout: 600_000 }, () => {
  test('generate writes everything that they need', () => {
    const { status, output } = run('dist/cli.js', 'generate');
    expect(output).toContain('generated/QueryPatchJobs/validators.js');
    expect(status, output).toBe(0);
    expect(run('dist/cli.js', 'generate', '--check').status).toBe(0);
  });

  test('verify finds their mock honest', async () => {
    const mock = spawn(process.execPath, ['dist/cli.js', 'mock', '--port', '0', '--quiet'], { cwd: scratch });
    try {
      const [line] = (await once(mock.stdout, 'data')) as [Buffer];
      const url = String(line).split('\n')[0] as string;
      const named = operations.flatMap((operation) => ['--operation', operation]);
      const { output } = run('dist/cli.js', 'verify', url, ...named, '--seed', '1', '--reporter', 'json');
      const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
      expect(report.violations).toEqual([]);
      expect(report.operations.map(({ operation }: { operation: string }) => operation)).toEqual(operations);
    } finally {
      mock.kill();
    }
  });

  // The whole suite passes in such a copy; these are the parts of it that are about each operation by itself.
  // The others are left out, so that no Prism is started for them.
  test('the contract suite and the SDKs hold for them', () => {
    for (const { id, location } of loadContracts('specs')) {
      if (!operations.includes(id)) rmSync(path.join(scratch, 'specs', location.file));
    }
    const parts = ['tests/contract', 'tests/mock/sdk'];
    const about = ['-t', operations.join('|')];
    const { status, output } = run('node_modules/vitest/vitest.mjs', 'run', ...parts, ...about);
    expect(status, output).toBe(0);
    // Not an empty run: the contract suite has more than 20 properties of each.
    expect(Number(/Tests .*?(\d+) passed/.exec(output)?.[1])).toBeGreaterThan(45);
  });
});
