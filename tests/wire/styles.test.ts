import * as fc from 'fast-check';
import { describe, expect, type TestContext, test } from 'vitest';
import type { Json, JsonObject, JsonSchema } from '../../scripts/base/json.js';
import type { Contract, Parameter, ParameterStyle } from '../../scripts/contract/contract.js';
import { encodeRest } from '../../scripts/wire/rest.js';
import { restDecoder } from '../../scripts/wire/rest-decoder.js';
import { unsupportedIn } from '../../scripts/wire/unsupported.js';

type Partial = Pick<Parameter, 'in' | 'style' | 'explode'> & { schema: JsonSchema; allowReserved?: boolean };

function contractWith(parameter: Partial | undefined, body?: { mediaType: string; schema: JsonSchema }): Contract {
  const parameters =
    parameter === undefined ? [] : [{ name: 'p', required: true, encoding: 'plain', arrayStyles: [], ...parameter }];
  return {
    id: 'op',
    method: 'post',
    path: parameter?.in === 'path' ? '/a/{p}/z' : '/a',
    parameters,
    definitions: {},
    servers: [],
    responses: {},
    origins: { '/request/properties/p': 'api.yaml:7' },
    location: { file: 'api.yaml', line: 3, pointer: '' },
    ...(body === undefined
      ? {}
      : { body: { required: true, content: { [body.mediaType]: { schema: body.schema, examples: {} } } } }),
  } as unknown as Contract;
}

function travel(contract: Contract, request: JsonObject): unknown {
  const decoded = restDecoder([contract])(encodeRest(contract, request, 'POST'));
  return 'refusal' in decoded ? decoded.refusal : (decoded.exact ?? decoded.request);
}

const scalar: JsonSchema = { type: 'string' };
const list: JsonSchema = { type: 'array', items: { type: 'string' } };
const numbers: JsonSchema = { type: 'array', items: { type: 'integer' } };
const object: JsonSchema = {
  type: 'object',
  properties: { R: { type: 'integer' }, G: { type: 'string' }, B: { type: 'string' } },
};
const color = { R: 100, G: 'x', B: '150' };

describe('what travels is what OpenAPI shows', () => {
  const given: [
    place: Parameter['in'],
    style: ParameterStyle,
    explode: boolean,
    schema: JsonSchema,
    value: Json,
    want: string,
  ][] = [
    ['path', 'simple', false, scalar, 'blue', '/a/blue/z'],
    ['path', 'simple', false, list, ['blue', 'black'], '/a/blue,black/z'],
    ['path', 'simple', false, object, color, '/a/R,100,G,x,B,150/z'],
    ['path', 'simple', true, object, color, '/a/R=100,G=x,B=150/z'],
    ['path', 'label', false, scalar, 'blue', '/a/.blue/z'],
    ['path', 'label', false, list, ['blue', 'black'], '/a/.blue,black/z'],
    ['path', 'label', true, list, ['blue', 'black'], '/a/.blue.black/z'],
    ['path', 'label', false, object, color, '/a/.R,100,G,x,B,150/z'],
    ['path', 'label', true, object, color, '/a/.R=100.G=x.B=150/z'],
    ['path', 'matrix', false, scalar, '', '/a/;p/z'],
    ['path', 'matrix', false, scalar, 'blue', '/a/;p=blue/z'],
    ['path', 'matrix', false, list, ['blue', 'black'], '/a/;p=blue,black/z'],
    ['path', 'matrix', true, list, ['blue', 'black'], '/a/;p=blue;p=black/z'],
    ['path', 'matrix', false, object, color, '/a/;p=R,100,G,x,B,150/z'],
    ['path', 'matrix', true, object, color, '/a/;R=100;G=x;B=150/z'],
    ['query', 'form', true, scalar, '', '/a?p='],
    ['query', 'form', true, list, ['blue', 'black'], '/a?p=blue&p=black'],
    ['query', 'form', false, list, ['blue', 'bl,ack'], '/a?p=blue,bl%2Cack'],
    ['query', 'form', true, object, color, '/a?R=100&G=x&B=150'],
    ['query', 'form', false, object, color, '/a?p=R,100,G,x,B,150'],
    ['query', 'spaceDelimited', false, list, ['blue', 'black'], '/a?p=blue%20black'],
    ['query', 'spaceDelimited', false, object, color, '/a?p=R%20100%20G%20x%20B%20150'],
    ['query', 'pipeDelimited', false, list, ['blue', 'black'], '/a?p=blue%7Cblack'],
    ['query', 'pipeDelimited', true, list, ['blue', 'black'], '/a?p=blue&p=black'],
    ['query', 'deepObject', true, object, color, '/a?p%5BR%5D=100&p%5BG%5D=x&p%5BB%5D=150'],
  ];
  test.each(given)('%s %s explode %s %j', (place, style, explode, schema, value, want) => {
    const contract = contractWith({ in: place, style, explode, schema });
    expect(encodeRest(contract, { p: value }, 'POST').target).toBe(want);
    expect(travel(contract, { p: value })).toEqual({ p: value });
  });
});

