import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startReference } from '../reference/server.js';
import { forward } from '../support/forward.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { runCommand } from './command/run-command.js';
import { startBroken, startCounting, startHonest } from './command/servers.js';
import { closeLater, listen, serve } from './transport/serve.js';

const one = ['--operation', 'ListOperationTask', '--seed', '5', '--runs', '1'];
const few = [...one, '--max-requests', '60'];
const file = (name: string) => fileURLToPath(new URL(`transport/tls/${name}`, import.meta.url));

interface Shown {
  readonly ok: boolean;
  readonly operations: { operation: string; requests: number; properties: { name: string; outcome: string }[] }[];
  readonly violations: { property: string; severity: string; waived?: string }[];
  readonly known: { property: string; reason: string }[];
  readonly interrupted?: { by: string };
}

async function reportOf(args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCommand(['verify', ...args, '--reporter', 'json'], { env });
  return { code, stderr, report: (stdout === '' ? {} : JSON.parse(stdout)) as Shown };
}

const namesOf = ({ operations }: Shown) =>
  operations.flatMap(({ operation, properties }) => properties.map(({ name }) => `${operation} ${name}`));

test('--shard divides a run, and --merge puts the reports together again', async () => {
  const url = await startBroken();
  const folder = temporaryFolder();
  const names = new Set<string>();
  for (const shard of ['1/2', '2/2']) {
    const target = path.join(folder, `${shard[0]}.json`);
    const { code } = await runCommand(['verify', url, ...few, '--shard', shard, '--reporter', `json=${target}`]);
    expect([0, 1]).toContain(code);
    for (const name of namesOf(JSON.parse(readFileSync(target, 'utf8')))) names.add(name);
  }
  const merged = await reportOf(['--merge', folder]);
  expect(merged.code).toBe(1);
  expect(new Set(namesOf(merged.report))).toEqual(names);
  expect(merged.report.operations).toHaveLength(1);
  expect(merged.report.violations).toHaveLength(1);

  writeFileSync(path.join(folder, 'other.json'), '{"a":1}');
  const broken = await runCommand(['verify', '--merge', folder]);
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain('other.json');
});

test('--baseline is written, then shows as known what it lists; --baseline-update writes it anew', async () => {
  const url = await startBroken();
  const baseline = path.join(temporaryFolder(), 'baseline.json');
  const args = [url, ...few, '--baseline', baseline];
  await runCommand(['verify', ...args]);
  expect(existsSync(baseline)).toBe(true);
  const again = await reportOf(args);
  expect(again.code).toBe(0);
  expect(again.report).toMatchObject({ ok: true, violations: [] });
  expect(again.report.known).toHaveLength(1);

  const empty = { ...JSON.parse(readFileSync(baseline, 'utf8')), defects: [] };
  writeFileSync(baseline, JSON.stringify(empty));
  expect((await reportOf(args)).code).toBe(1);
  await runCommand(['verify', ...args, '--baseline-update']);
  expect((await reportOf(args)).code).toBe(0);
});

test('--waivers make warnings of what they name, and are named themselves when they have expired', async () => {
  const url = await startBroken();
  const waivers = path.join(temporaryFolder(), 'waivers.yaml');
  const waiver = (expires: string) =>
    writeFileSync(
      waivers,
      `- operation: ListOperationTask\n  property: documented-values\n  reason: they know\n  expires: ${expires}\n`,
    );
  waiver('2999-12-31');
  const waived = await reportOf([url, ...few, '--waivers', waivers]);
  expect(waived.code).toBe(0);
  expect(waived.report.violations).toMatchObject([{ severity: 'warning', waived: 'they know' }]);
  waiver('2001-01-31');
  expect((await reportOf([url, ...few, '--waivers', waivers])).code).toBe(1);
});

test('--record writes what check judges alike, without a network', async () => {
  const har = path.join(temporaryFolder(), 'a.har');
  expect((await reportOf([await startBroken(), ...few, '--record', har])).code).toBe(1);
  const checked = await runCommand(['check', har, '--reporter', 'json']);
  expect(checked.code).toBe(1);
  const { violations } = JSON.parse(checked.stdout) as { violations: { path: string; actual: unknown }[] };
  expect(violations).toContainEqual(expect.objectContaining({ actual: 'CHECK' }));

  expect((await reportOf([await startHonest(), ...few, '--record', har])).code).toBe(0);
  expect((await runCommand(['check', har])).code).toBe(0);
});

test('--value and --header travel exactly', async () => {
  const targets: string[] = [];
  const headers = new Set<unknown>();
  const { url, onRequest } = await startCounting(await startHonest());
  onRequest((_, request) => {
    targets.push(request.url ?? '');
    headers.add(request.headers['x-mine']);
  });
  const value = ['--value', 'ListOperationTask.CheckId=9007199254740993'];
  await runCommand(['verify', url, ...one, '--property', 'filter:CheckId', ...value, '--header', 'X-Mine: a: b']);
  expect(targets.filter((target) => /[?&]CheckId=9007199254740993(?:&|$)/.test(target)).length).toBeGreaterThan(0);
  expect(targets.join()).not.toContain('9007199254740992');
  expect([...headers]).toEqual(['a: b']);
});

