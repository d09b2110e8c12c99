import { createServer, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { verify } from '../../scripts/verify/index.js';
import { contracts } from '../support/mock-contracts.js';

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
