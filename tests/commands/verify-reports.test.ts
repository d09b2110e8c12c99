import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, type ReporterName, reporters } from '../../scripts/report/index.js';
import type { Running } from '../reference/server.js';
import { checkHarmless, formats } from './output-checks.js';
import { type CommandResult, runCli } from './run-cli.js';
import { type ServerName, servers } from './servers.js';

const names = Object.keys(reporters) as ReporterName[];
const secrets = ['t0ken/With+odd="chars', 'LTAI-key-of-the-test', 'pass-word-17'];
const few = ['--operation', 'ListOperationLogsByVaultName', '--runs', '2', '--max-requests', '80', '--seed', '7'];
const credentials = ['--header', `X-Auth-Token: ${secrets[0]}`];

/** Exit codes. A server that says nothing does not answer as its contract says it does. */
const want: Record<ServerName, number> = { honest: 0, broken: 1, poor: 0, hostile: 1, silent: 1 };

describe.each(Object.keys(servers) as ServerName[])('verify of a server that is %s', (kind) => {
  let server: Running;
  let dir: string;
  let result: CommandResult;
  const file = (name: ReporterName) => readFileSync(join(dir, name), 'utf8');
  beforeAll(async () => {
    server = await servers[kind]();
    dir = mkdtempSync(join(tmpdir(), 'reports-'));
    const address = server.url.replace('://', `://me:${secrets[2]}@`);
    const timeout = kind === 'silent' ? ['--timeout', '300'] : [];
    const files = names.flatMap((name) => ['--reporter', `${name}=${join(dir, name)}`]);
    result = await runCli(
      ['verify', address, ...few, ...credentials, ...timeout, ...files, '--record', join(dir, 'traffic.har')],
      {
        env: { HUAWEICLOUD_SDK_NOTHING: '', GITHUB_STEP_SUMMARY: join(dir, 'summary') },
      },
    );
  });
  afterAll(() => server.close());

  it('ends with the right exit code', () => {
    expect({ code: result.code, stderr: result.stderr }).toMatchObject({ code: want[kind] });
  });

  it('shows no credential anywhere, and nothing that steers', () => {
    for (const text of [result.stdout, result.stderr]) checkHarmless(text, secrets);
    for (const name of readdirSync(dir)) {
      if (!name.endsWith('.har')) checkHarmless(readFileSync(join(dir, name), 'utf8'), secrets);
      else for (const secret of secrets) expect(readFileSync(join(dir, name), 'utf8')).not.toContain(secret);
    }
  });

  it.each(names)('writes %s as its consumer reads it', (name) => formats[name](file(name)));

  it('says the same in every report', () => {
    const report = JSON.parse(file('json')) as Report;
    expect(report.ok).toBe(want[kind] === 0);
    for (const { replay, id } of report.violations) {
      expect(replay).toMatch(/^npx cloudsec-contracts verify .*--header 'X-Auth-Token: '"\$X_AUTH_TOKEN"/);
      if (report.violations.length < 20) expect(file('default')).toContain(id.split(' ')[1]);
    }
    expect(file('junit').includes('<failure')).toBe(!report.ok);
    expect(readFileSync(join(dir, 'summary'), 'utf8').trim()).toBe(file('markdown').trim());
    expect(result.stdout).toBe(file('default'));
  });

  it('tells four outcomes apart', () => {
    const report = JSON.parse(file('json')) as Report;
    const outcomes = report.operations.flatMap(({ properties }) => properties.map(({ outcome }) => outcome));
    expect(outcomes).toContain('not-exercised');
    if (kind === 'broken') {
      expect(report.violations.filter(({ severity }) => severity === 'error')).toHaveLength(1);
      expect(report.violations[0]).toMatchObject({
        place: '/data_list/*/status',
        actual: 'odd',
        property: 'documented-values',
      });
    }
    if (kind === 'poor') expect(report.violations.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const { properties } of report.operations) {
      for (const { outcome, compared, notes } of properties) {
        if (outcome === 'held') expect(compared).toBeGreaterThan(0);
        if (outcome === 'not-exercised') expect(notes.length).toBeGreaterThan(0);
      }
    }
  });
});
