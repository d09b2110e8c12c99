import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { contracts } from '../support/operations.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { typeProblems } from '../support/type-problems.js';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const consumer = temporaryFolder();

/** An empty project with the packed package in its node_modules, and with nothing else: no dependency, no peer. */
beforeAll(() => {
  const packed = execFileSync(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', consumer], {
    encoding: 'utf8',
  }).trim();
  const folder = path.join(consumer, 'node_modules/cloudsec-contracts');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(consumer, packed), '--strip-components', '1', '-C', folder]);
  writeFileSync(path.join(consumer, 'package.json'), '{ "type": "module" }');
});

function run(code: string) {
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: consumer, encoding: 'utf8' });
}

describe('the packed package in an empty project', () => {
  test('root and validators import and judge the samples', () => {
    const result = run(`
      import { operations, isFinalOperationTaskStatus, OperationTaskStatus, validateListOperationTaskRequest } from 'cloudsec-contracts';
      import * as validators from 'cloudsec-contracts/validators';
      import { validateListOperationTaskResponse } from 'cloudsec-contracts/validators/ListOperationTask';
      const ids = Object.keys(operations);
      for (const { id, responses, validateResponse } of Object.values(operations)) {
        for (const { value } of Object.values(responses['200'].content['application/json'].examples)) {
          if (!validateResponse(value)) throw new Error(id + JSON.stringify(validateResponse.errors));
        }
        if (validateResponse({})) throw new Error(id + ' accepts {}');
        if (validators['validate' + id + 'Response'] !== validateResponse) throw new Error(id + ' is there twice');
      }
      if (!isFinalOperationTaskStatus(OperationTaskStatus.FAIL) || isFinalOperationTaskStatus('INIT')) throw new Error('lifecycle');
      if (validateListOperationTaskRequest({ pagesize: 1 }) || !validateListOperationTaskRequest({ PageSize: 1 })) throw new Error('names');
      if (!validateListOperationTaskResponse(operations.ListOperationTask.responses['200'].content['application/json'].examples.empty.value)) throw new Error('one operation');
      console.log('judged ' + ids.sort().join());
    `);
    expect(result.stderr).toBe('');
    expect(result.stdout).toBe(`judged ${contracts.map(({ id }) => id).sort()}\n`);
  });

  test('type-checks in a strict consumer', () => {
    writeFileSync(
      path.join(consumer, 'consumer.ts'),
      `import {
  isFinalOperationTaskStatus,
  type ListOperationTaskRequest,
  type ListOperationTaskResponse,
  type DescribeSecurityEventOperationStatusRequest,
  OperationTaskStatus,
  type OperationTask,
  operations,
  validateListOperationTaskResponse,
} from 'cloudsec-contracts';
import type { Violation } from 'cloudsec-contracts/validators';

export function finished(body: unknown): readonly OperationTask[] {
  if (!validateListOperationTaskResponse(body)) {
    const violations: readonly Violation[] = validateListOperationTaskResponse.errors ?? [];
    throw new Error(violations.map((violation) => violation.message).join());
  }
  const response: ListOperationTaskResponse = body;
  return response.OperationTasks.filter((task) => isFinalOperationTaskStatus(task.Status));
}
export const request: ListOperationTaskRequest = { Statuses: [OperationTaskStatus.INIT, 'FAIL'], PageSize: 10 };
export const page: number = operations.ListOperationTask.parameters.length;
// @ts-expect-error no such status
export const wrong: ListOperationTaskRequest = { Statuses: ['DONE'] };
// @ts-expect-error the identity is required
export const task: OperationTask = { Status: 'INIT' };
// @ts-expect-error at least one of TaskId and SecurityEventIds
export const neither: DescribeSecurityEventOperationStatusRequest = { SourceIp: '192.0.2.1' };
export const one: DescribeSecurityEventOperationStatusRequest = { SecurityEventIds: ['1'] };
`,
    );
    const exact = { exactOptionalPropertyTypes: true };
    expect(typeProblems(consumer, ['consumer.ts'], exact)).toEqual([]);
    const bundled = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
    expect(typeProblems(consumer, ['consumer.ts'], { ...exact, ...bundled })).toEqual([]);
  });

  test('the specs are there, and no test, source or tool of ours', () => {
    const folder = path.join(consumer, 'node_modules/cloudsec-contracts');
    expect(readdirSync(folder).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'generated',
      'package.json',
      'specs',
    ]);
    for (const own of ['bench', 'dev']) expect(readdirSync(path.join(folder, 'dist'))).not.toContain(own);
    const result = run(`
      import { readFileSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      const file = fileURLToPath(import.meta.resolve('cloudsec-contracts/specs/huawei-cloud/hss-v5/ListOperationLogsByVaultName.yaml'));
      console.log(readFileSync(file, 'utf8').split('\\n')[0]);
    `);
    expect(result.stdout).toBe('openapi: 3.1.0\n');
  });
});

describe('the packed package with its dependencies', () => {
  test('generates from specs of another repository, as a command and as a function', () => {
    // The dependencies that an installation would bring, linked: a test does not reach for a registry.
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
    };
    const target = path.join(consumer, 'node_modules');
    for (const [folder, { dev = false, devOptional = false }] of Object.entries(packages)) {
      const name = path.relative('node_modules', folder);
      // What is nested in another package comes with it.
      if (dev || devOptional || name.includes('node_modules') || name.startsWith('..')) continue;
      mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      symlinkSync(path.resolve(folder), path.join(target, name));
    }
    mkdirSync(path.join(consumer, 'specs'));
    writeFileSync(
      path.join(consumer, 'specs/api.yaml'),
      'openapi: 3.0.0\ninfo: {title: a, version: "1"}\npaths: {/a: {get: {operationId: getA, responses: {"200": {description: a, content: {application/json: {schema: {type: integer, minimum: 1, maximum: 9}}}}}}}}\n',
    );
    const bin = path.join(target, 'cloudsec-contracts/dist/cli.js');
    const result = spawnSync(process.execPath, [bin, 'generate', '--specs', 'specs', '--out', 'api'], {
      cwd: consumer,
      encoding: 'utf8',
    });
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
    const used = run(`
      import fc from 'fast-check';
      import { generate } from 'cloudsec-contracts/generate';
      import { validateGetAResponse } from './api/index.js';
      import { arbitraries } from './api/arbitraries.js';
      import { arbitraries as ours } from 'cloudsec-contracts/arbitraries';
      const { stale } = await generate({ specs: 'specs', out: 'api', check: true });
      fc.assert(fc.property(arbitraries.getA.response(), (value) => validateGetAResponse(value) && value >= 1));
      fc.assert(fc.property(ours.ListOperationTask.response(), (value) => value.OperationTasks.length === value.PageInfo.Count));
      console.log(JSON.stringify(stale));
    `);
    expect(used.stderr).toBe('');
    expect(used.stdout).toBe('[]\n');
    expect(readFileSync(path.join(consumer, 'api/GetA/types.d.ts'), 'utf8')).toContain('GetAResponse');

    // An optional peer that is not there is one clear line.
    const args = [bin, 'mock', '--engine', 'prism', '--port', '0'];
    const mock = spawnSync(process.execPath, args, { cwd: consumer, encoding: 'utf8' });
    expect(mock.status).toBe(2);
    expect(mock.stderr).toMatch(/^[^\n]*@stoplight\/prism-cli\b[^\n]*\n$/);
  });
});
