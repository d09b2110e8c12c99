import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { createAjv } from '../../scripts/contract/ajv.js';
import { formats } from '../../scripts/contract/formats.js';
import {
  contentOf,
  errorResponses,
  findSuccess,
  responseFor,
  statusOf,
  successBody,
} from '../../scripts/contract/responses.js';
import { isRequiredAt, schemaAt } from '../../scripts/contract/schema-at.js';
import { undeclaredFinder } from '../../scripts/contract/undeclared.js';
import { looseKeywords } from '../../scripts/load/loose-keywords.js';

const responses = (...statuses: string[]) =>
  ({ responses: Object.fromEntries(statuses.map((status) => [status, { status, content: {} }])) }) as never;

describe('of the declared responses', () => {
  test.each<[declared: string[], status: number, want: string | undefined]>([
    [['200', '2XX', 'default'], 200, '200'],
    [['200', '2XX', 'default'], 201, '2XX'],
    [['200', '4XX', 'default'], 404, '4XX'],
    [['200', '4XX', 'default'], 500, 'default'],
    [['200'], 500, undefined],
    [['5XX'], 599, '5XX'],
  ])('%j, that for %i is %s', (declared, status, want) => {
    expect(responseFor(responses(...declared), status)?.status).toBe(want);
  });

  test.each<[declared: string[], success: string | undefined, errors: string[]]>([
    [['404', '202', '200', '2XX', 'default'], '200', ['404', 'default']],
    [['2XX', '4XX', '500'], '2XX', ['4XX', '500']],
    [['default', '404'], 'default', ['404']],
    [['1XX', '302', '404'], undefined, ['404']],
    [['2XX', 'default'], '2XX', ['default']],
  ])('%j, the success is %s', (declared, success, errors) => {
    expect(findSuccess(responses(...declared))?.status).toBe(success);
    expect(
      errorResponses(responses(...declared))
        .map(({ status }) => status)
        .sort(),
    ).toEqual(errors);
    if (success === undefined) expect(() => successBody(responses(...declared))).toThrow(/no successful response/);
    else
      expect(successBody(responses(...declared)).status).toBe(
        success === 'default' ? 200 : Number(success.replace('XX', '00')),
      );
  });

  test('each is sent with a status', () => {
    const statuses = ['200', '4XX', 'default'].map((status) => statusOf({ status } as never));
    expect(statuses).toEqual([200, 400, undefined]);
  });

  test.each<[types: string[], want: string]>([
    [['text/html', 'application/json'], 'application/json'],
    [['text/html', 'application/problem+json; charset=utf-8'], 'application/problem+json; charset=utf-8'],
    [['text/html', 'text/plain'], 'text/html'],
    [['application/jsonp', 'application/json'], 'application/json'],
    [[], ''],
  ])('%j, the body is of the type "%s"', (types, want) => {
    const content = Object.fromEntries(types.map((type) => [type, { schema: { title: type }, examples: {} }]));
    expect(contentOf({ content } as never)).toMatchObject(
      want === '' ? { mediaType: '' } : { mediaType: want, schema: { title: want } },
    );
  });
});

const definitions: Record<string, JsonSchema> = {
  Item: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, next: { $ref: '#/$defs/Item' } } },
  Self: { allOf: [{ $ref: '#/$defs/Self' }], properties: { a: { type: 'null' } }, required: ['a'] },
  Open: { type: 'object', properties: { a: {} }, additionalProperties: true },
};

