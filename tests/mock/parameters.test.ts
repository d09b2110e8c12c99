import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at, select } from '../../scripts/base/pointer.js';
import type { Contract, Filter, Parameter } from '../../scripts/contract/contract.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, largestPage, leastRequest, totalOf, walk } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';

const now = Date.parse('2026-03-01T00:00:00Z');
/** Enough that each value of each filter has some, and no two pages of ten are all. */
const records = 60;
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts, now, records });
});
afterAll(() => mock.close());

const cases = contracts.flatMap((contract) =>
  contract.parameters
    .filter(({ noEffect, in: place }) => noEffect === undefined && place !== 'path')
    .map((parameter) => [contract.id, parameter.name, contract, parameter] as const),
);

/** Everything of the world that a request selects. */
async function all(contract: Contract, request: JsonObject = {}): Promise<JsonObject[]> {
  if (contract.pagination !== undefined) {
    const pages = await walk(mock.url, contract, request, largestPage(contract));
    return pages.flatMap((body) => itemsOf(contract, body));
  }
  const { status, body } = await call(mock.url, contract, { ...leastRequest(contract), ...request });
  expect({ status, body: status === 200 ? '' : body }).toEqual({ status: 200, body: '' });
  return itemsOf(contract, body);
}

const worlds = new Map<Contract, Promise<JsonObject[]>>();

/** Everything of the world that a contract shows without being asked for anything; the same each time. */
async function everything(contract: Contract): Promise<readonly JsonObject[]> {
  const known = worlds.get(contract) ?? all(contract);
  worlds.set(contract, known);
  return known;
}

const moment = (value: Json | undefined) => (typeof value === 'number' ? value : Date.parse(String(value)));

/** A value for a filter, taken from the world, and what the items that it selects have in common. */
function question(filter: Filter, world: readonly JsonObject[]): { value: Json; holds: (item: JsonObject) => boolean } {
  const first = (field: string) => world.map((item) => at(item, field)).find((value) => value !== undefined) as Json;
  switch (filter.match) {
    case 'equals':
      return { value: first(filter.field), holds: (item) => at(item, filter.field) === first(filter.field) };
    case 'any-of': {
      const known = [...new Set(world.map((item) => at(item, filter.field)))] as Json[];
      // Two where that leaves any out: a filter that takes everything shows nothing.
      const values = known.slice(0, Math.max(1, Math.min(2, known.length - 1)));
      return { value: values, holds: (item) => values.includes(at(item, filter.field) as Json) };
    }
    case 'from':
    case 'until': {
      const times = world.map((item) => moment(at(item, filter.field))).filter((time) => !Number.isNaN(time));
      const median = times.sort((a, b) => a - b)[times.length >> 1] as number;
      const holds = (item: JsonObject) => {
        const time = moment(at(item, filter.field));
        return filter.match === 'from' ? time >= median : time <= median;
      };
      return { value: median, holds };
    }
    case 'within-days':
      return { value: 7, holds: (item) => moment(at(item, filter.field)) >= now - 7 * 86_400_000 };
    case 'substring': {
      const part = String(first(filter.fields[0] as string)).slice(1, -1);
      return { value: part, holds: (item) => filter.fields.some((field) => String(at(item, field)).includes(part)) };
    }
    case 'any-object': {
      const [property, field] = Object.entries(filter.fields)[0] as [string, string];
      return { value: [{ [property]: first(field) }], holds: (item) => at(item, field) === first(field) };
    }
  }
}

/** Values as the parameter spells them: a status that a response has as a number can be a text in a request, a moment too. */
function spelled(contract: Contract, parameter: Parameter, value: Json): Json {
  const items = resolveSchema(parameter.schema.items ?? parameter.schema, contract.definitions);
  if (items?.type !== 'string') return value;
  if (items.format === 'date-time' && typeof value === 'number') return new Date(value).toISOString();
  return Array.isArray(value) ? value.map(String) : value;
}