describe('ids beyond 2^53', () => {
  /** A server that shows the id 9007199254740993, and finds it under the numbers that are given. */
  async function startWithLongIds(found: readonly string[]): Promise<string> {
    const { url, close } = await startReference({
      difference: {
        plant: ({ ListOperationTask }) => {
          const { after } = ListOperationTask;
          const read = ListOperationTask.readers.CheckId;
          ListOperationTask.readers.CheckId = (params, name) => {
            const text = params.get(name) ?? '';
            if (found.includes(text)) return 9_007_199_254_740_000;
            return text.length >= 16 ? -1 : read?.(params, name);
          };
          ListOperationTask.after = (answer, seen) => {
            const { body, ...rest } = after(answer, seen);
            const text = typeof body === 'string' ? body : JSON.stringify(body);
            return { ...rest, body: text.replaceAll('9007199254740000', '9007199254740993') };
          };
        },
      },
    });
    closeLater(() => void close());
    return url;
  }

  test('are asked for and compared exactly', async () => {
    const url = await startWithLongIds(['9007199254740993']);
    const { code, stderr, report } = await reportOf([url, ...one]);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, report.violations]).toEqual([0, []]);
    const found = report.operations[0]?.properties.find(({ name }) => name === 'filter:CheckId');
    expect(found).toMatchObject({ outcome: 'held' });
  });

  test('are not taken for their neighbours', async () => {
    const url = await startWithLongIds(['9007199254740992', '9007199254740993']);
    const value = ['--property', 'filter:CheckId', '--value', 'ListOperationTask.CheckId=9007199254740992'];
    const { code, report } = await reportOf([url, ...one, ...value]);
    expect(code).toBe(1);
    expect(JSON.stringify(report.violations)).toContain('9007199254740993');
  });
});

test('the user info of an address is sent, and never shown', async () => {
  const seen = new Set<string | undefined>();
  const url = await serve((request, response) => {
    seen.add(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers));
  });
  const { stdout, stderr } = await runCommand(['verify', url.replace('//', '//me:pass%20word@'), ...few]);
  const basic = Buffer.from('me:pass word').toString('base64');
  expect([...seen]).toEqual([`Basic ${basic}`]);
  for (const secret of ['pass word', 'pass%20word', basic]) expect(stdout + stderr).not.toContain(secret);
});

describe('the connection', () => {
  async function startSecure(): Promise<string> {
    const { url, close } = await startReference();
    closeLater(() => void close());
    const identity = { key: readFileSync(file('key.pem')), cert: readFileSync(file('certificate.pem')) };
    const server = https.createServer(identity, (request, response) => {
      forward(request, response, `${url}${request.url}`);
    });
    return `https://${await listen(server)}`;
  }

  test('trusts an authority that --ca names, and no other', async () => {
    const url = await startSecure();
    expect((await reportOf([url, ...few, '--ca', file('certificate.pem')])).code).toBe(0);
    const { code, stderr } = await reportOf([url, ...few]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/give the certificate of its authority with --ca/);
  });

  test('goes through --proxy', async () => {
    const honest = await startHonest();
    const targets: string[] = [];
    const proxy = await serve((request, response) => {
      targets.push(request.url ?? '');
      forward(request, response, (request.url as string).replace('http://api.invalid', honest));
    });
    for (const [args, env] of [
      [['--proxy', proxy], {}],
      [[], { http_proxy: proxy }],
    ] as [string[], Record<string, string>][]) {
      targets.length = 0;
      expect((await reportOf(['http://api.invalid', ...few, ...args], env)).code).toBe(0);
      expect(targets.length).toBeGreaterThan(10);
      for (const target of targets) expect(target).toMatch(/^http:\/\/api\.invalid\//);
    }
  });
});

test('--specs names other specs, whose ids may have any spelling', async () => {
  const specs = path.join(temporaryFolder(), 'specs');
  mkdirSync(specs);
  const operation = (operationId: string) => ({
    operationId,
    responses: {
      200: {
        description: 'ok',
        content: {
          'application/json': { schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } },
        },
      },
    },
  });
  const ids = ['get it', 'get.it', 'get/../it', '取得'];
  const document = {
    openapi: '3.1.0',
    info: { title: 'Any', version: '1' },
    paths: Object.fromEntries(ids.map((id, index) => [`/p${index}`, { get: operation(id) }])),
  };
  writeFileSync(path.join(specs, 'any.yaml'), JSON.stringify(document));
  const url = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.startsWith('/p1') ? '{"a":"x"}' : '{"a":1}');
  });
  const { code, report } = await reportOf([
    url,
    '--specs',
    specs,
    '--seed',
    '1',
    '--runs',
    '1',
    '--max-requests',
    '60',
  ]);
  expect(code).toBe(1);
  expect(report.operations.map(({ operation }) => operation).sort()).toEqual([...ids].sort());
  expect(
    new Set(report.violations.map((violation) => (violation as unknown as { operation: string }).operation)),
  ).toEqual(new Set(['get.it']));
});

