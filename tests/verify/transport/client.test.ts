import http from 'node:http';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../scripts/verify/transport/answer.js';
import { MAX_BODY_BYTES } from '../../../scripts/verify/transport/answer.js';
import { Client } from '../../../scripts/verify/transport/client.js';
import { connectionOf } from '../../../scripts/verify/transport/connection-of.js';
import { closeLater, serve, serveBytes } from './serve.js';

const asked = { wire: { method: 'GET', target: '/a?b=%C3%A4+c', headers: { 'x-a': '1' } }, parameters: {} };
const never = new AbortController().signal;

function clientOf(url: string, timeout = 60_000): Client {
  const client = new Client({ connection: connectionOf({ url }), timeout });
  closeLater(() => client.close());
  return client;
}

async function ask(url: string, timeout?: number): Promise<Answer> {
  return (await clientOf(url, timeout).send(asked.wire, asked, never)).answer;
}

const json = JSON.stringify({ text: 'grüße '.repeat(1000) });

describe('a body', () => {
  const codings: Record<string, [coding: string, bytes: Buffer, text?: string]> = {
    'without coding': ['', Buffer.from(json)],
    'of identity': ['identity', Buffer.from(json)],
    'of gzip': ['gzip', gzipSync(json)],
    'of GZip in another spelling': [' X-GZIP ', gzipSync(json)],
    'of deflate': ['deflate', deflateSync(json)],
    'of deflate without its frame': ['deflate', deflateRawSync(json)],
    'of br': ['br', brotliCompressSync(json)],
    'of gzip that is empty': ['gzip', Buffer.alloc(0), ''],
    'of two codings': ['gzip, br', brotliCompressSync(gzipSync(json))],
  };
  test.each(Object.entries(codings))('%s is read', async (_, [coding, bytes, text = json]) => {
    const headers = coding === '' ? {} : { 'content-encoding': coding };
    const url = await serve((_, response) => response.writeHead(200, headers).end(bytes));
    const body = text === '' ? undefined : JSON.parse(text);
    expect(await ask(url)).toMatchObject({ kind: 'reply', status: 200, text, body });
  });

  const bomb = Buffer.alloc(MAX_BODY_BYTES + 1, 0x20);
  const broken: Record<string, [string, () => Buffer, object]> = {
    'that is a bomb of gzip': ['gzip', () => gzipSync(bomb), { reason: 'oversized' }],
    'that is a bomb of br': [
      'br',
      () => brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      { reason: 'oversized' },
    ],
    'that is a bomb within a bomb': ['gzip, gzip', () => gzipSync(gzipSync(bomb)), { reason: 'oversized' }],
    'that is no gzip': [
      'gzip',
      () => Buffer.from('{}'),
      { reason: 'rubbish', message: /^the body is not gzip, as content-encoding says: \w/ },
    ],
    'that is cut off within gzip': ['gzip', () => gzipSync(json).subarray(0, 20), { reason: 'rubbish' }],
    'of an unknown coding': ['zstd', () => Buffer.from('{}'), { reason: 'rubbish', message: /"zstd"/ }],
    'of a hundred codings': [Array(100).fill('gzip').join(), () => Buffer.from('{}'), { reason: 'rubbish' }],
  };
  test.each(Object.entries(broken))('%s is no response', async (_, [coding, bytes, want]) => {
    const body = bytes();
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body));
    const { message = /./, ...rest } = want as { message?: RegExp };
    expect(await ask(url)).toMatchObject({ kind: 'no-reply', ...rest, message: expect.stringMatching(message) });
  });

  test('that never ends is read no further than to its limit', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(2 ** 20, 0x20);
    const url = await serve((_, response) => {
      const write = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', write);
      write();
    });
    expect(await ask(url)).toMatchObject({ kind: 'no-reply', reason: 'oversized' });
    expect(sent).toBeLessThan(2 * MAX_BODY_BYTES);
  });

  const texts: [string, string, object][] = [
    ['a million arrays', '['.repeat(1_000_000), { body: undefined, problem: 'is nested more than 500 levels deep' }],
    ['a million arrays, closed', '['.repeat(1e6) + ']'.repeat(1e6), { problem: 'is nested more than 500 levels deep' }],
    ['a million objects', `${'{"a":'.repeat(1e6)}1${'}'.repeat(1e6)}`, { problem: /nested/ }],
    ['500 arrays', '['.repeat(500) + ']'.repeat(500), { body: expect.anything() }],
    ['HTML', '<html>', { body: undefined, problem: 'is no JSON' }],
    ['nothing', '', { body: undefined, problem: 'is empty' }],
    ['a long integer', '[9007199254740993]', { body: [9007199254740992], exact: [9007199254740993n] }],
  ];
  test.each(texts)('of %s is a reply', async (_, text, want) => {
    const url = await serve((_, response) => response.end(text));
    const answer = await ask(url);
    expect(answer).toMatchObject({ kind: 'reply', status: 200, text });
    for (const [key, value] of Object.entries(want)) {
      const found = answer[key as keyof Answer];
      if (value instanceof RegExp) expect(found).toMatch(value);
      else expect(found).toEqual(value);
    }
  });
});

