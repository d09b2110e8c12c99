import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { rulesOf } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';
import { outcomeOf } from './said.js';

/** A plain document of one operation, with some responses. */
function answering(responses: JsonObject, schemas: JsonObject = {}, parameters: JsonObject[] = []): Contract {
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/things': { get: { operationId: 'readThings', parameters, responses } } },
    components: { schemas },
  };
  return loadContracts(folderOf({ 'things.json': JSON.stringify(document) }))[0] as Contract;
}

const json = (schema: Json) => ({ 'application/json': { schema } });
const ok = (content: JsonObject) => ({ '200': { description: 'ok', content } });
const pay = answering(ok(json({ $ref: '#/components/schemas/Method' })), {
  Card: {
    type: 'object',
    required: ['kind', 'last4'],
    properties: { kind: { const: 'card' }, last4: { type: 'string' } },
  },
  Bank: {
    type: 'object',
    required: ['kind', 'iban'],
    properties: { kind: { enum: ['bank'] }, iban: { type: 'string' } },
  },
  Method: { oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }] },
});
const either = answering(
  ok(
    json({
      type: 'object',
      properties: { phone: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] } },
    }),
  ),
);
const event = answering(
  ok(
    json({
      type: 'object',
      if: { properties: { kind: { const: 'change' } }, required: ['kind'] },
      then: { required: ['after'] },
    }),
  ),
);
const listed = answering(
  ok(
    json({
      type: 'object',
      if: { properties: { kind: { const: 'change' } }, required: ['kind'] },
      then: { properties: { after: { const: 'open' } } },
    }),
  ),
);
const nested = answering(
  ok(
    json({
      type: 'object',
      properties: {
        methods: { type: 'array', items: { anyOf: [{ $ref: '#/components/schemas/Method' }, { type: 'null' }] } },
      },
    }),
  ),
  {
    ...({} as JsonObject),
    Method: {
      oneOf: [
        { type: 'object', required: ['kind', 'a'], properties: { kind: { const: 'a' }, a: { type: 'string' } } },
        { type: 'object', required: ['kind', 'b'], properties: { kind: { const: 'b' }, b: { type: 'string' } } },
      ],
    },
  },
);

test.each<{ given: string; contract: Contract; body: Json; want: string[] }>([
  { given: 'a field that its kind lacks', contract: pay, body: { kind: 'bank' }, want: ['/iban required'] },
  { given: 'a field of another type', contract: pay, body: { kind: 'card', last4: 4242 }, want: ['/last4 type'] },
  { given: 'a kind that is none', contract: pay, body: { kind: 'cash' }, want: [' oneOf'] },
  { given: 'no kind at all', contract: pay, body: {}, want: [' oneOf'] },
  { given: 'none of two types', contract: either, body: { phone: 1 }, want: ['/phone anyOf'] },
  { given: 'a part of the type that it is', contract: either, body: { phone: ['1', 2] }, want: ['/phone/1 type'] },
  { given: 'what a condition asks for', contract: event, body: { kind: 'change' }, want: ['/after required'] },
  {
    given: 'a value that a condition rules out',
    contract: listed,
    body: { kind: 'change', after: 'away' },
    want: ['/after const'],
  },
  {
    given: 'alternatives in alternatives',
    contract: nested,
    body: { methods: [{ kind: 'b' }] },
    want: ['/methods/0/b required'],
  },
])('one thing that is wrong is told once: $given', ({ contract, body, want }) => {
  const { judgements } = outcomeOf(contract, 'response-schema', [
    { request: {}, status: 200, contentType: 'application/json', body },
  ]);
  expect(judgements.map(({ path, keyword }) => `${path} ${keyword}`)).toEqual(want);
});

const failing = (content: JsonObject) => answering({ ...ok(json({})), '4XX': { description: 'no', content } });
const error = { type: 'object', required: ['code'] };
const table = { 'text/csv': { schema: { type: 'string' } } };