describe('what other clients send is understood', () => {
  const given: [style: ParameterStyle, explode: boolean, schema: JsonSchema, search: string, want: Json][] = [
    ['form', false, numbers, 'p=1%2C2', [1, 2]],
    ['form', false, list, 'p=a%2Cb', ['a,b']],
    ['pipeDelimited', false, list, 'p=a|b', ['a', 'b']],
    ['spaceDelimited', false, list, 'p=a+b', ['a', 'b']],
    ['deepObject', true, object, 'p[R]=1&p[G]=2', { R: 1, G: '2' }],
    ['deepObject', true, numbers, 'p[]=1&p[]=2', [1, 2]],
    ['deepObject', true, numbers, 'p[1]=1&p[0]=2', [2, 1]],
    ['deepObject', true, { anyOf: [{ type: 'integer' }, object] }, 'p=5', 5],
    ['form', true, { type: 'object', additionalProperties: { type: 'integer' } }, 'x=5&y=6', { x: 5, y: 6 }],
  ];
  test.each(given)('%s explode %s %j: %s', (style, explode, schema, search, want) => {
    const contract = contractWith({ in: 'query', style, explode, schema });
    expect(restDecoder([contract])({ method: 'POST', target: `/a?${search}`, headers: {} })).toMatchObject({
      request: { p: want },
    });
  });

  const refused: [
    place: Parameter['in'],
    style: ParameterStyle,
    explode: boolean,
    schema: JsonSchema,
    target: string,
  ][] = [
    ['query', 'form', false, list, '/a?p=1&p=2'],
    ['query', 'form', true, scalar, '/a?p=1&p=2'],
    ['query', 'form', false, object, '/a?p=R,1,G'],
    ['query', 'deepObject', true, object, '/a?p[R]=1&p[R]=2'],
    ['query', 'deepObject', true, object, '/a?p=1&p[R]=2'],
    ['path', 'label', false, scalar, '/a/blue/z'],
    ['path', 'matrix', false, scalar, '/a/;q=1/z'],
    ['path', 'matrix', false, list, '/a/;p=1;p=2/z'],
    ['path', 'simple', true, object, '/a/R,1/z'],
    ['path', 'simple', false, scalar, '/a/%E0%A4%A/z'],
  ];
  test.each(refused)('but not %s %s explode %s %j: %s', (place, style, explode, schema, target) => {
    const contract = contractWith({ in: place, style, explode, schema });
    expect(restDecoder([contract])({ method: 'POST', target, headers: {} })).toMatchObject({
      refusal: { cause: 'invalid-parameter', parameter: 'p' },
    });
  });
});

/** Texts that a client may send: no halves of surrogate pairs, which UTF-8 cannot express. */
const text = fc.string({ unit: 'grapheme' });
const filled = fc.string({ unit: 'grapheme', minLength: 1 });
const without = (...characters: string[]) =>
  filled.map((one) => characters.reduce((all, each) => all.replaceAll(each, ''), one) || 'x');
/** Integers of 64 bits; those beyond 2^53 as bigints. */
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => {
  return Number.isSafeInteger(Number(value)) ? Number(value) : (value as unknown as number);
});

/** Every style of every place, with what it cannot express left out. */
const styles: [
  place: Parameter['in'],
  style: ParameterStyle,
  explode: boolean,
  element: fc.Arbitrary<string>,
  reserved: boolean,
][] = [
  ...(['simple', 'label', 'matrix'] as const).flatMap((style) =>
    [false, true].map((explode): (typeof styles)[number] => ['path', style, explode, filled, false]),
  ),
  ['query', 'form', false, filled, false],
  ['query', 'form', true, text, false],
  ['query', 'form', false, filled, true],
  ['query', 'form', true, text, true],
  ['query', 'spaceDelimited', false, without(' '), false],
  ['query', 'spaceDelimited', true, text, false],
  ['query', 'pipeDelimited', false, without('|'), false],
  ['query', 'pipeDelimited', true, text, false],
  ['query', 'deepObject', true, text, false],
  ['header', 'simple', false, filled, false],
  ['header', 'simple', true, filled, false],
  ['cookie', 'form', false, filled, false],
  ['cookie', 'form', true, text, false],
];

describe.each(styles)('%s %s explode %s', (place, style, explode, element, allowReserved) => {
  const parameter = { in: place, style, explode, allowReserved };
  const check = ({ skip }: TestContext, schema: JsonSchema, values: fc.Arbitrary<Json>) => {
    const contract = contractWith({ ...parameter, schema });
    const [unsupported] = unsupportedIn(contract);
    skip(unsupported !== undefined, unsupported?.message);
    fc.assert(
      fc.property(values, (value) => {
        // A list or an object of nothing has no wire form; neither has an empty segment of a path.
        const isNothing = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
        fc.pre(!isNothing && !(place === 'path' && value === ''));
        expect(travel(contract, { p: value })).toEqual({ p: value });
      }),
      { numRuns: 60, seed: 4 },
    );
  };
  test('texts', (context) => check(context, scalar, element));
  test('numbers of 64 bits', (context) => check(context, { type: 'integer', format: 'int64' }, int64));
  test('lists of texts', (context) => check(context, list, fc.array(element, { maxLength: 4 })));
  test('lists of numbers of 64 bits', (context) => check(context, numbers, fc.array(int64, { maxLength: 4 })));
  test('objects', (context) =>
    check(
      context,
      { type: 'object', properties: { a: scalar, 'b&=': scalar, n: { type: 'integer' }, yes: { type: 'boolean' } } },
      fc.record({ a: element, 'b&=': element, n: int64, yes: fc.boolean() }, { requiredKeys: [] }),
    ));
});

