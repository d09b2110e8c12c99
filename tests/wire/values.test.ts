import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import type { Contract, Parameter } from '../../scripts/contract/contract.js';
import { encodeRest } from '../../scripts/wire/rest.js';
import { restDecoder } from '../../scripts/wire/rest-decoder.js';
import { scalarReader } from '../../scripts/wire/scalar.js';

type Given = Partial<Omit<Parameter, 'schema'>> & { readonly schema: JsonSchema };

function contractWith(parameter: Given): Contract {
  const usual = { name: 'p', in: 'query', style: 'form', explode: true, encoding: 'plain', arrayStyles: [] };
  return {
    ...{ id: 'op', method: 'post', path: '/a', definitions: {}, servers: [], responses: {} },
    parameters: [{ ...usual, ...parameter }],
  } as unknown as Contract;
}

const object: JsonSchema = { type: 'object', properties: { R: { type: 'integer' } } };
const list: JsonSchema = { type: 'array', items: { type: 'string' } };
const deep = (schema: JsonSchema) => ({ style: 'deepObject', schema }) as const;

describe('what is written', () => {
  test.each<[Given, Json, string]>([
    [{ encoding: 'json', schema: object }, { R: 1 }, '/a?p=%7B%22R%22:1%7D'],
    [{ explode: false, schema: object }, {}, '/a'],
    [{ explode: false, schema: list }, [], '/a'],
    [{ explode: false, schema: { type: 'string' } }, '', '/a?p='],
    [deep(list), ['x', 'y'], '/a?p=x&p=y'],
    [deep(list), ['x', null], '/a?p=x&p=null'],
    [deep({ type: 'array' }), [{ a: 1 }, 'x'], '/a?p%5B0%5D%5Ba%5D=1&p%5B1%5D=x'],
  ])('%j of %j: %s', (parameter, value, want) => {
    const { target } = encodeRest(contractWith(parameter), { p: value }, 'POST');
    expect(decodeURIComponent(target)).toBe(decodeURIComponent(want));
  });
});

describe('what is read', () => {
  test.each<[Given, string, Json]>([
    [{ encoding: 'json', schema: object }, 'p=%7B%22R%22%3A1%7D', { p: { R: 1 } }],
    [{ schema: object }, 'R=1', { p: { R: 1 } }],
    [{ explode: false, schema: list }, 'p=', { p: [] }],
    [{ explode: false, schema: { type: 'array', items: { type: 'integer' } } }, 'p=', { p: [] }],
    [{ explode: false, schema: object }, 'p=', { p: {} }],
    [deep(object), 'p[R]=1&p[other]=2', { p: { R: 1, other: '2' } }],
    [deep(object), 'p[x][y]=1&p[x][z][q]=2', { p: { x: { y: '1', z: { q: '2' } } } }],
    [deep(list), 'p[0]=x&p[10]=z&p[9]=y', { p: ['x', 'y', 'z'] }],
  ])('%j of %s: %j', (parameter, search, want) => {
    const decoded = restDecoder([contractWith(parameter)])({ method: 'POST', target: `/a?${search}`, headers: {} });
    expect(decoded).toMatchObject({ request: want });
    expect((decoded as { request: object }).request).toEqual(want);
  });

  test.each<[Given, string]>([
    [deep(object), 'p[x][y]=1&p[x]=2'],
    [deep(object), 'p[x]=1&p[x]=2'],
    [{ encoding: 'json', schema: object }, 'p=1&p=2'],
    [{ encoding: 'json', schema: object }, 'p={'],
  ])('not %j of %s', (parameter, search) => {
    const decoded = restDecoder([contractWith(parameter)])({ method: 'POST', target: `/a?${search}`, headers: {} });
    expect(decoded).toMatchObject({ refusal: { cause: 'invalid-parameter', parameter: 'p' } });
  });
});

describe('a text', () => {
  test.each<[JsonSchema, string, unknown]>([
    [{ const: 5 }, '5', 5],
    [{ const: 'a' }, '5', '5'],
    [{ enum: [1, 'a'] }, '1', 1],
    [{ enum: [true] }, 'true', true],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, '7', 7],
    [{ type: 'integer' }, '1e3', '1e3'],
    [{ type: 'number' }, '1e3', 1000],
    [{ type: 'number' }, '1e999', '1e999'],
    [{ type: 'integer' }, '01', '01'],
    [{ type: 'integer' }, '-0', -0],
    [{ type: 'integer' }, '9007199254740993', 9007199254740993n],
    [{ type: 'integer' }, `1${'0'.repeat(39)}`, 10n ** 39n],
    [{ type: 'integer' }, `1${'0'.repeat(40)}`, 1e40],
    [{ type: 'boolean' }, 'True', 'True'],
    [{}, '5', '5'],
  ])('of the schema %j: %s', (schema, text, want) => {
    expect(scalarReader(schema, {})(text)).toBe(want);
  });
});
