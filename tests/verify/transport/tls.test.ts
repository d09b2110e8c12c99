import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Client } from '../../../scripts/verify/transport/client.js';
import { connectionOf } from '../../../scripts/verify/transport/connection-of.js';
import { probe } from '../../../scripts/verify/transport/probe.js';
import { closeLater, listen } from './serve.js';

/** A certificate for 127.0.0.1, signed by itself, that nobody else has a use for; good until 2126. */
const file = (name: string) => fileURLToPath(new URL(`tls/${name}`, import.meta.url));
const ca = file('certificate.pem');
const identity = { key: readFileSync(file('key.pem')), cert: readFileSync(ca) };

const asked = { wire: { method: 'GET', target: '/', headers: {} }, parameters: {} };
const never = new AbortController().signal;

async function secureServer(): Promise<string> {
  return `https://${await listen(https.createServer(identity, (_, response) => response.end('{"a":1}')))}`;
}

test('a server whose authority is named with --ca is reached', async () => {
  const url = await secureServer();
  const connection = connectionOf({ url, ca });
  await probe(connection, 10_000);
  const client = new Client({ connection, timeout: 10_000 });
  closeLater(() => client.close());
  for (const isReused of [false, true]) {
    expect(await client.send(asked.wire, asked, never)).toMatchObject({ isReused, answer: { body: { a: 1 } } });
  }
});

test('a server whose authority nobody knows is not, and the message says what helps', async () => {
  const url = await secureServer();
  await expect(probe(connectionOf({ url }), 10_000)).rejects.toThrow(/cannot reach https:.* with --ca$/);
  const client = new Client({ connection: connectionOf({ url }), timeout: 10_000 });
  closeLater(() => client.close());
  const { answer } = await client.send(asked.wire, asked, never);
  expect(answer).toMatchObject({ kind: 'no-reply', reason: 'unreachable' });
});

test('a server that speaks no TLS is not, and the message says what helps', async () => {
  const url = `https://${await listen(http.createServer())}`;
  await expect(probe(connectionOf({ url }), 10_000)).rejects.toThrow(/: [\w ]+; it does not speak TLS; write http:/);
});

test.each([
  ['nowhere.pem', /--ca names the file nowhere.pem, which cannot be read/],
  [file('key.pem'), /holds no certificate in PEM/],
  [fileURLToPath(import.meta.url), /certificate number 1 is broken|holds no certificate/],
])('--ca %s is refused', (path, message) => {
  expect(() => connectionOf({ url: 'https://127.0.0.1', ca: path })).toThrow(message);
});