test('--property, --operation and --seed choose what is asked, the same in every run', async () => {
  const url = await startBroken();
  const args = [url, ...few, '--property', 'documented-values'];
  const [first, second] = [await reportOf(args), await reportOf(args)];
  expect(first.code).toBe(1);
  expect(namesOf(first.report)).toEqual(['ListOperationTask documented-values']);
  expect(second.report.operations).toEqual(first.report.operations);
  expect(second.report.violations.map(({ property }) => property)).toEqual(['documented-values']);
});

test('--max-violations ends a run early', async () => {
  const { code, report } = await reportOf([await startBroken(), ...one, '--max-violations', '1']);
  expect(code).toBe(1);
  expect(report.interrupted).toMatchObject({ by: 'violations' });
  const all = await reportOf([await startBroken(), ...one]);
  expect(report.operations[0]?.requests).toBeLessThan(all.report.operations[0]?.requests ?? 0);
});

test('--strict makes an error of what is only a warning', async () => {
  const { url, close } = await startReference({
    difference: {
      plant: ({ ListOperationTask }) => {
        const { view } = ListOperationTask;
        ListOperationTask.view = (row, query) => ({ ...view(row, query), Undeclared: 1 });
      },
    },
  });
  closeLater(() => void close());
  const lenient = await reportOf([url, ...few]);
  expect(lenient.code).toBe(0);
  expect(lenient.report.violations.map(({ severity }) => severity)).toContain('warning');
  expect((await reportOf([url, ...few, '--strict'])).code).toBe(1);
});

describe('standard output', () => {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

  test.each([
    ['that is closed early is no error', '| head -c 1 >/dev/null', 0, /^$/],
    ['that is full is said in one line', '> /dev/full', 2, /^cannot write to standard output: .*make room.*\n$/],
  ])('%s', async (_, redirection, code, want) => {
    const url = await startHonest();
    const folder = temporaryFolder();
    const json = path.join(folder, 'a.json');
    // Nothing has to be asked to have a report.
    const asked = await runCommand(['verify', url, ...one, '--max-requests', '3', '--reporter', `json=${json}`]);
    expect(asked.code).toBe(0);
    const merge = `"${process.execPath}" "${cli}" verify --merge "${folder}" ${redirection}; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', merge], { encoding: 'utf8' });
    expect(stderr).toMatch(want);
    expect(status).toBe(code);
  });
});

describe('what a user can mend is one line, and exit code 2', () => {
  const url = 'http://127.0.0.1:1';
  const table: [string[], RegExp][] = [
    [[], /needs the address of a server/],
    [['not-an-address'], /"not-an-address" is no http or https address/],
    [
      [url, '--operation', 'ListOperationTsk'],
      /"ListOperationTsk", which does not exist; did you mean ListOperationTask\?/,
    ],
    [[url, '--property', 'page-windw'], /"page-windw", which does not exist; did you mean page-window\?/],
    [[url, '--value', 'ListOperationTask.PageSzie=1'], /did you mean PageSize\?/],
    [[url, '--value', 'nonsense'], /--value is "nonsense"; write Operation\.Parameter=value,value/],
    [[url, '--header', 'secret-without-colon'], /--header number 1 is no header; write 'name: value'/],
    [[url, '--runs', '0'], /--runs is "0"/],
    [[url, '--max-requests', 'many'], /--max-requests is "many"/],
    [[url, '--max-time', '-1'], /--max-time is "-1"/],
    [[url, '--max-violations', '0'], /--max-violations is "0"/],
    [[url, '--seed', 'x'], /--seed is "x"/],
    [[url, '--rate', '0'], /--rate is "0"/],
    [[url, '--concurrency', '0'], /--concurrency is "0"/],
    [[url, '--timeout', '1.5'], /--timeout is "1.5"/],
    [[url, '--shard', '3/2'], /--shard is "3\/2"; write one such as 1\/4/],
    [[url, '--require-exercised', '2'], /--require-exercised is "2"/],
    [[url, '--reporter', 'xml'], /--reporter is "xml"; choose one of/],
    [[url, '--baseline-update'], /--baseline-update needs --baseline/],
    [[url, '--waivers', 'nowhere.yaml'], /nowhere\.yaml/],
    [[url, '--specs', 'nowhere'], /nowhere/],
    [[url, '--ca', 'nowhere.pem'], /--ca names the file nowhere\.pem/],
    [[url, '--proxy', 'ftp://me:secret@p'], /--proxy is no http or https address/],
    [['--merge', 'nowhere'], /nowhere/],
    [[url, '--unknown'], /unknown option/],
  ];
  test('for every option', async () => {
    const wrong: string[] = [];
    const queue = [...table];
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [args, want] = next;
        const { code, stdout, stderr } = await runCommand(['verify', ...args]);
        const isRight = code === 2 && stdout === '' && want.test(stderr) && !/\n\s+at |secret/.test(stderr);
        if (!isRight) wrong.push(`verify ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
      }
    };
    await Promise.all([work(), work()]);
    expect(wrong).toEqual([]);
  });
});