describe('the schema at a place of a body', () => {
  const body: JsonSchema = {
    allOf: [
      { type: 'object', required: ['list'], properties: { list: { type: 'array', items: { $ref: '#/$defs/Item' } } } },
      { properties: { total: { type: 'integer' } } },
    ],
  };
  test.each<[pointer: string, want: object | undefined, required?: boolean]>([
    ['/list', { type: 'array' }, true],
    ['/total', { type: 'integer' }, false],
    ['/list/*', { type: 'object', required: ['id'] }],
    ['/list/*/id', { type: 'string' }, true],
    ['/list/*/next/next/id', { type: 'string' }, true],
    ['/list/*/next', { type: 'object' }, false],
    ['/other', undefined, false],
    ['/list/*/other', undefined, false],
    ['/total/*', undefined],
  ])('%s', (pointer, want, required) => {
    const found = schemaAt(body, definitions, pointer);
    if (want === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(want);
    if (required !== undefined) expect(isRequiredAt(body, definitions, pointer)).toBe(required);
  });
});

test('a schema that is all of itself declares what it does beside that', () => {
  const self = { $ref: '#/$defs/Self' };
  expect(schemaAt(self, definitions, '/a')).toEqual({ type: 'null' });
  expect(schemaAt(self, definitions, '/b')).toBeUndefined();
  expect([isRequiredAt(self, definitions, '/a'), isRequiredAt(self, definitions, '/b')]).toEqual([true, false]);
});

describe('the fields that a schema does not declare', () => {
  test.each<[schema: JsonSchema, body: Json, want: string[]]>([
    [{ $ref: '#/$defs/Item' }, { id: 'a', next: { id: 'b' } }, []],
    [{ $ref: '#/$defs/Item' }, { id: 'a', more: 1, next: { id: 'b', 'a/b': 1 } }, ['/more', '/next/a~1b']],
    [{ type: 'array', items: { $ref: '#/$defs/Item' } }, [{ id: 'a' }, { x: 1 }], ['/1/x']],
    [{ type: 'array' }, [{ x: 1 }], []],
    [{ $ref: '#/$defs/Open' }, { a: 1, b: 1 }, []],
    [{ properties: { a: {} }, additionalProperties: false }, { a: { any: 1 }, b: 1 }, ['/b']],
    [{ properties: { a: {} }, patternProperties: { '^b': {} } }, { b: 1 }, []],
    [{ properties: { a: {} }, unevaluatedProperties: { type: 'null' } }, { b: null }, []],
    [{}, { a: 1 }, []],
    [{ type: 'object' }, { a: 1 }, []],
    [{ properties: { a: { type: 'string' } } }, { a: { b: 1 } }, []],
    [{ properties: { a: {} } }, 'text', []],
    [{ properties: { a: {} } }, null, []],
    [{ properties: { a: {} } }, [{ b: 1 }], []],
    [{ allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, { a: 1, b: 1, c: 1 }, ['/c']],
    [{ anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, { a: 1, b: 1, c: 1 }, ['/c']],
    [{ oneOf: [{ properties: { a: {} } }, { $ref: '#/$defs/Open' }] }, { c: 1 }, []],
    [{ $ref: '#/$defs/Self' }, { a: null, b: 1 }, ['/b']],
    [{ allOf: [{ $ref: '#/$defs/Nothing' }, { properties: { a: {} } }] }, { a: 1, b: 1 }, ['/b']],
    [{ properties: { toString: {} } }, { toString: 1, valueOf: 1 }, ['/valueOf']],
    [{ properties: { a: {} } }, JSON.parse('{"__proto__":1}') as Json, ['/__proto__']],
  ])('%j and %j', (schema, body, want) => {
    const found = undeclaredFinder(schema, definitions)(body);
    expect(found.map(({ path }) => path)).toEqual(want);
    for (const { value } of found) expect(value).toBe(1);
  });

  test('of very many, twenty are told', () => {
    const many = (from: number) =>
      Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`f${from + index}`, 1]));
    const find = undeclaredFinder({ type: 'array', items: { properties: { a: {} } } }, {});
    expect(find([many(0), many(15), many(30)]).map(({ path }) => path)).toHaveLength(20);
  });
});

