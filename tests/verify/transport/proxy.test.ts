import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Client } from '../../../scripts/verify/transport/client.js';
import { connectionOf } from '../../../scripts/verify/transport/connection-of.js';
import { probe } from '../../../scripts/verify/transport/probe.js';
import { proxyFor } from '../../../scripts/verify/transport/proxy.js';
import { forward } from '../../support/forward.js';
import { closeLater, listen, serve, serveBytes } from './serve.js';

const asked = { wire: { method: 'POST', target: '/a?b', headers: { 'x-a': '1' }, body: 'c' }, parameters: {} };
const never = new AbortController().signal;
const file = (name: string) => fileURLToPath(new URL(`tls/${name}`, import.meta.url));

/** A proxy that notes what it was told. */
async function startProxy(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const { 'proxy-authorization': _, ...headers } = request.headers;
    forward(request, response, request.url as string, { headers });
  });
  server.on('connect', (request, socket, head) => {
    seen.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const { hostname, port } = new URL(`tcp://${request.url}`);
    const far = net.connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
  });
  return { url: `http://${await listen(server)}`, seen };
}

function clientOf(...[reach]: Parameters<typeof connectionOf>): Client {
  const client = new Client({ connection: connectionOf(reach), timeout: 10_000 });
  closeLater(() => client.close());
  return client;
}

test('an http server is asked through a proxy, by its whole address', async () => {
  const bodies: string[] = [];
  const url = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(`${request.url} ${request.headers.host} ${request.headers['x-a']} ${body}`);
    response.end('{}');
  });
  const { url: proxy, seen } = await startProxy();
  const { answer } = await clientOf({ url: `${url}/below`, proxy: proxy.replace('//', '//user:p%20w@') }).send(
    asked.wire,
    asked,
    never,
  );
  expect(answer).toMatchObject({ kind: 'reply', status: 200 });
  const credential = Buffer.from('user:p w').toString('base64');
  expect(seen).toEqual([`POST ${url}/below/a?b Basic ${credential}`]);
  expect(bodies).toEqual([`/below/a?b ${url.slice(7)} 1 c`]);
});

test('an https server is asked through a tunnel, which is kept', async () => {
  const identity = { key: readFileSync(file('key.pem')), cert: readFileSync(file('certificate.pem')) };
  const requests: (string | undefined)[] = [];
  const server = https.createServer(identity, (request, response) => {
    requests.push(request.url);
    response.end('{}');
  });
  const host = await listen(server);
  const { url: proxy, seen } = await startProxy();
  const reach = { url: `https://${host}`, proxy: proxy.replace('//', '//user:pw@'), ca: file('certificate.pem') };
  await probe(connectionOf(reach), 10_000);
  expect(requests).toEqual([]);
  const client = clientOf(reach);
  for (const isReused of [false, true]) {
    expect(await client.send(asked.wire, asked, never)).toMatchObject({ isReused, answer: { status: 200 } });
  }
  const connect = `CONNECT ${host} Basic ${Buffer.from('user:pw').toString('base64')}`;
  expect(seen).toEqual([connect, connect]);
  expect(requests).toEqual(['/a?b', '/a?b']);
});

test('what a proxy says of itself is no answer of the server', async () => {
  const proxy = await serveBytes((socket) => socket.end('HTTP/1.1 407 No\r\ncontent-length: 2\r\n\r\n{}'));
  const reach = { url: 'https://server.invalid', proxy };
  const { answer } = await clientOf(reach).send(asked.wire, asked, never);
  expect(answer).toMatchObject({
    kind: 'no-reply',
    reason: 'unreachable',
    message: 'the proxy answers 407 to CONNECT',
  });
  await expect(probe(connectionOf(reach), 10_000)).rejects.toThrow(/407 to CONNECT; correct --proxy/);
});

test('a tunnel that never came about ends with the client', async () => {
  let closed: Promise<void> | undefined;
  const proxy = await serveBytes((socket) => {
    closed = new Promise((resolve) => socket.on('close', () => resolve()));
  });
  const client = new Client({ connection: connectionOf({ url: 'https://server.invalid', proxy }), timeout: 50 });
  expect((await client.send(asked.wire, asked, never)).answer).toMatchObject({ reason: 'timeout' });
  client.close();
  await closed;
});

