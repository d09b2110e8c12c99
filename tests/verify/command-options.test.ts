import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { forward } from '../support/forward.js';
import { executable } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { runCommand } from './command/run-command.js';
import { startSmall } from './command/servers.js';
import { verifyHere } from './command/verify-here.js';
import { listen, serve } from './transport/serve.js';

const one = ['--operation', 'ListOperationTask', '--seed', '5', '--runs', '1'];
const few = [...one, '--max-requests', '20'];
const file = (name: string) => fileURLToPath(new URL(`transport/tls/${name}`, import.meta.url));

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
    const url = await startSmall();
    const identity = { key: readFileSync(file('key.pem')), cert: readFileSync(file('certificate.pem')) };
    const server = https.createServer(identity, (request, response) => {
      forward(request, response, `${url}${request.url}`);
    });
    return `https://${await listen(server)}`;
  }

  test('trusts an authority that --ca names, and no other', async () => {
    const url = await startSecure();
    expect((await verifyHere(url, ...few, '--ca', file('certificate.pem'))).code).toBe(0);
    const { code, stderr } = await verifyHere(url, ...few);
    expect(code).toBe(2);
    expect(stderr).toMatch(/give the certificate of its authority with --ca/);
  });

  test.each<[string, (proxy: string) => string[]]>([
    ['that --proxy names', (proxy) => ['--proxy', proxy]],
    ['of the environment', () => []],
  ])('goes through the proxy %s', async (_, args) => {
    const honest = await startSmall();
    const targets: string[] = [];
    const proxy = await serve((request, response) => {
      targets.push(request.url ?? '');
      forward(request, response, (request.url as string).replace('http://api.invalid', honest));
    });
    const given = args(proxy);
    if (given.length === 0) vi.stubEnv('http_proxy', proxy);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await verifyHere('http://api.invalid', ...few, ...given)).code).toBe(0);
    expect(targets.length).toBeGreaterThan(10);
    for (const target of targets) expect(target).toMatch(/^http:\/\/api\.invalid\//);
  });
});

describe('standard output', () => {
  test.each([
    ['that is closed early is no error', '| head -c 1 >/dev/null', 0, /^$/],
    ['that is full is said in one line', '> /dev/full', 2, /^cannot write to standard output: .*make room.*\n$/],
  ])('%s', async (_, redirection, code, want) => {
    const folder = temporaryFolder();
    // Nothing has to be asked to have a report.
    const { report } = await verifyHere(await startSmall(), ...one, '--max-requests', '3');
    writeFileSync(path.join(folder, 'a.json'), JSON.stringify(report));
    const merge = `"${process.execPath}" "${executable}" verify --merge "${folder}" ${redirection}; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', merge], { encoding: 'utf8' });
    expect(stderr).toMatch(want);
    expect(status).toBe(code);
  });
});

test.each([
  [[], /^verify needs the address of a server; .*\n$/],
  [['http://127.0.0.1:1', '--proxy', 'ftp://me:secret@p'], /^--proxy is no http or https address of a proxy; .*\n$/],
  [['http://127.0.0.1:1', '--unknown'], /^error: unknown option '--unknown'\n/],
])('what a user can mend is said without a stack, with exit code 2: %j', async (args, want) => {
  const { code, stdout, stderr } = await runCommand(['verify', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(want);
  expect(stderr).not.toMatch(/\n\s+at |secret/);
});