describe('every documented parameter does what its page says', () => {
  test.each(cases)('%s %s', async (_, name, contract, parameter) => {
    const { pagination, sort, lookup } = contract;
    const { filter, language } = parameter;
    if (filter !== undefined) {
      const world = await everything(contract);
      const { value, holds } = question(filter, world);
      if (parameter.required) {
        // The world cannot be seen without it. What nothing has selects nothing.
        expect(world.length).toBeGreaterThan(0);
        expect(world.every(holds)).toBe(true);
        expect(
          await all(contract, { [name]: filter.match === 'any-of' ? ['nothing has this'] : 'nothing has this' }),
        ).toEqual([]);
        return;
      }
      const found = await all(contract, { [name]: spelled(contract, parameter, value) });
      expect(found).toEqual(world.filter(holds));
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThan(world.length);
    } else if (language !== undefined) {
      const texts = async (lang: string) =>
        (await all(contract, { [name]: lang })).flatMap((item) =>
          language.fields.flatMap((field) => select(item, field).map((found) => found.value)),
        );
      const languages = (resolveSchema(parameter.schema, contract.definitions)?.enum ?? []) as string[];
      const one = (start: string) => languages.find((language) => language.startsWith(start)) as string;
      const [zh, en] = [await texts(one('zh')), await texts(one('en'))];
      expect(en.length).toBeGreaterThan(0);
      expect(zh).toHaveLength(en.length);
      for (const text of zh) expect(text).toMatch(/\p{Script=Han}/u);
      for (const text of en) expect(text).not.toMatch(/\p{Script=Han}/u);
    } else if (name === pagination?.request.size) {
      const { body } = await call(mock.url, contract, { ...leastRequest(contract), [name]: 3 });
      expect(itemsOf(contract, body)).toEqual((await everything(contract)).slice(0, 3));
    } else if (name === pagination?.request.position) {
      const start = pagination.style === 'page' ? 10 : 2;
      const { body } = await call(mock.url, contract, { ...leastRequest(contract), [name]: 2 });
      const world = await everything(contract);
      expect(itemsOf(contract, body)).toEqual(world.slice(start, start + 10));
      const far = await call(mock.url, contract, { ...leastRequest(contract), [name]: 2_000_000_000 });
      expect([far.status, itemsOf(contract, far.body), totalOf(contract, far.body)]).toEqual([200, [], world.length]);
    } else if (name === sort?.direction) {
      expect(await everything(contract)).not.toEqual(await all(contract, { [name]: 'asc' }));
    } else if (name === sort?.by) {
      const usual = await everything(contract);
      for (const [by, field] of Object.entries(sort.fields)) {
        for (const [direction, sign] of [
          ['asc', 1],
          ['desc', -1],
        ] as const) {
          const items = await all(contract, { [sort.by]: by, [sort.direction]: direction });
          const values = items.map((item) => at(item, field)).filter((value) => value !== undefined);
          expect(items).toHaveLength(usual.length);
          expect(values).toEqual([...values].sort((a, b) => sign * (moment(a) - moment(b))));
        }
      }
      // Where any text may be asked for, one that names no field changes nothing.
      const by = contract.parameters.find((one) => one.name === sort.by);
      if (resolveSchema(by?.schema, contract.definitions)?.enum === undefined) {
        expect(usual).toEqual(await all(contract, { [sort.by]: 'no such field' }));
      }
    } else if (name === lookup?.key) {
      const [one, other] = [await everything(contract), await all(contract, { [name]: 12_122 })];
      expect(one).not.toEqual(other);
    } else {
      throw new Error(`nothing is known of what ${name} does`);
    }
  });
});

describe('filters combine, and a combination pages like any other result', () => {
  test.each(contracts.filter(({ pagination }) => pagination !== undefined))('$id', async (contract) => {
    const world = await everything(contract);
    const filters = contract.parameters.filter(({ filter }) => filter !== undefined && filter.match !== 'any-object');
    let found = 0;
    for (const [index, one] of filters.entries()) {
      const other = filters[(index + 1) % filters.length] as Parameter;
      const questions = [one, other].map((parameter) => ({
        parameter,
        ...question(parameter.filter as Filter, world),
      }));
      const request = Object.fromEntries(
        questions.map(({ parameter, value }) => [parameter.name, spelled(contract, parameter, value)]),
      );
      const want = world.filter((item) => questions.every(({ holds }) => holds(item)));
      found += want.length;
      // Twice: the second time the result is one that is kept.
      expect(await all(contract, request)).toEqual(want);
      expect(await all(contract, request)).toEqual(want);
    }
    expect(found).toBeGreaterThan(0);
  });
});