describe('keywords that validators take less strictly', () => {
  test.each<[schema: JsonSchema, want: [pointer: string, cause: RegExp][]]>([
    [{ format: 'idn-email' }, [['/format', /^idn-email is not checked; write a pattern/]]],
    [{ format: 'email' }, []],
    [{ format: 'made-up' }, []],
    [{ unevaluatedItems: true, contains: {} }, []],
    [{ unevaluatedItems: false }, []],
    [{ prefixItems: [{}], unevaluatedItems: false }, []],
    [
      { contains: {}, unevaluatedItems: false },
      [['/unevaluatedItems', /contains counts every element.*say with items/]],
    ],
    [{ contains: {}, unevaluatedProperties: false }, []],
    [
      { properties: { a: { contains: {}, unevaluatedItems: false } } },
      [['/properties/a/unevaluatedItems', /contains/]],
    ],
    [
      { anyOf: [{ prefixItems: [{}] }], unevaluatedItems: false },
      [['/unevaluatedItems', /anyOf counts .* does not match/]],
    ],
    [{ oneOf: [{ items: {} }, {}], unevaluatedItems: false }, [['/unevaluatedItems', /oneOf counts/]]],
    [{ anyOf: [{ properties: { a: {} } }], unevaluatedItems: false }, []],
    [{ anyOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, []],
    [{ allOf: [{ prefixItems: [{}] }], unevaluatedItems: false }, []],
    [{ allOf: [{ contains: {} }], unevaluatedItems: false }, [['/unevaluatedItems', /contains/]]],
    [{ not: { contains: {} }, unevaluatedItems: false }, []],
    [{ $ref: '#/$defs/Held', unevaluatedItems: false }, [['/unevaluatedItems', /contains/]]],
    [{ $ref: '#/$defs/Self', unevaluatedItems: false }, []],
    [
      { if: { properties: { a: {} } }, then: {}, unevaluatedProperties: false },
      [['/unevaluatedProperties', /^is enforced in part only: if counts as evaluated .*say with additionalProperties/]],
    ],
    [
      { if: { properties: { a: {} } }, else: {}, unevaluatedProperties: { type: 'null' } },
      [['/unevaluatedProperties', /if counts/]],
    ],
    // A condition alone is taken as it is meant.
    [{ if: { properties: { a: {} } }, unevaluatedProperties: false }, []],
    [{ if: { required: ['a'] }, then: { properties: { a: {} } }, unevaluatedProperties: false }, []],
    [{ items: { contains: {} }, unevaluatedItems: false }, []],
  ])('%j', (schema, want) => {
    const known: Record<string, JsonSchema> = {
      '#/$defs/Held': { contains: {} },
      '#/$defs/Self': { allOf: [{ $ref: '#/$defs/Self' }] },
    };
    const found = looseKeywords(schema, (ref) => known[ref]);
    expect(found.map(({ pointer }) => pointer)).toEqual(want.map(([pointer]) => pointer));
    for (const [index, { message, keyword, leftOut }] of found.entries()) {
      expect(message).toMatch(want[index]?.[1] as RegExp);
      expect(want[index]?.[0].endsWith(`/${keyword}`)).toBe(true);
      expect(leftOut).toContain(keyword);
    }
  });
});

describe('texts of a format', () => {
  const ajv = createAjv();
  addFormats.default(ajv);
  /** Where ajv-formats says otherwise, what the standards say. */
  const table: Record<string, [takes: string[], refuses: string[]]> = {
    date: [
      ['2024-02-29', '2000-02-29', '2023-12-31', '0001-04-30'],
      ['2023-02-29', '1900-02-29', '2023-04-31', '2023-00-01', '2023-13-01', '23-01-01', '2023-1-1', ' 2023-01-01'],
    ],
    time: [
      ['00:00:00Z', '23:59:59.123+01:00', '23:59:60Z', '00:59:60+01:00', '22:59:60-01:00', '12:00:00z'],
      ['24:00:00Z', '12:60:00Z', '12:00:61Z', '12:00:00', '22:59:60Z', '23:59:60+01:00', '12:00Z'],
    ],
    'date-time': [
      ['2024-02-29T00:00:00Z', '2024-02-29t00:00:00.5+23:59', '1998-12-31T23:59:60Z'],
      [
        '2024-02-30T00:00:00Z',
        '2024-02-29',
        '2024-02-29T00:00:00',
        '2024-02-29T00:00:00+24:00',
        '1998-12-31T22:59:60Z',
      ],
    ],
    duration: [
      ['P1D', 'PT1H', 'P1Y2M3D', 'P2W', 'PT1M2S', 'P1DT12H'],
      ['P', 'PT', '1D', 'P1D2H', 'P1Y2D', 'P1W1D', 'PT1H2S'],
    ],
    uuid: [
      ['2eb8aa08-aa98-11ea-b4aa-73b441d16380', '2EB8AA08-AA98-11EA-B4AA-73B441D16380'],
      [
        '2eb8aa08aa9811eab4aa73b441d16380',
        '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
        'g eb8aa08-aa98-11ea-b4aa-73b441d16380',
      ],
    ],
    email: [
      ['a@b.co', 'a.b+c@d-e.example'],
      ['a', 'a@', '@b.co', 'a@b', '.a@b.co', 'a..b@c.co', 'a@-b.co'],
    ],
    hostname: [
      ['a', 'a-b.example', 'A1.co'],
      ['', '-a', 'a-', 'a..b', 'a_b', `${'a'.repeat(64)}.co`, `${'a.'.repeat(130)}b`],
    ],
    ipv4: [
      ['127.0.0.1', '255.255.255.255', '0.0.0.0'],
      ['256.0.0.1', '01.0.0.1', '1.2.3', '1.2.3.4.5', '1.2.3.a'],
    ],
    ipv6: [
      ['::1', '::', '1::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2::7:8', 'abcd:EF01::'],
      ['1', ':::', '1:2:3:4:5:6:7:8:9', '1::2::3', '12345::', '::1.2.3', '1:2:3:4:5:6:7'],
    ],
    uri: [
      ['https://example.org/a?b#c', 'urn:a:b', 'http://[::1]:80/', 'mailto:a@b.co', 'a:', 'http://u:p@h:1/%20'],
      ['/a', 'a b', 'http://[@h/', '1a:b', 'http://h/%2', ''],
    ],
    'uri-reference': [
      ['/a', '', '?a', '#b', '//host/a', 'a/b', 'https://h'],
      ['\\a', 'a b', '%', '/a|b'],
    ],
    'uri-template': [
      ['/a/{b}', '{?a,b*}', '{+a:3}', 'plain'],
      ['{', '/a/{b', '{a b}', '<a>', '{a:0}'],
    ],
    'json-pointer': [
      ['', '/a', '/a~0b/~1', '//'],
      ['a', '/~', '/~2'],
    ],
    'relative-json-pointer': [
      ['0', '1/a', '2#'],
      ['/a', '01', '-1', 'a'],
    ],
    regex: [
      ['^a$', '\\p{L}'],
      ['(', '\\p{Nothing}', '['],
    ],
    byte: [
      ['', 'YQ==', 'YWI=', 'YWJj'],
      ['YQ', 'YQ=', '=', 'Y*==', 'YWJjY'],
    ],
  };

  test.each(Object.keys(formats))('%s', (name) => {
    const format = formats[name];
    const [takes, refuses] = table[name] ?? [[], []];
    expect(takes.length).toBeGreaterThan(0);
    expect(takes.filter((text) => format?.test(text) !== true)).toEqual([]);
    expect(refuses.filter((text) => format?.test(text) !== false)).toEqual([]);
    // AJV, and what is generated, are given the same.
    const { definition, code } = format as (typeof formats)[string];
    for (const text of [...takes, ...refuses]) {
      expect(typeof definition === 'function' ? definition(text) : definition.test(text)).toBe(format?.test(text));
    }
    const isLiteral = code.startsWith('/');
    expect(isLiteral ? code.length > 4 : code.startsWith('(text) =>')).toBe(true);
  });
});