test('a probe leaves no connection behind', async () => {
  const server = net.createServer();
  const closed = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.resume().on('close', () => resolve()));
  });
  await probe(connectionOf({ url: `http://${await listen(server)}` }), 10_000);
  await expect(closed).resolves.toBeUndefined();
});

test('a proxy that is silent, or not there, ends in time and leaves nothing behind', async () => {
  const proxy = await serveBytes(() => {});
  await expect(probe(connectionOf({ url: 'https://server.invalid', proxy }), 50)).rejects.toThrow(
    /through the proxy 127.0.0.1:\d+: no connection within 50 ms/,
  );
  await expect(probe(connectionOf({ url: 'http://server.invalid', proxy: 'http://127.0.0.1:1' }), 9e3)).rejects.toThrow(
    /cannot reach http:\/\/server.invalid through the proxy 127.0.0.1:1/,
  );
});

describe('proxyFor', () => {
  const p = 'http://p:1';
  const table: [string, string | undefined, Record<string, string>, string | undefined][] = [
    ['https://api.example', undefined, {}, undefined],
    ['https://api.example', undefined, { HTTPS_PROXY: p }, `${p}/`],
    ['https://api.example', undefined, { https_proxy: p, HTTPS_PROXY: 'http://other' }, `${p}/`],
    ['https://api.example', undefined, { https_proxy: '', HTTPS_PROXY: p }, `${p}/`],
    ['https://api.example', undefined, { http_proxy: p }, undefined],
    ['http://api.example', undefined, { http_proxy: p }, `${p}/`],
    ['http://api.example', undefined, { HTTP_PROXY: p }, undefined],
    ['http://api.example', undefined, { ALL_PROXY: p }, `${p}/`],
    ['http://api.example', undefined, { http_proxy: 'p:1' }, `${p}/`],
    ['http://127.0.0.1:9', undefined, { http_proxy: p, ALL_PROXY: p }, undefined],
    ['http://127.8.0.1:9', undefined, { http_proxy: p }, undefined],
    ['http://[::1]:9', undefined, { http_proxy: p }, undefined],
    ['http://localhost', undefined, { http_proxy: p }, undefined],
    ['http://a.localhost', undefined, { http_proxy: p }, undefined],
    ['http://127.0.0.1:9', p, {}, `${p}/`],
    ['http://api.example', p, { http_proxy: 'http://other', NO_PROXY: '*' }, `${p}/`],
    ['http://api.example', undefined, { http_proxy: p, NO_PROXY: '*' }, undefined],
    ['http://api.example', undefined, { http_proxy: p, NO_PROXY: 'x, example' }, undefined],
    ['http://api.example', undefined, { http_proxy: p, no_proxy: '.example' }, undefined],
    ['http://api.example', undefined, { http_proxy: p, no_proxy: '*.example' }, undefined],
    ['http://api.example', undefined, { http_proxy: p, no_proxy: 'API.Example' }, undefined],
    ['http://api.example', undefined, { http_proxy: p, no_proxy: 'pi.example' }, `${p}/`],
    ['http://api.example', undefined, { http_proxy: p, no_proxy: 'api.example:80' }, undefined],
    ['http://api.example:8080', undefined, { http_proxy: p, no_proxy: 'api.example:80' }, `${p}/`],
    ['http://10.1.2.3', undefined, { http_proxy: p, no_proxy: '10.0.0.0/8' }, undefined],
    ['http://11.1.2.3', undefined, { http_proxy: p, no_proxy: '10.0.0.0/8,x/y,1/99' }, `${p}/`],
    ['http://[fd00::1]', undefined, { http_proxy: p, no_proxy: 'fd00::/8' }, undefined],
    ['http://[fd00::1]:9', undefined, { http_proxy: p, no_proxy: '[fd00::1]:9' }, undefined],
    ['http://[fd00::1]:9', undefined, { http_proxy: p, no_proxy: '[fd00::1]' }, undefined],
  ];
  test.each(table)('%s, --proxy %s, %j: %s', (server, asked, environment, want) => {
    expect(proxyFor(new URL(server), asked, environment)?.href).toBe(want);
  });

  test.each(['socks5://p:1', 'http://', 'http://us er:secret@', ''])('refuses %j without repeating it', (asked) => {
    expect(() => proxyFor(new URL('http://a'), asked)).toThrow(/^--proxy is no http or https address of a proxy/);
    expect(() => proxyFor(new URL('http://a'), asked)).not.toThrow(/secret/);
  });
});