test.each<{ given: string; contract: Contract; status?: number; type?: string; body?: Json; want: string[] }>([
  { given: 'any type', contract: failing({ '*/*': { schema: {} } }), status: 400, type: 'text/plain', want: [] },
  {
    given: 'any text, and JSON',
    contract: failing({ 'text/*': { schema: {} } }),
    status: 400,
    type: 'application/json',
    body: {},
    want: ['the content type is "application/json"; expected "text/*"'],
  },
  {
    given: 'any type, and JSON that is not as declared',
    contract: failing({ '*/*': { schema: error } }),
    status: 400,
    type: 'application/json',
    body: {},
    want: ['expected a value, found nothing; expected "a value"'],
  },
  {
    given: 'the second of two types',
    contract: failing({ ...json(error), 'application/problem+json': { schema: {} } }),
    status: 400,
    type: 'application/problem+json; charset=utf-8',
    body: {},
    want: [],
  },
  {
    given: 'a type with a parameter',
    contract: answering(ok({ 'application/json; charset=utf-8': { schema: {} } })),
    type: 'application/json',
    body: {},
    want: [],
  },
  {
    given: 'a text that is the other choice',
    contract: answering(ok({ ...table, ...json(error) })),
    type: 'text/csv',
    want: [],
  },
  {
    given: 'neither of two types',
    contract: answering(ok({ ...table, ...json({}) })),
    type: 'text/html',
    body: {},
    want: ['the content type is "text/html"; expected ["text/csv","application/json"]'],
  },
])('of what type an answer is: $given', ({ contract, status = 200, type, body, want }) => {
  const rule = status === 200 ? 'response-schema' : 'error-schema';
  const problem = body === undefined ? 'is no JSON' : undefined;
  const { judgements } = outcomeOf(contract, rule, [{ request: {}, status, contentType: type, body, problem }]);
  expect(judgements.map(({ message, expected }) => `${message}; expected ${JSON.stringify(expected)}`)).toEqual(want);
});

test('another success than the documented one is no error that lacks its envelope', () => {
  const created = { description: 'made', content: json({}) };
  const contract = answering({ '201': created, default: { description: 'no', content: json(error) } });
  const said = (status: number) =>
    outcomeOf(contract, 'error-schema', [{ request: {}, status, contentType: 'application/json', body: {} }]);
  expect(said(200).judgements).toEqual([]);
  expect(said(400).judgements).toHaveLength(1);
});

test.each<{ given: string; schema: Json; body: Json; want: string[] }>([
  { given: 'by itself', schema: { enum: ['ok'] }, body: 'bad', want: [''] },
  {
    given: 'below names of any kind',
    schema: { type: 'object', additionalProperties: { enum: ['ok'] } },
    body: { db: 'ok', queue: 'bad' },
    want: ['/queue'],
  },
])('a value that no enum of the answer lists, $given', ({ schema, body, want }) => {
  const exchange = { request: {}, status: 200, contentType: 'application/json', body };
  const { judgements } = outcomeOf(answering(ok(json(schema))), 'documented-values', [exchange]);
  expect(judgements.map(({ path }) => path)).toEqual(want);
});

test.each([
  { method: 'get', want: true },
  { method: 'post', want: false },
  { method: 'delete', want: false },
])('whether the same is answered to the same $method', ({ method, want }) => {
  const responses = ok(json({ type: 'object' }));
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/things': { [method]: { operationId: 'doThings', responses } } },
  };
  const [contract] = loadContracts(folderOf({ 'things.json': JSON.stringify(document) }));
  expect(rulesOf(contract as Contract).some(({ id }) => id === 'same-answer')).toBe(want);
});

const text = { type: 'object', properties: { token: { type: 'string', minLength: 8, pattern: '^t-' } } };

test.each<{ given: string; body: Json; want: string[] }>([
  { given: 'that is too short', body: { token: 't-1' }, want: ['minLength'] },
  { given: 'that a recording keeps to itself', body: { token: '***' }, want: [] },
])('of a text $given', ({ body, want }) => {
  const exchange = { request: {}, status: 200, contentType: 'application/json', body };
  const { judgements } = outcomeOf(answering(ok(json(text))), 'response-schema', [exchange]);
  expect(judgements.map(({ keyword }) => keyword)).toEqual(want);
});

const twoSuccesses = answering({ ...ok(json({})), '201': { description: 'made', content: json(error) } });

test.each<{ rule: string; status: number; body: Json; want: string[] }>([
  { rule: 'valid-input', status: 201, body: { code: 1 }, want: [] },
  { rule: 'valid-input', status: 204, body: {}, want: ['a valid request is answered with status 204'] },
  { rule: 'response-schema', status: 201, body: {}, want: ['expected a value, found nothing'] },
  { rule: 'response-schema', status: 200, body: {}, want: [] },
])('of several successes each is one: $rule of $status', ({ rule, status, body, want }) => {
  const exchange = { request: {}, status, contentType: 'application/json', body };
  expect(outcomeOf(twoSuccesses, rule, [exchange]).judgements.map(({ message }) => message)).toEqual(want);
});

test('values that were taken one by one need not be taken together', () => {
  const text = { in: 'query', schema: { type: 'string' } };
  const contract = answering(ok(json({})), {}, [
    { name: 'from', ...text },
    { name: 'to', ...text },
  ]);
  const exchange = (request: JsonObject, status: number) => ({ request, status, body: {} });
  const taken = [exchange({ from: 'b' }, 200), exchange({ to: 'a' }, 200)];
  const refusals = (request: JsonObject) =>
    outcomeOf(contract, 'valid-input', [...taken, exchange(request, 400), ...taken]).judgements.length;
  expect(refusals({ from: 'b', to: 'a' })).toBe(0);
  expect(refusals({ to: 'a' })).toBe(1);
});