test('deepObject nests', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'object', properties: { b: { type: 'object', properties: { c: { type: 'integer' } } } } },
      list: { type: 'array', items: { type: 'integer' } },
      objects: { type: 'array', items: { type: 'object', properties: { x: { type: 'integer' } } } },
    },
  } as JsonSchema;
  const contract = contractWith({ in: 'query', style: 'deepObject', explode: true, schema });
  const value = { a: { b: { c: 1 } }, list: [1, 2], objects: [{ x: 1 }, { x: 2 }] };
  expect(travel(contract, { p: value })).toEqual({ p: value });
});

describe('bodies', () => {
  const schema = {
    type: 'object',
    properties: {
      text: { type: 'string' },
      'odd "name"': { type: 'string' },
      id: { type: 'integer', format: 'int64' },
      yes: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      inner: { type: 'object', properties: { a: { type: 'integer' } } },
      rows: { type: 'array', items: { type: 'object' } },
    },
  } as JsonSchema;
  const values = fc.record(
    {
      text,
      'odd "name"': text,
      id: int64,
      yes: fc.boolean(),
      tags: fc.array(text, { minLength: 1, maxLength: 3 }),
      inner: fc.record({ a: int64 }),
      rows: fc.array(fc.record({ a: fc.integer() }), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['text'] },
  ) as fc.Arbitrary<Json>;
  test.each([
    'application/json',
    'application/vnd.api+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ])('%s', (mediaType) => {
    const contract = contractWith(undefined, { mediaType, schema });
    fc.assert(
      fc.property(values, (body) => {
        expect(travel(contract, { body })).toEqual({ body });
      }),
      { numRuns: 60, seed: 9 },
    );
  });
  test('text/plain', () => {
    const contract = contractWith(undefined, { mediaType: 'text/plain', schema: { type: 'string' } });
    expect(travel(contract, { body: 'a, b' })).toEqual({ body: 'a, b' });
  });
  test.each([
    ['application/json', 'text/plain', 'x'],
    ['multipart/form-data', 'multipart/form-data', 'x'],
    ['multipart/form-data', 'multipart/form-data; boundary=b', '--b\r\ncut off'],
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'text=%'],
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'text=a&text=b'],
    ['application/json', 'application/json', '{'],
  ])('%s refuses %s %j', (mediaType, contentType, body) => {
    const contract = contractWith(undefined, { mediaType, schema });
    const decoded = restDecoder([contract])({
      method: 'POST',
      target: '/a',
      headers: { 'content-type': contentType },
      body,
    });
    expect(decoded).toMatchObject({ refusal: { parameter: 'body' } });
  });
});

describe('what cannot travel is named, with its place', () => {
  const nested = { type: 'array', items: { type: 'array', items: scalar } } as JsonSchema;
  const given: [Partial, RegExp][] = [
    [{ in: 'query', style: 'form', explode: true, schema: nested }, /no style but deepObject/],
    [{ in: 'query', style: 'pipeDelimited', explode: true, schema: object }, /OpenAPI leaves undefined/],
    [
      { in: 'path', style: 'simple', explode: false, schema: { type: 'object', properties: { a: object } } },
      /property a/,
    ],
  ];
  test.each(given)('%j', (parameter, message) => {
    expect(unsupportedIn(contractWith(parameter))).toEqual([
      { spec: 'api.yaml:7', message: expect.stringMatching(message) },
    ]);
  });
  test('a header or a media type', () => {
    const contract = contractWith({ in: 'query', style: 'form', explode: true, schema: scalar });
    const responses = {
      200: {
        status: '200',
        headers: { 'bad\nname': {} },
        content: { 'text/html\r\nx: y': { schema: {}, examples: {} } },
      },
    };
    expect(unsupportedIn({ ...contract, responses } as unknown as Contract)).toHaveLength(2);
  });
});

test('an operation is found below the paths of its servers, and without them', () => {
  const servers = [
    { url: 'https://api.example.com/v2/', variables: {} },
    { url: '/{stage}/x', variables: { stage: { default: 'live', enum: ['live', 'test'] } } },
  ];
  const contract = { ...contractWith(undefined), servers } as unknown as Contract;
  const decode = restDecoder([contract]);
  for (const target of ['/a', '/v2/a', '/live/x/a', '/test/x/a']) {
    expect(decode({ method: 'POST', target, headers: {} })).toMatchObject({ contract });
  }
  expect(decode({ method: 'POST', target: '/other/x/a', headers: {} })).toHaveProperty('refusal');
});
