import { connect, type Socket } from 'node:net';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { liveMemory } from '../support/live-memory.js';
import { codeOf } from '../support/mock-conformance.js';
import { contracts } from '../support/mock-contracts.js';

const list = 'Action=ListOperationTask&Version=2018-12-03';
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts, validateResponses: true });
});
afterAll(() => mock.close());

/** Still there, and well. */
async function expectAlive(): Promise<void> {
  const response = await fetch(`${mock.url}/?${list}&PageSize=1`);
  expect([response.status, ((await response.json()) as { PageInfo: object }).PageInfo]).toEqual([
    200,
    { CurrentPage: 1, PageSize: 1, TotalCount: 149, Count: 1 },
  ]);
}

function open({ port } = mock): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes, and reads until the server closes. */
async function raw(bytes: string | Uint8Array): Promise<string> {
  const socket = await open();
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.end(bytes);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = form) => ({
  method: 'POST',
  headers,
  body,
});
const many = (count: number, pair: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => pair(i)).join('&');

describe('answers with a well-formed vendor error', () => {
  const cases: [given: string, query: string, init: RequestInit, status: number][] = [
    ['a million Statuses.N', '', post(`${list}&${many(1e6, (i) => `Statuses.${i + 1}=INIT`)}`), 413],
    ['as many as fit', '', post(`${list}&${many(40_000, (i) => `Statuses.${i + 1}=INIT`)}`), 400],
    ['a gap', `${list}&Statuses.1=INIT&Statuses.3=INIT`, {}, 400],
    ['Statuses.999999999', `${list}&Statuses.999999999=INIT`, {}, 400],
    ['broken percent-encoding', `${list}&TaskId=%E0%A4%A`, {}, 400],
    ['a lone surrogate, encoded', `${list}&TaskId=%ED%A0%80`, {}, 400],
    ['deep JSON', '', post(`Action=DescribeProcessTasks&Version=2022-07-28&TaskStatus=${'['.repeat(400_000)}`), 400],
    [
      'deep JSON that closes',
      '',
      post(`Action=DescribeProcessTasks&Version=2022-07-28&TaskStatus=${'['.repeat(200_000)}${']'.repeat(200_000)}`),
      400,
    ],
    [
      'JSON with __proto__',
      `Action=DescribeProcessTasks&Version=2022-07-28&TaskStatus=${encodeURIComponent('{"__proto__":["11"]}')}`,
      {},
      400,
    ],
    ['XML', list, post('<a/>', { 'content-type': 'text/xml' }), 400],
    ['a multipart body', list, post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 400],
    ['an empty content type', list, post('PageSize=0', { 'content-type': '' }), 400],
    ['a page of 0', `${list}&PageSize=0`, {}, 400],
    ['a page beyond 32 bits', `${list}&CurrentPage=99999999999999999999`, {}, 400],
    ['a number beyond numbers', `${list}&CheckId=${'9'.repeat(400)}`, {}, 400],
    ['a negative page', `${list}&CurrentPage=-1`, {}, 400],
    ['__proto__ as an action', 'Action=__proto__&Version=__proto__', {}, 404],
    ['an unknown method', list, { method: 'PROPFIND' }, 405],
  ];
  test.each(cases)('%s', async (_, query, init, status) => {
    const response = await fetch(`${mock.url}/?${query}`, init);
    expect(response.status).toBe(status);
    expect(codeOf((await response.json()) as Json)).toBeTypeOf('string');
    await expectAlive();
  });
});

describe('takes what is strange but right', () => {
  const cases: [given: string, query: string][] = [
    [
      '__proto__, constructor and the like as names',
      '__proto__=1&constructor=2&hasOwnProperty=3&__proto__.1.constructor=4&toString.1=5',
    ],
    ['NUL in a text', 'TaskId=%00'],
    ['constructor as a value', 'TaskId=constructor'],
    ['empty pairs', '&&&=&=1&a&'],
    ['thousands of unknown names', many(2000, (i) => `x${i}=1`)],
  ];
  test.each(cases)('%s', async (_, query) => {
    const response = await fetch(`${mock.url}/?${list}&${query}`);
    expect(response.status).toBe(200);
    expect(Object.prototype).not.toHaveProperty('1');
    await expectAlive();
  });
});

test('random bytes get an HTTP answer or a clean close', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const text = await raw(bytes);
      expect(text === '' || /^HTTP\/1\.1 \d{3} /.test(text)).toBe(true);
      expect(text).not.toMatch(/^HTTP\/1\.1 5/);
    }),
    { numRuns: 150 },
  );
  await expectAlive();
});

