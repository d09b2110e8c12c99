import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Recording } from '../../scripts/check/recording.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';
import { checkText, contracts } from './support.js';

const plain = loadContracts(
  folderOf({
    'things.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things/{id}:
    post:
      operationId: putThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: size, in: query, schema: { type: integer } }
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { type: object, properties: { done: { type: boolean } } } } }
`,
  }),
);
const answer = { status: 200, content: { mimeType: 'application/json', text: '{"done":true}' } };
const asked = { method: 'POST', url: 'https://api.example/things/a%20b?size=3', headers: [] };
/** As Alibaba's SDKs send it, with the parameters in a form. */
const form = {
  method: 'POST',
  url: 'https://tds.example/',
  headers: [
    { name: 'X-Acs-Action', value: 'ListOperationTask' },
    { name: 'x-acs-version', value: '2018-12-03' },
  ],
};
const type = 'application/x-www-form-urlencoded';

/** What is read of an entry; undefined where it is left out. */
async function read(entry: JsonObject): Promise<Recording | undefined> {
  const recordings: Recording[] = [];
  // A second entry, so that there is something to judge.
  const entries = [entry, { request: { ...asked, url: 'https://api.example/things/last' }, response: answer }];
  await checkText(JSON.stringify({ log: { entries } }), {
    contracts: [...plain, ...contracts],
    onRecording: (recording) => recordings.push(recording),
  });
  expect(recordings.at(-1)?.request).toEqual({ id: 'last' });
  return recordings.length === 2 ? recordings[0] : undefined;
}

test('fields of a header that are no texts are passed over', async () => {
  const headers = [
    { name: 1, value: 'a' },
    { name: 'x-b', value: 2 },
    { name: 'x-c' },
    {},
    null,
    { name: 'x-d', value: 'e' },
  ];
  expect((await read({ request: { ...asked, headers }, response: answer }))?.wire?.headers).toEqual({ 'x-d': 'e' });
});

describe('of an entry is read', () => {
  test.each<[what: string, entry: JsonObject, want: object]>([
    [
      'the request as it was sent, and what it asks for',
      { request: { ...asked, method: 'post' }, response: answer },
      {
        contract: { id: 'putThing' },
        request: { id: 'a b', size: 3 },
        wire: { method: 'POST', url: 'https://api.example/things/a%20b?size=3', headers: {}, body: undefined },
        status: 200,
        contentType: 'application/json',
        body: { done: true },
      },
    ],
    [
      'headers by their names in lower case',
      {
        request: { ...asked, headers: [{ name: 'Accept', value: 'x' }, { name: 'broken' }, 'no pair'] },
        response: { ...answer, headers: [{ name: 'X-Request-ID', value: 'r-1' }] },
      },
      { wire: { headers: { accept: 'x' } }, headers: { 'x-request-id': 'r-1' } },
    ],
    [
      'a form from its text',
      { request: { ...form, postData: { mimeType: type, text: 'PageSize=5&Lang=en' } }, response: answer },
      {
        contract: { id: 'ListOperationTask' },
        request: { PageSize: 5, Lang: 'en' },
        wire: { body: 'PageSize=5&Lang=en', headers: { 'content-type': type } },
      },
    ],
    [
      'a form from its fields, where there is no text',
      {
        request: {
          ...form,
          postData: {
            mimeType: type,
            text: '',
            params: [
              { name: 'PageSize', value: '5' },
              { name: 'Lang', value: 'e n' },
            ],
          },
        },
        response: answer,
      },
      { request: { PageSize: 5, Lang: 'e n' }, wire: { body: 'PageSize=5&Lang=e+n' } },
    ],
    [
      'the type of a body from its header, where there is one',
      {
        request: {
          ...form,
          headers: [...form.headers, { name: 'Content-Type', value: `${type}; charset=utf-8` }],
          postData: { mimeType: 'text/plain', text: 'PageSize=5' },
        },
        response: answer,
      },
      { request: { PageSize: 5 }, wire: { headers: { 'content-type': `${type}; charset=utf-8` } } },
    ],
    [
      'a body in base64',
      {
        request: asked,
        response: {
          status: 200,
          content: { mimeType: 'application/json', encoding: 'base64', text: 'eyJkb25lIjpmYWxzZX0=' },
        },
      },
      { body: { done: false }, text: undefined },
    ],
    [
      'a body that is no JSON as a text',
      { request: asked, response: { status: 502, content: { mimeType: 'text/html', text: '<p>busy' } } },
      { status: 502, contentType: 'text/html', body: undefined, text: '<p>busy' },
    ],
    [
      'no body where there is none, and no type where it is empty',
      { request: asked, response: { status: 204, content: { mimeType: '' } } },
      { status: 204, contentType: undefined, body: undefined, text: undefined },
    ],
    ['an answer without content', { request: asked, response: { status: 204 } }, { status: 204, body: undefined }],
    [
      'when it was answered: when it was asked, and what it took',
      { request: asked, response: answer, startedDateTime: '2026-01-01T00:00:00.000Z', time: 250 },
      { time: Date.parse('2026-01-01T00:00:00.250Z') },
    ],
    [
      'when it was asked, where it is not known what it took',
      { request: asked, response: answer, startedDateTime: '2026-01-01T00:00:00.000Z', time: -1 },
      { time: Date.parse('2026-01-01T00:00:00.000Z') },
    ],
    ['no time that is none', { request: asked, response: answer, startedDateTime: 'today' }, { time: undefined }],
    ['no time where there is none', { request: asked, response: answer }, { time: undefined }],
    [
      'a request that cannot be understood without its parameters',
      { request: { ...form, url: 'https://tds.example/?Statuses.99999999=INIT' }, response: answer },
      {
        contract: { id: 'ListOperationTask' },
        request: undefined,
        wire: { url: 'https://tds.example/?Statuses.99999999=INIT' },
      },
    ],
  ])('%s', async (_, entry, want) => {
    expect(await read(entry)).toMatchObject(want);
  });
});

describe('an entry is left out', () => {
  test.each<[why: string, entry: Json]>([
    ['without a response', { request: asked }],
    ['whose response has no status', { request: asked, response: { content: {} } }],
    ['that was blocked', { request: asked, response: { ...answer, status: 0 } }],
    ['whose status is a text', { request: asked, response: { ...answer, status: '200' } }],
    ['without a request', { response: answer }],
    ['without a method', { request: { url: asked.url }, response: answer }],
    ['whose address is none', { request: { ...asked, url: '/things/1' }, response: answer }],
    ['of another path', { request: { ...asked, url: 'https://api.example/other' }, response: answer }],
    ['of another method', { request: { ...asked, method: 'GET' }, response: answer }],
    [
      'of an operation that no spec has',
      { request: { ...form, headers: [{ name: 'x-acs-action', value: 'Other' }] }, response: answer },
    ],
    ['that is empty', {}],
  ])('%s', async (_, entry) => {
    expect(await read(entry as JsonObject)).toBeUndefined();
  });
});

test('what is left out is counted, also what is of an operation that was not chosen', async () => {
  const foreign = { request: { ...asked, url: 'https://api.example/logo.png' }, response: answer };
  const text = JSON.stringify({
    log: { entries: [foreign, { request: asked, response: answer }, { request: form, response: answer }] },
  });
  const options = { contracts: [...plain, ...contracts] };
  expect(await checkText(text, options)).toMatchObject({ skipped: 1, operations: [{ requests: 1 }, { requests: 1 }] });
  expect(await checkText(text, { ...options, operations: ['putThing'] })).toMatchObject({
    skipped: 2,
    operations: [{ operation: 'putThing', requests: 1 }],
  });
  const none = JSON.stringify({ log: { entries: [foreign, foreign] } });
  await expect(checkText(none, { contracts: plain })).rejects.toThrow(
    /none of the 2 exchanges is of an operation of the specs; record others, or choose with --operation/,
  );
  await expect(
    checkText(text, { contracts: [...plain, ...contracts], operations: ['DescribeProcessTasks'] }),
  ).rejects.toThrow(/none of the 3 exchanges is of DescribeProcessTasks;/);
});