test('a body that nobody wants does not go on arriving', async () => {
  const closed = new Promise<void>((resolve) => {
    void serve((request, response) => {
      request.socket.on('close', () => resolve());
      response.writeHead(200, { 'content-encoding': Array(100).fill('gzip').join() }).write('x');
    }).then(async (url) => expect(await ask(url)).toMatchObject({ kind: 'no-reply', reason: 'rubbish' }));
  });
  await closed;
});

describe('a server', () => {
  test('gets the bytes as they were written, below its path', async () => {
    const seen: unknown[] = [];
    const url = await serve(({ method, url, headers }, response) => {
      seen.push(method, url, headers.host, headers.accept, headers['x-a']);
      response.end('{}');
    });
    await ask(`${url}/base/`);
    expect(seen).toEqual(['GET', '/base/a?b=%C3%A4+c', url.slice(7), 'application/json', '1']);
  });

  test('that redirects is not followed', async () => {
    let visits = 0;
    const other = await serve((_, response) => {
      visits++;
      response.end('{}');
    });
    const url = await serve((_, response) => response.writeHead(307, { location: other }).end());
    expect(await ask(url)).toMatchObject({ kind: 'reply', status: 307, headers: { location: other } });
    expect(visits).toBe(0);
  });

  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{';
  const broken: Record<string, [() => Promise<string>, string, RegExp?]> = {
    'that hangs': [() => serve(() => {}), 'timeout', /^no complete response within 50 ms$/],
    'that stops in the middle of the headers': [() => serveBytes((socket) => socket.write('HTTP/1.1 200')), 'timeout'],
    'that stops in the middle of the body': [() => serveBytes((socket) => socket.write(head)), 'timeout'],
    'that closes the connection': [() => serveBytes((socket) => socket.destroy()), 'reset', /^socket hang up$/],
    'that closes it in the middle of the body': [() => serveBytes((socket) => socket.end(head)), 'reset'],
    'that speaks something else': [() => serveBytes((socket) => socket.end('SSH-2.0-x\r\n')), 'rubbish'],
    'whose headers never end': [
      () => serveBytes((socket) => socket.end(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(10_000)}`)),
      'rubbish',
    ],
    'whose body is coded wrongly': [
      () => serveBytes((socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n')),
      'rubbish',
    ],
    'that is not there': [async () => 'http://127.0.0.1:1', 'unreachable', /^connect ECONNREFUSED 127\.0\.0\.1:1$/],
    'whose name is unknown': [async () => 'http://nowhere.invalid', 'unreachable'],
  };
  test.each(Object.entries(broken))('%s gives no response', async (_, [start, reason, message = /^\w/]) => {
    const answer = await ask(await start(), reason === 'timeout' ? 50 : 30_000);
    expect(answer).toMatchObject({ kind: 'no-reply', reason, message: expect.stringMatching(message) });
  });

  test('may keep connections open, and close them when it likes', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve(({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end('{}');
    });
    const client = clientOf(url);
    for (const isReused of [false, true, true]) {
      expect(await client.send(asked.wire, asked, never)).toMatchObject({ isReused, answer: { status: 200 } });
    }
    expect(ports.size).toBe(1);
  });
});

test('an aborted request ends at once, and its connection with it', async () => {
  const abort = new AbortController();
  const closed = new Promise<void>((resolve) => {
    void serve((request) => {
      request.socket.on('close', () => resolve());
      abort.abort();
    }).then(async (url) => {
      const { answer } = await clientOf(url).send(asked.wire, asked, abort.signal);
      expect(answer).toMatchObject({ kind: 'no-reply' });
    });
  });
  await closed;
});

test('a request that was never wanted does not leave', async () => {
  let visits = 0;
  const url = await serve((_, response) => {
    visits++;
    response.end();
  });
  expect((await clientOf(url).send(asked.wire, asked, AbortSignal.abort())).answer.kind).toBe('no-reply');
  await new Promise<void>((resolve) => http.get(url, (response) => response.resume().on('end', resolve)));
  expect(visits).toBe(1);
});