const limited = answering({
  '200': { description: 'ok', headers: { 'X-Left': { required: true }, 'X-Other': {} }, content: json({}) },
  '202': { description: 'later' },
});

test.each<{ given: string; status?: number; headers?: Record<string, string>; want: string[] }>([
  { given: 'it is there', headers: { 'x-left': '3' }, want: [] },
  { given: 'it is not there', headers: { 'x-other': '3' }, want: ['the header X-Left is missing'] },
  { given: 'headers are not known', want: [] },
  { given: 'it belongs to another status', status: 202, headers: {}, want: [] },
])('a required header of an answer: $given', ({ status = 200, headers, want }) => {
  const { judgements } = outcomeOf(limited, 'response-headers', [{ request: {}, status, headers, body: {} }]);
  expect(judgements.map(({ message }) => message)).toEqual(want);
});

test.each<{ schema: JsonObject; body: Json; want: string[] }>([
  // A value that looks like a schema is a value.
  { schema: { const: { title: 'a', items: { b: 1 } } }, body: { items: { b: 1 }, title: 'a' }, want: [] },
  { schema: { const: { title: 'a' } }, body: {}, want: [' const [{"title":"a"}]'] },
  { schema: { enum: [{ properties: { a: 1 } }] }, body: { properties: { a: 1 } }, want: [] },
  { schema: { minProperties: 2 }, body: { a: 1 }, want: [' minProperties at least 2 properties'] },
  { schema: { maxProperties: 1 }, body: { a: 1, b: 2 }, want: [' maxProperties at most 1 property'] },
  { schema: { maxItems: 2 }, body: [1, 2, 3], want: [' maxItems at most 2 elements'] },
  { schema: { minItems: 1 }, body: [], want: [' minItems at least 1 element'] },
  { schema: { minLength: 1 }, body: '', want: [' minLength at least 1 character'] },
])('what was expected is said in words: $schema', ({ schema, body, want }) => {
  const exchange = { request: {}, status: 200, contentType: 'application/json', body };
  const { judgements } = outcomeOf(answering(ok(json(schema))), 'response-schema', [exchange]);
  expect(
    judgements.map(({ path, keyword, expected }) => {
      return `${path} ${keyword} ${typeof expected === 'string' ? expected : JSON.stringify(expected)}`;
    }),
  ).toEqual(want);
});

const bounded = (schema: JsonObject) => answering(ok(json({ type: 'integer', format: 'int32', ...schema })));

test.each<{ schema: JsonObject; body: Json; want: string[] }>([
  { schema: { maximum: 5 }, body: 6, want: ['maximum 5'] },
  { schema: { minimum: 5 }, body: 4, want: ['minimum 5'] },
  { schema: {}, body: 2 ** 31, want: [`maximum ${2 ** 31 - 1}`] },
  { schema: { minimum: 0 }, body: 2 ** 31, want: [`maximum ${2 ** 31 - 1}`] },
  { schema: { maximum: 0 }, body: -(2 ** 31) - 1, want: [`minimum ${-(2 ** 31)}`] },
  { schema: { maximum: 2 ** 40, minimum: -(2 ** 40) }, body: 2 ** 31, want: [`maximum ${2 ** 31 - 1}`] },
  { schema: { maximum: 2 ** 40, minimum: -(2 ** 40) }, body: -(2 ** 31) - 1, want: [`minimum ${-(2 ** 31)}`] },
  { schema: { minimum: 5 }, body: 5, want: [] },
])('a number is held to its own limit and that of its format, the tighter one: $body, $schema', (given) => {
  const exchange = { request: {}, status: 200, contentType: 'application/json', body: given.body };
  const { judgements } = outcomeOf(bounded(given.schema), 'response-schema', [exchange]);
  expect(judgements.map(({ keyword, expected }) => `${keyword} ${/-?\d+/.exec(String(expected))}`)).toEqual(given.want);
});

test.each<{ body: Json; want: string | undefined }>([
  { body: 2 ** 31, want: 'So the SDK has it.' },
  { body: -1, want: 'A count.' },
])('why a limit is inferred is why the format is, where that is the tighter one: $body', ({ body, want }) => {
  const why = { format: 'So the SDK has it.', minimum: 'A count.', maximum: 'None.' };
  const contract = bounded({ minimum: 0, maximum: 2 ** 40, 'x-inferred': why });
  const exchange = { request: {}, status: 200, contentType: 'application/json', body };
  const { judgements } = outcomeOf(contract, 'response-schema', [exchange]);
  expect(judgements.map(({ inferred, severity }) => [inferred, severity])).toEqual([[want, 'warning']]);
});
