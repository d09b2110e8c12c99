import { describe, expect, test } from 'vitest';
import type { Json, JsonObject, JsonSchema } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { poolOf, readMoment, serialValues, writeMoment } from '../../scripts/mock/dataset/values.js';
import { explain } from '../../scripts/mock/explain.js';
import { startMock } from '../../scripts/mock/index.js';
import { settingsOf } from '../../scripts/mock/options.js';
import { call, itemsOf, leastRequest } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';
import { folderOf } from '../support/specs-with.js';

describe('made values keep what their schema says', () => {
  const within = (low: number, high: number) => (value: Json) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
  const filter = (match: string) => ({ match, field: '/Size' });
  const contractWith = (...parameters: object[]) => ({ parameters }) as unknown as Contract;

  test.each<[schema: JsonSchema, fits: (value: Json) => boolean]>([
    [{ type: 'integer' }, within(1, 2 ** 31 - 1)],
    [{ type: 'integer', minimum: 1000, maximum: 1999 }, within(1000, 1999)],
    [{ type: 'integer', minimum: -1999, maximum: -1000 }, within(-1999, -1000)],
    [{ type: 'integer', maximum: 500 }, within(1, 500)],
    [{ type: 'integer', minimum: 100, example: 7000 }, within(100, 2 ** 31 - 1)],
    [{ type: 'integer', minimum: 100, example: 7 }, within(100, 2 ** 31 - 1)],
    [{ type: 'string', maxLength: 8 }, (value) => (value as string).length <= 8],
    [{ type: 'string', example: 'no-000000000' }, (value) => /^no-\d{9}$/.test(value as string)],
  ])('%j', (schema, fits) => {
    const field = { pointer: '/Size', schema, isTopLevel: true };
    const pool = poolOf(contractWith(), field, 1, 149);
    const serial = serialValues(contractWith(), field, 1);
    const serials = Array.from({ length: 100 }, (_, index) => serial(index));
    for (const value of [...pool, ...serials]) expect(fits(value), JSON.stringify(value)).toBe(true);
    expect(new Set(pool).size).toBe(pool.length);
    // Texts that several share are like the example, which there is not in few characters.
    expect(pool.length).toBeGreaterThan(schema.maxLength === undefined ? 2 : -1);
    expect(new Set(serials).size).toBe(100);
  });

  test.each<[match: string, isFound: boolean]>([
    ['equals', true],
    ['any-of', true],
    ['from', false],
    ['until', false],
  ])('what a parameter shows for a filter that is %s is among them: %s', (match, isFound) => {
    const field = { pointer: '/Size', schema: { type: 'string' }, isTopLevel: true };
    const contract = contractWith(
      { filter: filter(match), examples: [['shown-1'], 'shown-2'], schema: { items: { example: 'shown-3' } } },
      { filter: { match: 'equals', field: '/Other' }, examples: ['other'], schema: {} },
      { examples: ['none'], schema: {} },
    );
    const shown = ['shown-1', 'shown-2', 'shown-3'];
    const serial = serialValues(contract, field, 1);
    expect([0, 1, 2].map(serial).filter((one) => shown.includes(one as string))).toEqual(isFound ? shown : []);
    const pool = poolOf(contract, field, 1, 149);
    expect(shown.filter((one) => pool.includes(one))).toEqual(isFound ? shown : []);
    for (const other of ['other', 'none']) expect(pool).not.toContain(other);
  });

  test('moments are read and written in their notation, within their limits', () => {
    const moment = Date.parse('2026-03-01T12:00:00Z');
    expect(writeMoment({ type: 'string' }, moment)).toBe('2026-03-01T12:00:00Z');
    expect(writeMoment({ type: 'integer' }, moment)).toBe(moment);
    expect(writeMoment({ type: 'integer', maximum: 5 }, moment)).toBe(5);
    expect(writeMoment({ type: 'integer', minimum: moment + 1 }, moment)).toBe(moment + 1);
    expect([moment, '2026-03-01T12:00:00Z', 'soon', true, undefined].map((value) => readMoment(value))).toEqual([
      moment,
      moment,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('why a request is refused', () => {
  const parameter = (name: string, required = false) => ({ name, required });
  const contract = (body?: object) =>
    ({
      parameters: [parameter('a', true), parameter('b')],
      atLeastOneOf: [['b', 'c']],
      body,
    }) as unknown as Contract;
  const whole = { path: '', keyword: 'anyOf', message: 'the whole' };
  const one = { path: '/b', keyword: 'type', message: '/b must be integer' };
  const lacks = { path: '/a', keyword: 'required', message: 'a' };
  const inside = { path: '/body/name', keyword: 'required', message: '/body/name is missing' };

  test.each<[what: string, request: JsonObject, violations: object[], body: object | undefined, want: object]>([
    ['a wrong parameter first', {}, [whole, lacks, one], undefined, { parameter: 'b', detail: '/b must be integer' }],
    ['then one that is missing', { b: 1 }, [lacks], undefined, { cause: 'missing-parameter', parameter: 'a' }],
    ['then what is missing inside', { a: 1, body: {} }, [inside], {}, { parameter: 'body', detail: inside.message }],
    ['then one of several', { a: 1 }, [whole], undefined, { detail: 'At least one of b, c is required.' }],
    [
      'then the body',
      { a: 1, b: 1 },
      [whole],
      { required: true },
      { parameter: 'body', detail: 'A body is required.' },
    ],
    ['not a body that is there', { a: 1, b: 1, body: 3 }, [whole], { required: true }, { detail: 'the whole' }],
    ['nor one that need not be', { a: 1, b: 1 }, [whole], { required: false }, { detail: 'the whole' }],
    [
      'nor one that there is not',
      { a: 1, b: 1 },
      [whole],
      undefined,
      { cause: 'invalid-parameter', detail: 'the whole' },
    ],
    ['else that it is', { a: 1, b: 1 }, [], undefined, { detail: 'The request violates its schema.' }],
  ])('%s', (_, request, violations, body, want) => {
    expect(explain(contract(body), request, violations as never)).toMatchObject(want);
  });
});

test('options are taken as they are given, and others by their defaults', () => {
  const given = { host: '::1', port: 65_535, seed: -5, records: 0, latency: 250, errorRate: 1, auth: true, live: true };
  expect(settingsOf(given)).toMatchObject(given);
  const defaults = { host: '127.0.0.1', port: 0, seed: 1, records: 149, latency: 0, errorRate: 0, auth: false };
  expect(settingsOf({})).toMatchObject({ ...defaults, engine: 'dataset', log: 'text', quiet: true, now: undefined });
});

const shows = ({ pagination, parameters }: Contract) =>
  pagination !== undefined &&
  parameters.some(({ filter, examples }) => filter?.match === 'equals' && examples.length > 0);

test.each(contracts.filter(shows))('what the page of $id asks for as an example is found', async (contract) => {
  const mock = await startMock({ contracts: [contract], records: 30 });
  try {
    for (const { name, filter, examples } of contract.parameters) {
      if (filter?.match !== 'equals' || examples[0] === undefined) continue;
      const { body } = await call(mock.url, contract, { ...leastRequest(contract), [name]: examples[0] });
      expect(itemsOf(contract, body).length, name).toBeGreaterThan(0);
    }
  } finally {
    await mock.close();
  }
});

const things = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /:
    get:
      operationId: ListThings
      x-wire: { protocol: alibaba-rpc, product: Sas, version: '2018-12-03', action: ListThings, methods: [GET, POST] }
      x-pagination:
        style: page
        request: { position: Page, size: Size }
        response: { items: /Things, total: /Total }
        identity: [/Id]
      parameters:
        - { name: Page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: Size, in: query, schema: { type: integer, minimum: 1, default: 50 } }
      responses:
        '200':
          description: Things
          content:
            application/json:
              schema:
                type: object
                required: [Things, Total]
                additionalProperties: false
                properties:
                  Total: { type: integer, minimum: 0 }
                  Things:
                    type: array
                    items:
                      type: object
                      required: [Id, ColourId, ColourName, PortId, PortName, HostType, HostName, KindId, KindName, ShortId, ShortName, Name]
                      properties:
                        Id: { type: string }
                        ColourId: { type: string }
                        ColourName: { type: string, example: 'Blue as the sky' }
                        PortId: { type: string }
                        PortName: { type: integer, example: 80 }
                        HostType: { type: string, enum: [ip, domain] }
                        HostName: { type: integer }
                        KindId: { type: string }
                        KindName: { type: string, enum: [one kind, another kind], example: 'one kind' }
                        ShortId: { type: string }
                        ShortName: { type: string, maxLength: 12, example: 'a b' }
                        Name: { type: string, example: 'a b' }
`;

test('only texts that may be any get names of things, and nothing is added that the schema does not have', async () => {
  const [contract] = loadContracts(folderOf({ 'things.yaml': things })) as [Contract];
  const mock = await startMock({ contracts: [contract], validateResponses: true });
  try {
    const { status, body } = await call(mock.url, contract, {});
    expect(status).toBe(200);
    expect(Object.keys(body as JsonObject).sort()).toEqual(['Things', 'Total']);
    const items = itemsOf(contract, body);
    for (const { ColourName, PortName, HostName, KindName } of items) {
      expect(ColourName).toMatch(/^[A-Z][a-z]+ [a-z ]+$/);
      for (const number of [PortName, HostName]) expect(number).toBeTypeOf('number');
      expect(['one kind', 'another kind']).toContain(KindName);
    }
    const verbs = new Set(items.map(({ ColourName }) => String(ColourName).split(' ')[0]));
    expect(verbs.size).toBeGreaterThan(4);
  } finally {
    await mock.close();
  }
});

test.each([3, 4, 6, 8, 9, 12])('texts of no more than %i characters tell entries apart', async (most) => {
  const document = things.replace('Id: { type: string }', `Id: { type: string, maxLength: ${most} }`);
  const [contract] = loadContracts(folderOf({ 'things.yaml': document })) as [Contract];
  const mock = await startMock({ contracts: [contract], validateResponses: true, records: 80 });
  try {
    const { status, body } = await call(mock.url, contract, { Size: 200 });
    expect([status, (body as JsonObject).Message]).toEqual([200, undefined]);
    expect(new Set(itemsOf(contract, body).map(({ Id }) => Id)).size).toBe(80);
  } finally {
    await mock.close();
  }
});

test('a list below what a path names is of that', async () => {
  const document = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /owners/{owner}/pets:
    get:
      operationId: listPets
      parameters:
        - { name: owner, in: path, required: true, schema: { type: string, maxLength: 9 } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: array
                minItems: 3
                items:
                  type: object
                  required: [owner, name]
                  properties: { owner: { type: string }, name: { type: string } }
`;
  const mock = await startMock({ contracts: loadContracts(folderOf({ 'pets.yaml': document })) });
  try {
    const pets = (await (await fetch(`${mock.url}/owners/ann/pets`)).json()) as JsonObject[];
    expect(pets.length).toBeGreaterThan(2);
    for (const pet of pets) expect(pet.owner).toBe('ann');
  } finally {
    await mock.close();
  }
});
