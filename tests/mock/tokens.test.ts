import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { folderOf } from '../support/specs-with.js';

/** Lists whose pages lead to the next one; on the last page what leads on may be absent, or has to be there. */
function list(operationId: string, required: readonly string[]) {
  const properties: JsonObject = {
    things: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
    next: { type: 'string' },
    all: { type: 'integer' },
  };
  return {
    get: {
      operationId,
      'x-pagination': {
        style: 'token',
        request: { position: 'from', size: 'most' },
        response: { items: '/things', next: '/next', total: '/all' },
        identity: ['/id'],
      },
      parameters: [
        { name: 'from', in: 'query', schema: { type: 'string' } },
        { name: 'most', in: 'query', schema: { type: 'integer', minimum: 1 } },
      ],
      responses: {
        200: {
          description: 'ok',
          content: { 'application/json': { schema: { type: 'object', required, properties } } },
        },
      },
    },
  };
}
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: { '/open': list('open', ['things', 'all']), '/closed': list('closed', ['things', 'all', 'next']) },
};

const contracts = loadContracts(folderOf({ 'things.json': JSON.stringify(document) }));
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts, records: 10, validateResponses: true });
});
afterAll(() => mock.close());

interface Page {
  readonly things: readonly { readonly id: string }[];
  readonly next?: string;
  readonly all: number;
}

async function ask(path: string, query: Record<string, string>): Promise<{ status: number; body: Page; why: string }> {
  const response = await fetch(`${mock.url}${path}?${new URLSearchParams(query)}`);
  const why = response.headers.get('x-mock-refusal') ?? '';
  return { status: response.status, body: (await response.json()) as Page, why };
}

test.each([
  ['/open', undefined],
  ['/closed', ''],
])('pages of %s lead to each other, and the last one to %s', async (path, last) => {
  const seen: string[] = [];
  const sizes: number[] = [];
  let from: string | undefined;
  do {
    const { status, body } = await ask(path, { most: '4', ...(from === undefined ? {} : { from }) });
    expect([status, body.all]).toEqual([200, 10]);
    seen.push(...body.things.map(({ id }) => id));
    sizes.push(body.things.length);
    from = body.next;
    if (sizes.length === 3) expect(from).toBe(last);
  } while (from && sizes.length < 5);
  expect(sizes).toEqual([4, 4, 2]);
  expect(new Set(seen).size).toBe(10);
  expect((await ask(path, { most: '100' })).body.things.map(({ id }) => id)).toEqual(seen);
});

test.each([
  [{ most: '4', from: 'nowhere' }, 'invalid-parameter: from leads to no page of this result.'],
  [{}, 'missing-parameter: most has no default; send it.'],
])('%j is refused', async (query, want) => {
  const { status, why } = await ask('/open', query as Record<string, string>);
  expect([status, why]).toEqual([400, want]);
});
