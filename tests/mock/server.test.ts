import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

const typed = (type: string) => ({
  get: {
    operationId: type,
    responses: {
      200: { description: 'ok', content: { [type]: { schema: { type: 'string' }, example: 'grüß dich' } } },
    },
  },
});
const types = {
  'text/plain': 'text/plain;charset=utf-8',
  'text/plain; charset=latin1': 'text/plain; charset=latin1',
  'application/vnd.thing+json': 'application/vnd.thing+json;charset=utf-8',
  'image/png': 'image/png',
  'AUDIO/ogg': 'AUDIO/ogg',
  'video/mp4': 'video/mp4',
  'text/video': 'text/video;charset=utf-8',
  'application/octet-stream': 'application/octet-stream',
  'text/*': 'application/json;charset=utf-8',
};
const body = { 'text/plain': { schema: { type: 'string' } } };
const post = { operationId: 'post', requestBody: { content: body }, responses: { 204: { description: 'done' } } };
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    ...Object.fromEntries(Object.keys(types).map((type, index) => [`/${index}`, typed(type)])),
    '/post': { post },
  },
};
const contracts = loadContracts(folderOf({ 'things.json': JSON.stringify(document) }));

async function mockOf(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ contracts, ...options });
  onTestFinished(() => mock.close());
  return mock;
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts });
});
afterAll(() => mock.close());

test.each(Object.entries(types).map(([type, want], index) => [type, want, index] as const))(
  'a body of type %s says that it is %s',
  async (_, want, index) => {
    const response = await fetch(`${mock.url}/${index}`);
    expect(response.headers.get('content-type')).toBe(want);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
    expect(bytes.toString('utf8')).toContain('grüß dich');
  },
);

/** Sends a request whose target stands as it is. */
function ask(target: string, method = 'GET', headers = {}): Promise<{ status?: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: mock.port, host: '127.0.0.1', method, path: target, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', reject).end();
  });
}

test.each([
  ['/0', 200],
  ['http://some.where/0', 200],
  ['HTTPS://some.where:8080/0?x=1', 200],
  ['http://some.where', 404],
  ['http://some.where?/0', 404],
])('a target in the form that proxies send, %s: %i', async (target, status) => {
  expect((await ask(target)).status).toBe(status);
});

test('the head of an answer can be asked for alone', async () => {
  expect(await ask('/0', 'HEAD')).toEqual({ status: 200, text: '' });
  expect(await ask('/nowhere', 'HEAD')).toEqual({ status: 404, text: '' });
});

describe('a body that is too large', () => {
  const limits = { bodyBytes: 1_000 };
  const sizes: [size: number, status: number][] = [
    [999, 204],
    [1_000, 204],
    [1_001, 413],
  ];
  test.each(sizes)('of %i bytes that are declared: %i', async (size, status) => {
    const { url } = await mockOf({ limits });
    const response = await fetch(`${url}/post`, { method: 'POST', body: 'x'.repeat(size) });
    expect(response.status).toBe(status);
    if (status !== 413) return;
    expect(await response.json()).toMatchObject({ detail: 'The body has more than 1000 bytes; send less.' });
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('x-mock-refusal')).toMatch(/^invalid-parameter: The body has more than 1000 bytes/);
  });
  test.each(sizes)('of %i bytes in pieces: %i', async (size, status) => {
    const { url } = await mockOf({ limits });
    const pieces = new ReadableStream({
      start(controller) {
        for (let from = 0; from < size; from += 300) {
          controller.enqueue(new TextEncoder().encode('x'.repeat(Math.min(300, size - from))));
        }
        controller.close();
      },
    });
    const init = { method: 'POST', body: pieces, duplex: 'half', headers: { 'content-type': 'text/plain' } };
    expect((await fetch(`${url}/post`, init as RequestInit)).status).toBe(status);
  });
  test('is refused in the words of whose operation is asked for', async () => {
    const task = contractOf('ListOperationTask');
    const rpc = await startMock({ contracts: [task, ...contracts], limits });
    onTestFinished(() => rpc.close());
    const refused = async (path: string) => {
      const response = await fetch(rpc.url + path, { method: 'POST', body: 'x'.repeat(2_000) });
      return Object.keys((await response.json()) as object);
    };
    expect(await refused('/?Action=ListOperationTask&Version=2018-12-03')).toContain('Code');
    expect(await refused('/post')).toContain('title');
  });
});

test('what a header cannot hold is left out of it, and a long text is cut', async () => {
  const response = await fetch(`${mock.url}/${encodeURIComponent('ü')}`);
  expect(response.headers.get('x-mock-refusal')).toBe('unknown-operation: No operation has the path /%C3%BC.');
  const query = Array.from({ length: 7 }, (_, index) => `${index}${'ü'.repeat(120)}=1`).join('&');
  const { headers } = await fetch(`${mock.url}/0?${query}`);
  const ignored = headers.get('x-mock-ignored') as string;
  expect(ignored).toMatch(/^0\?{99}, 1\?{99}, 2\?{99}, 3\?{99}, 4/);
  expect(ignored).toHaveLength(500);
});

test('of many unknown names, five are named', async () => {
  const { headers } = await fetch(`${mock.url}/0?a=1&b=1&c=1&d=1&e=1`);
  expect(headers.get('x-mock-ignored')).toBe('a, b, c, d, e');
  const { headers: more } = await fetch(`${mock.url}/0?a=1&b=1&c=1&d=1&e=1&f=1&g=1`);
  expect(more.get('x-mock-ignored')).toBe('a, b, c, d, e, and 2 more');
  expect((await fetch(`${mock.url}/0`)).headers.has('x-mock-ignored')).toBe(false);
});

test('an error of our own is an answer, too', async () => {
  const tick = () => {
    throw new Error('out of time');
  };
  const lines: string[] = [];
  const options = { live: true, tick, quiet: false, write: (line: string) => lines.push(line) };
  const { url } = await mockOf({ contracts: [contractOf('ListOperationTask')], ...options });
  const ask = () => fetch(`${url}/?Action=ListOperationTask&Version=2018-12-03`);
  // The first answer waits for its world, the second does not.
  expect([(await ask()).status, (await ask()).status]).toEqual([500, 500]);
  expect(lines).toEqual([1, 2].map(() => expect.stringContaining('internal: out of time')));
});

test('what is sent after the end of an answer is answered on the same connection', async () => {
  const text = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(mock.port, '127.0.0.1', () => {
      socket.write('GET /0 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /1 HTTP/1.1\r\nHost: x\r\n\r\n');
      socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    });
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received));
  });
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 404']);
});
