import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readBaseline } from '../../scripts/report/index.js';
import { bodies } from '../reference/planting.js';
import { startReference } from '../reference/server.js';
import { executable, runProgram } from '../support/run-program.js';
import type { Running } from '../support/running.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, string>;
}

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: Step[]; readonly strategy?: { readonly matrix: { readonly shard: number[] } } }
  >;
}

const workflow = (name: string) => parse(readFileSync(`.github/examples/${name}.yml`, 'utf8')) as Workflow;

/** Runs the steps of a job that call the tool, as a runner does, and what the actions around them do with files. */
async function runJob(steps: Step[], dir: string, values: Record<string, string>, env: Record<string, string>) {
  const bin = join(dir, 'bin');
  mkdirSync(bin, { recursive: true });
  // What npx finds in a repository that has installed the package. The test asks for less: of one operation, a little.
  const less = '--operation ListOperationLogsByVaultName --runs 1 --max-requests 60 --rate 1000';
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\nshift\ncase "$*" in *--merge*) less= ;; *) less="${less}" ;; esac\nexec "${process.execPath}" "${executable}" "$@" $less\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);
  const filled = (text: string) => text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => values[name] ?? '');
  for (const { run, name } of steps) {
    if (run === undefined || run === 'npm ci') continue;
    const script = filled(run).replaceAll(/--operation (?!ListOperationLogsByVaultName)\w+ ?/g, '');
    const result = await runProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: dir,
      env: {
        ...env,
        PATH: `${bin}:${process.env.PATH}`,
        GITHUB_WORKSPACE: dir,
        GITHUB_STEP_SUMMARY: join(dir, 'summary.md'),
      },
    });
    if (result.code !== 0) return { ...result, name };
  }
  return { code: 0, stdout: '', stderr: '', name: undefined };
}

/** A server of which the first log entry has a status that the page does not list. */
function startBroken(): Promise<Running> {
  return startReference({
    difference: {
      plant: ({ ListOperationLogsByVaultName: service }) =>
        bodies(service, (body) => {
          const [first] = body.data_list as Record<string, unknown>[];
          if (first !== undefined) first.status = 'odd';
        }),
    },
  });
}

describe('the workflow examples', () => {
  let honest: Running;
  let broken: Running;
  beforeAll(async () => {
    [honest, broken] = await Promise.all([startReference(), startBroken()]);
  });
  afterAll(() => Promise.all([honest.close(), broken.close()]));

  it('name only files and actions that are there', () => {
    for (const name of readdirSync('.github/examples')) {
      const { jobs } = workflow(name.replace('.yml', ''));
      const used = Object.values(jobs).flatMap(({ steps }) => steps.map(({ uses }) => uses));
      for (const action of used) if (action !== undefined) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
    }
  });

  it('watch a vendor: the first night writes a baseline, later ones fail only where something is new', async () => {
    const { steps } = workflow('watch-vendor').jobs.watch as { steps: Step[] };
    const dir = temporaryFolder();
    const night = (server: Running, run: string) =>
      runJob(steps, dir, { 'github.run_number': run }, { SERVER: server.url });
    const first = await night(honest, '1');
    expect(first).toMatchObject({ code: 0 });
    const baseline = readBaseline(join(dir, 'contract-baseline.yaml'));
    expect(baseline.defects).toEqual([]);
    expect(readdirSync(join(dir, 'report')).sort()).toEqual(['index.html', 'report.json']);
    expect(await night(honest, '1')).toMatchObject({ code: 0 });
    const worse = await night(broken, '1');
    expect(worse).toMatchObject({ code: 1, name: 'Verify' });
    expect(worse.stdout).toMatch(/^::error file=.*ListOperationLogsByVaultName\.yaml,line=\d+,/m);
  });

  it.each([
    { kind: 'honest' as const, code: 0, machines: undefined },
    // How many there are makes no difference to what is found.
    { kind: 'broken' as const, code: 1, machines: 1 },
  ])('verify in shards, and merge to $code for a server that is $kind', async ({ kind, code, machines }) => {
    const { shard, report } = workflow('verify-in-shards').jobs;
    const shards = (shard?.strategy?.matrix.shard ?? []).slice(0, machines);
    const env = { SERVER: (kind === 'honest' ? honest : broken).url };
    const artifacts = temporaryFolder();
    for (const index of shards) {
      const dir = temporaryFolder();
      const values = {
        'github.run_number': '7',
        'matrix.shard': String(index),
        'strategy.job-total': String(shards.length),
      };
      expect(await runJob(shard?.steps ?? [], dir, values, env)).toMatchObject({ code: 0 });
      cpSync(join(dir, 'reports'), join(artifacts, 'reports', `shard-${index}`), { recursive: true });
    }
    const merged = await runJob(report?.steps ?? [], artifacts, {}, env);
    expect(merged).toMatchObject({ code });
    if (code === 1) expect(merged.stdout).toMatch(/^::error file=.*ListOperationLogsByVaultName\.yaml,line=\d+,/m);
    expect(readFileSync(join(artifacts, 'summary.md'), 'utf8')).toMatch(code === 0 ? /✅/u : /❌/u);
  });
});
