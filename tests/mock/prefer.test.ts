import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { folderOf } from '../support/specs-with.js';

const text = (schema: Json, examples: Json = {}, type = 'application/json') =>
  ({ content: { [type]: { schema, examples } } }) as object;
const two = { first: { value: { name: 'first' } }, second: { value: { name: 'second' } } };
const named: Json = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
const responses = {
  200: { description: 'ok', ...text(named, two) },
  202: { description: 'later', ...text(named) },
  204: { description: 'nothing', ...text(named, { none: { value: { name: 'none' } } }) },
  304: { description: 'the same', ...text(named) },
  403: { description: 'no', ...text({ type: 'string' }, { plain: { value: 'not you' } }, 'text/plain') },
  404: { description: 'without a body' },
  409: { description: 'odd', ...text({ type: 'string', pattern: '^(?=b)a' }) },
  '5XX': { description: 'broken', ...text(named, { broken: { value: { name: 'broken' } } }) },
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/a': { get: { operationId: 'a', responses } },
    '/b': { get: { operationId: 'b', responses: { 200: responses[404] } } },
  },
};

const lines: { note?: string; refused?: { detail: string } }[] = [];
const contracts = loadContracts(folderOf({ 'things.json': JSON.stringify(document) }));
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts, quiet: false, log: 'json', write: (line) => lines.push(JSON.parse(line)) });
});
afterAll(() => mock.close());

/** What is answered to a preference, and what the log says of it. */
async function ask(prefer: string, path = '/a') {
  const { status, ...response } = await fetch(mock.url + path, { headers: { prefer } }).then(async (answer) => ({
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: await answer.text(),
  }));
  const { note, refused } = lines.at(-1) ?? {};
  return { status, ...response, note, why: refused?.detail };
}

const json = 'application/json;charset=utf-8';
const usual = { status: 200, type: json, note: undefined, why: undefined };
const cases: [prefer: string, want: object][] = [
  ['code=200', usual],
  ['respond-async', usual],
  ['code=20', usual],
  ['code=600', usual],
  ['code=2000', usual],
  ['code', usual],
  ['example=', usual],
  ['dynamic=true', usual],
  ['example=first', { status: 200, body: '{"name":"first"}', note: 'example first' }],
  ['example=second', { status: 200, body: '{"name":"second"}', note: 'example second' }],
  ['  EXAMPLE = "second" ; code=200', { status: 200, body: '{"name":"second"}' }],
  ['wait=10, code=200,example=first', { status: 200, body: '{"name":"first"}' }],
  [
    'code=202',
    { status: 202, body: expect.stringMatching(/^\{"name":".+"\}$/), note: '202 as preferred, made of its schema' },
  ],
  ['code=403', { status: 403, type: 'text/plain;charset=utf-8', body: 'not you', note: 'example plain' }],
  ['code=500', { status: 500, body: '{"name":"broken"}', note: 'example broken' }],
  ['code=503;example=broken', { status: 503, body: '{"name":"broken"}' }],
  ['code=204', { status: 204, type: null, body: '', note: '204 as preferred' }],
  ['code=304', { status: 304, type: null, body: '', note: '304 as preferred' }],
  ['code=404', { status: 404, type: null, body: '', note: '404 as preferred' }],
  ['code=409', { status: 501, type: 'application/problem+json;charset=utf-8', note: 'not implemented' }],
  [
    'code=418',
    { status: 404, why: 'Prefer: code=418 cannot be met: declared are 200, 202, 204, 304, 403, 404, 409, 5XX.' },
  ],
  ['example=a=b', { status: 404, why: 'Prefer: example=a=b cannot be met: examples of 200 are first, second.' }],
  ['code=202;example=first', { status: 404, why: 'Prefer: example=first cannot be met: examples of 202 are none.' }],
  [
    `example=${'x'.repeat(90)}`,
    { status: 404, why: `Prefer: example=${'x'.repeat(80)} cannot be met: examples of 200 are first, second.` },
  ],
  [`${'x'.repeat(1000)}, code=403`, usual],
];
test.each(cases.map(([prefer, want]) => [prefer.slice(0, 40), prefer, want] as const))(
  '%s',
  async (_, prefer, want) => {
    expect(await ask(prefer)).toMatchObject(want);
  },
);

test('the same preference has the same body, without examples too', async () => {
  expect(await ask('code=202')).toEqual(await ask('code=202'));
});

test('of an operation without a body, no example can be preferred', async () => {
  expect(await ask('example=first', '/b')).toMatchObject({ status: 200, body: '', type: null });
});