test('random requests never get an error of our own making', async () => {
  const name = fc.oneof(
    fc.constantFrom('Statuses', 'Statuses.1', 'PageSize', 'OperationTaskInstances.1', '__proto__'),
    fc.string(),
  );
  const query = fc.array(fc.tuple(name, fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String))), {
    maxLength: 8,
  });
  const operation = fc.constantFrom(list, 'Action=DescribeSecurityEventOperationStatus&Version=2018-12-03', '');
  await fc.assert(
    fc.asyncProperty(operation, query, fc.boolean(), async (head, pairs, isForm) => {
      const text = `${head}&${new URLSearchParams(pairs)}`;
      const response = isForm ? await fetch(mock.url, post(text)) : await fetch(`${mock.url}/?${text}`);
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toBeTypeOf('object');
    }),
    { numRuns: 200 },
  );
});

test('a header that is too long is refused', async () => {
  const text = await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`);
  expect(text === '' || text.startsWith('HTTP/1.1 431 ')).toBe(true);
  await expectAlive();
});

test('the longest documented token is accepted', async () => {
  const target = '/v5/p/ransomware/backup/operation-logs?offset=0&limit=1';
  const response = await fetch(mock.url + target, { headers: { 'x-auth-token': 't'.repeat(32_768) } });
  expect(response.status).toBe(200);
});

test('slow-loris: a request that never ends is closed', async () => {
  // One without patience, for this test alone: on a busy machine it closes on honest clients, too.
  const limits = { headersTimeout: 400, requestTimeout: 600, checkInterval: 100 };
  const impatient = await startMock({ contracts, records: 1, limits });
  onTestFinished(() => impatient.close());
  const [head, body] = await Promise.all([open(impatient), open(impatient)]);
  const closed = [head, body].map((socket) => {
    socket.resume();
    socket.on('error', () => {});
    return new Promise((resolve) => socket.on('close', resolve));
  });
  head.write('GET / HTTP/1.1\r\nHost: x\r\nX-A');
  body.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=');
  expect(await Promise.all(closed)).toHaveLength(2);
});

test('aborted requests leave nothing behind', async () => {
  for (let round = 0; round < 50; round++) {
    const socket = await open();
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nAction=List');
    socket.destroy();
  }
  await expectAlive();
});

test('pipelined requests are answered in order', async () => {
  const sizes = [3, 1, 5, 2];
  const requests = sizes.map((size) => `GET /?${list}&PageSize=${size} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
  const text = await raw(`${requests}GET /nonsense HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect([...text.matchAll(/"PageSize":(\d+)/g)].map((match) => Number(match[1]))).toEqual(sizes);
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([...sizes.map(() => 'HTTP/1.1 200'), 'HTTP/1.1 404']);
});

/** Enough that a kilobyte that is kept for each would show. */
const CONNECTIONS = 2_000;

test(`${CONNECTIONS} keep-alive connections are opened and dropped`, async () => {
  const request = `GET /?${list}&PageSize=1 HTTP/1.1\r\nHost: x\r\n\r\n`;
  // One that does not look at its answers once more, which is most of the time that they take.
  const quick = await startMock({ contracts, records: 1 });
  onTestFinished(() => quick.close());
  const one = async () => {
    const socket = await open(quick);
    socket.on('error', () => {});
    await new Promise((resolve) => {
      socket.once('data', resolve);
      socket.once('close', resolve);
      socket.write(request);
    });
    if (socket.closed) return;
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.destroy();
    });
  };
  let left = CONNECTIONS;
  const before = await liveMemory();
  const worker = async (): Promise<void> => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: 200 }, worker));
  expect((await fetch(`${quick.url}/?${list}`)).status).toBe(200);
  // A kilobyte for each would be a leak.
  expect((await liveMemory()) - before).toBeLessThan(CONNECTIONS * 1024);
});

test('a page in many pieces is whole, and leaves no listeners behind', async () => {
  const big = await startMock({ contracts, records: 15_000 });
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => warnings.push(message);
  process.on('warning', onWarning);
  try {
    const response = await fetch(`${big.url}/?${list}&PageSize=15000`);
    const { OperationTasks } = (await response.json()) as { OperationTasks: { TaskId: string }[] };
    expect(new Set(OperationTasks.map(({ TaskId }) => TaskId)).size).toBe(15_000);
    // Warnings are told in a turn of their own.
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', onWarning);
    await big.close();
  }
});
