import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseExact } from '../../scripts/base/exact.js';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { limitsOf } from '../../scripts/mock/describe.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { houses } from './houses.js';

const folder = temporaryFolder();

function load(name: string, document: unknown): readonly Contract[] {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(document));
  return loadContracts(file);
}

describe('an API without keys of ours is a believable one', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({
      contracts: [
        ...load('forge', houses.forge),
        ...load('forms', houses.forms),
        ...load('odds', houses.odds),
        ...load('payments', houses.payments),
      ],
    });
  });
  afterAll(() => mock.close());
  const get = async (target: string, init: RequestInit = {}) => {
    const response = await fetch(mock.url + target, init);
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
  };

  test('what the path names comes back, below the server’s path and without it', async () => {
    for (const base of ['', '/v3']) {
      const { text } = await get(`${base}/repos/octo/hello/issues/77`);
      expect(JSON.parse(text)).toMatchObject({ number: expect.any(Number), title: 'Widget creation fails' });
    }
    const { text } = await get('/forms/9223372036854775807');
    expect(parseExact(text).exact).toMatchObject({ id: 9223372036854775807n });
  });

  test('a limit limits', async () => {
    const { text } = await get('/repos/a/b/issues?per_page=1');
    expect(JSON.parse(text)).toHaveLength(1);
  });

  test('what was posted comes back', async () => {
    const { text } = await get('/v1/charges/ch_1', {
      method: 'POST',
      body: 'description=x&metadata[k]=v',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(JSON.parse(text)).toMatchObject({ metadata: { k: 'v' } });
  });

  test('a preferred status is made of its schema', async () => {
    const { status, text } = await get('/repos/a/b/issues/1', { headers: { prefer: 'code=404' } });
    expect([status, JSON.parse(text)]).toEqual([
      404,
      { message: expect.any(String), documentation_url: expect.any(String) },
    ]);
    expect(await get('/range', { headers: { prefer: 'code=418' } })).toMatchObject({
      status: 418,
      text: expect.stringContaining('why'),
    });
    expect(await get('/empty', { headers: { prefer: 'code=204' } })).toEqual({ status: 204, text: '', type: null });
  });

  test('a text is a text', async () => {
    expect(await get('/page')).toMatchObject({ status: 200, type: 'text/html;charset=utf-8' });
  });

  test('what it cannot do is said', () => {
    const list = mock.operations.find(({ contract }) => contract.id === 'issues/list');
    expect(limitsOf(list as NonNullable<typeof list>)).toEqual(['state, per_page: no x-filter, do not filter']);
  });
});

describe('what has no body that can be drawn', () => {
  const body = (schema: unknown, example?: unknown) => ({
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          responses: {
            200: {
              description: 'x',
              content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
            },
          },
        },
      },
    },
  });
  const odd = { type: 'string', pattern: '^(?=b)a' };
  const given: [string, unknown, object][] = [
    [
      'the place is named',
      body({ type: 'object', required: ['x'], properties: { x: odd } }),
      { status: 501, detail: expect.stringMatching(/\.json:1/) },
    ],
    ['gigantic bounds', body({ type: 'array', minItems: 1e9, items: { type: 'string' } }), { status: 501 }],
    ['a bomb of lengths', body({ type: 'string', minLength: 1e9 }), { status: 501 }],
    [
      'nested bombs',
      body({
        type: 'array',
        minItems: 1000,
        items: { type: 'array', minItems: 1000, items: { type: 'array', minItems: 1000 } },
      }),
      { status: 501 },
    ],
    [
      'without end',
      {
        ...body({ $ref: '#/components/schemas/E' }),
        components: {
          schemas: { E: { type: 'object', required: ['e'], properties: { e: { $ref: '#/components/schemas/E' } } } },
        },
      },
      { status: 501 },
    ],
  ];
  test.each(given)('%s', async (name, document, want) => {
    const mock = await startMock({ contracts: load(name.replaceAll(' ', '-'), document) });
    try {
      const response = await fetch(`${mock.url}/a`);
      expect(response.status).toBe(501);
      expect((await response.json()) as JsonObject).toMatchObject(want);
      // Others are served all the same.
      expect((await fetch(`${mock.url}/b`)).status).toBe(404);
    } finally {
      await mock.close();
    }
  });
});
