import { afterAll, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, totalOf } from '../support/mock-client.js';
import { folderOf } from '../support/specs-with.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const day = 86_400_000;
const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.close())));

/** Times of which one lies in an object of its own. */
const times: JsonObject = {
  Ended: { type: 'integer', 'x-unit': 'epoch-milliseconds' },
  Course: { type: 'object', required: ['Begun'], properties: { Begun: { type: 'string', format: 'date-time' } } },
};

/** An operation that lists things, which have these properties and a name in two languages. */
function things(properties: JsonObject, identity: string, least: JsonObject = { minimum: 1 }): Contract {
  const all: JsonObject = { ...properties, Name: { type: 'string', example: 'a name' } };
  const item: JsonObject = { type: 'object', required: Object.keys(all), properties: all };
  const page: JsonObject = { Total: { type: 'integer', minimum: 0 }, Things: { type: 'array', items: item } };
  const schema = { type: 'object', required: ['Total', 'Things'], properties: page };
  const number = (name: string, fallback: number) => ({
    name,
    in: 'query',
    schema: { type: 'integer', ...least, default: fallback },
  });
  const operation = {
    operationId: 'listThings',
    'x-pagination': {
      style: 'page',
      request: { position: 'Page', size: 'Size' },
      response: { items: '/Things', total: '/Total' },
      identity: [identity],
    },
    parameters: [
      number('Page', 1),
      number('Size', 100),
      { name: 'Lang', in: 'query', schema: { type: 'string' }, 'x-language': { fields: ['/Name'] } },
    ],
    responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
  };
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/things': { get: operation } } };
  return loadContracts(folderOf({ 'things.json': JSON.stringify(document) }))[0] as Contract;
}

async function worldOf(contract: Contract, records: number): Promise<(request?: JsonObject) => Promise<JsonObject[]>> {
  const mock = await startMock({ contracts: [contract], records, now });
  started.push(mock);
  return async (request = { Size: records }) => {
    const { status, body } = await call(mock.url, contract, request);
    expect([status, totalOf(contract, body)]).toEqual([200, records]);
    return itemsOf(contract, body);
  };
}

const begun = ({ Course }: JsonObject) => Date.parse((Course as JsonObject).Begun as string);

test('of many records, each is told from all others, and has times of its own', async () => {
  const contract = things({ Id: { type: 'string' }, Note: { type: 'string' }, ...times }, '/Id');
  const [few, many] = await Promise.all([500, 700].map(async (records) => (await worldOf(contract, records))()));
  if (few === undefined || many === undefined) throw new Error('no worlds');
  expect(new Set(many.map(({ Id }) => Id)).size).toBe(700);
  // What is added changes nothing of what there is.
  expect(JSON.stringify(many.slice(0, 500))).toBe(JSON.stringify(few));
  for (const item of many) {
    expect(begun(item)).toBeLessThan(now);
    expect(begun(item)).toBeGreaterThan(now - 62 * day);
    expect(item.Ended as number).toBeLessThan(now);
  }
  expect(new Set(many.map(begun)).size).toBeGreaterThan(600);
  // Times that belong together stay together, to the second.
  for (let index = 500; index < 700; index++) {
    const [one, other] = [many[index], many[index - 500]] as [JsonObject, JsonObject];
    expect(one.Note).toBe(other.Note);
    const [lasted, otherLasted] = [one, other].map((item) => (item.Ended as number) - begun(item)) as [number, number];
    expect(Math.abs(lasted - otherLasted)).toBeLessThan(1_000);
  }
});

test('a page that is sent in pieces is the pages that it is made of', async () => {
  const contract = things({ Id: { type: 'string' } }, '/Id');
  const ask = await worldOf(contract, 2_345);
  const all = await ask({ Size: 100_000, Lang: 'zh' });
  expect(all).toHaveLength(2_345);
  for (const { Name } of all.slice(0, 50)) expect(Name).toMatch(/\p{Script=Han}/u);
  const pages: JsonObject[] = [];
  for (const Page of [1, 2, 3]) pages.push(...(await ask({ Page, Size: 1_000, Lang: 'zh' })));
  expect(pages).toEqual(all);
  expect(await ask({ Page: 2, Size: 1_001, Lang: 'zh' })).toEqual(all.slice(1_001, 2_002));
});

test('in each of many languages, and again, texts are the same', async () => {
  const ask = await worldOf(things({ Id: { type: 'string' } }, '/Id'), 3);
  const languages = ['en', 'zh', 'fr', 'de', 'it', 'es', 'pt', 'ja', 'ko', 'ru'];
  const read = async () => {
    const texts: Json[] = [];
    for (const Lang of languages) texts.push(...(await ask({ Lang })).map(({ Name }) => Name as Json));
    return texts;
  };
  const first = await read();
  expect(new Set(first).size).toBeGreaterThanOrEqual(languages.length);
  expect(await read()).toEqual(first);
});

test.each<[what: string, id: JsonObject, most: number]>([
  ['a few of a pattern', { type: 'string', pattern: '^[ab]$' }, 2],
  ['many of a pattern', { type: 'string', pattern: '^[a-z]{8}$' }, 40],
  ['a UUID', { type: 'string', format: 'uuid' }, 40],
  ['an address', { type: 'string', format: 'ipv4' }, 40],
  ['a number', { type: 'integer', minimum: 100 }, 40],
])('a world has no more records than its identity can tell apart: %s', async (_, id, most) => {
  const contract = things({ Id: id }, '/Id');
  const mock = await startMock({ contracts: [contract], records: 40, now, validateResponses: true });
  started.push(mock);
  const { status, body } = await call(mock.url, contract, {});
  expect([status, totalOf(contract, body)]).toEqual([200, most]);
  expect(new Set(itemsOf(contract, body).map(({ Id }) => Id)).size).toBe(most);
});

test('where only a listed value would tell records apart, nothing does', async () => {
  const ask = await worldOf(things({ Kind: { type: 'string', enum: ['a', 'b'] } }, '/Kind'), 10);
  expect(new Set((await ask()).map(({ Kind }) => Kind))).toEqual(new Set(['a', 'b']));
});

test('a page before the first one is refused where the contract has no minimum, too', async () => {
  const contract = things({ Id: { type: 'integer' } }, '/Id', {});
  const mock = await startMock({ contracts: [contract], records: 3, now });
  started.push(mock);
  const statusOf = async (request: JsonObject) => (await call(mock.url, contract, request)).status;
  expect([await statusOf({ Page: 1 }), await statusOf({ Page: 0 }), await statusOf({ Page: -1 })]).toEqual([
    200, 400, 400,
  ]);
});
