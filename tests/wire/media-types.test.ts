import { describe, expect, test } from 'vitest';
import type { Contract, Parameter } from '../../scripts/contract/contract.js';
import { isDeclared } from '../../scripts/wire/bodies.js';
import { unsupportedIn } from '../../scripts/wire/unsupported.js';

const mediaTypes: [type: string, canTravel: boolean][] = [
  ['application/json', true],
  ['application/vnd.api+json', true],
  ['application/json;charset=utf-8', true],
  ['application/json ; charset=utf-8; version=1', true],
  ['*/*', true],
  ['text/*', true],
  ['a/b', true],
  ['', false],
  ['json', false],
  ['/json', false],
  ['application/', false],
  ['application/json text', false],
  [' application/json', false],
  ['application/json;', false],
  ['application/json; \u00e9', false],
  ['application/json;\u00e9a', false],
  ['application/json\r\nset-cookie: a', false],
  ['application/json; a\r\nset-cookie: a', false],
  ['(application)/json', false],
  ['application/(json)', false],
];

describe('a media type', () => {
  test.each(mediaTypes)('%j can travel: %s', (type, canTravel) => {
    const content = { [type]: { schema: {}, examples: {} } };
    const contract = {
      parameters: [],
      definitions: {},
      origins: { '/request/properties/body': 'api.yaml:5' },
      location: { file: 'api.yaml', line: 3 },
      body: { required: true, content },
      responses: { 200: { status: '200', headers: {}, content } },
    } as unknown as Contract;
    const problems = unsupportedIn(contract).map(({ spec }) => spec);
    expect(problems).toEqual(canTravel ? [] : ['api.yaml:5', 'api.yaml:3']);
  });

  test.each<[type: string, declared: string[], want: boolean]>([
    ['application/json', ['application/json'], true],
    ['Application/JSON; charset=utf-8', ['application/json'], true],
    ['application/json', ['text/plain', 'application/json'], true],
    ['application/json', ['text/plain'], false],
    ['application/json', [], false],
    ['text/csv', ['text/*'], true],
    ['text', ['text/*'], false],
    ['texts/csv', ['text/*'], false],
    ['image/png', ['*/*'], true],
    ['', ['*/*'], true],
    ['text/csv', ['text/plain*'], false],
  ])('%s is one of %j: %s', (type, declared, want) => {
    expect(isDeclared(type, declared)).toBe(want);
  });
});

describe('a parameter', () => {
  const object = { type: 'object', properties: { a: { type: 'object' } } };
  test.each<[Partial<Parameter>, boolean]>([
    [{ in: 'query', style: 'form', explode: true, schema: object }, false],
    [{ in: 'query', style: 'form', explode: true, schema: object, encoding: 'json' }, true],
    [{ in: 'query', style: 'deepObject', explode: true, schema: object }, true],
    [{ in: 'query', style: 'form', explode: true, schema: {}, mediaType: 'text/plain' }, true],
    [{ in: 'query', style: 'form', explode: true, schema: {}, mediaType: 'application/xml' }, false],
    [{ in: 'header', style: 'simple', explode: false, schema: {}, name: 'header:X-Trace' }, true],
    [{ in: 'header', style: 'simple', explode: false, schema: {}, name: 'X Trace' }, false],
    [{ in: 'cookie', style: 'form', explode: false, schema: {}, name: 'a=b' }, false],
  ])('%j can travel: %s', (parameter, want) => {
    const parameters = [{ name: 'p', required: true, encoding: 'plain', arrayStyles: [], ...parameter }];
    const location = { file: 'api.yaml', line: 3 };
    const contract = { parameters, definitions: {}, origins: {}, location, responses: {} } as unknown as Contract;
    expect(unsupportedIn(contract)).toHaveLength(want ? 0 : 1);
  });
});
