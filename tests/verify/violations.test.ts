import { createServer, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { verify } from '../../scripts/verify/index.js';
import { startFaulty } from '../faults/faults.js';

const contracts = loadContracts('specs');
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a violation', () => {
  test('is as small as it gets, names its replay, and shows again', async () => {
    const server = await startFaulty('task-undocumented-type');
    open.push(() => server.close());
    const options = { url: server.url, contracts, operations: ['ListOperationTask'], seed: 11 };
    const first = await verify({ ...options, headers: { 'x-auth-token': 'very-secret' } });
    const found = first.violations.find((violation) => violation.property === 'documented-values');
    expect(found).toMatchObject({
      severity: 'error',
      class: 'status',
      actual: 'CHECK',
      expected: ['REPAIR', 'ROLLBACK'],
    });
    // What asks for it beside the rule's own questions may be named, too.
    expect(found?.replay.replace(/ --property (?!documented-values)\S+/, '')).toBe(
      `npx cloudsec-contracts verify ${server.url} --operation ListOperationTask --property documented-values --seed 11 --runs 25 --header 'x-auth-token: '"$X_AUTH_TOKEN"`,
    );
    expect(JSON.stringify(first)).not.toContain('very-secret');
    const again = await verify({ ...options, properties: ['documented-values'] });
    expect(again.violations[0]).toMatchObject({ place: found?.place, actual: found?.actual });
  });
});

test('a violation that questions about something else have shown is shown again by its replay', async () => {
  const server = await startFaulty('task-success-with-error');
  open.push(() => server.close());
  const options = { url: server.url, contracts, operations: ['ListOperationTask'], seed: 1, runs: 5 };
  const first = await verify(options);
  const found = first.violations.find(({ property }) => property === 'page-window');
  const properties = [...(found?.replay ?? '').matchAll(/--property (\S+)/g)].map(([, name]) => String(name));
  const again = await verify({ ...options, properties });
  expect(again.violations.map(({ property }) => property)).toContain('page-window');
});

describe('a server that', () => {
  const given: Record<string, () => net.Server> = {
    hangs: () => createServer(() => {}),
    'resets connections': () => net.createServer((socket) => socket.on('data', () => socket.destroy())),
    'answers rubbish': () => net.createServer((socket) => socket.on('data', () => socket.end('rubbish\r\n\r\n'))),
    'answers with a page of HTML': () =>
      createServer(((_, response) => response.end('<html>')) satisfies RequestListener),
    'stops in the middle of a body': () =>
      createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{', () => response.destroy());
      }),
  };

  test.each(Object.keys(given))('%s violates the contract, and breaks nothing', async (name) => {
    const url = await listen((given[name] as () => net.Server)());
    const report = await verify({ url, contracts, operations: ['ListOperationTask'], seed: 1, timeout: 200 });
    expect(report.ok).toBe(false);
    expect(report.violations.length).toBeGreaterThan(0);
  });

  test('is not there cannot be verified', async () => {
    await expect(verify({ url: 'http://127.0.0.1:1', contracts, seed: 1 })).rejects.toThrow(
      /cannot reach .*127\.0\.0\.1:1/,
    );
  });
});

test('a budget ends a run, and the run says so', async () => {
  const server = await startFaulty('task-undocumented-type');
  open.push(() => server.close());
  const report = await verify({
    url: server.url,
    contracts,
    operations: ['ListOperationTask'],
    seed: 1,
    maxRequests: 30,
  });
  expect(report.operations[0]?.requests).toBeLessThanOrEqual(30);
  expect(report.interrupted?.text).toContain('--max-requests');
});
