import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { arbitrariesOf, type Step } from '../../scripts/arbitraries/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at, put } from '../../scripts/base/pointer.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { type Cut, entriesOf, type PageRequest, type Pager, pagerOf } from '../../scripts/contract/pager.js';
import { defaultOf } from '../../scripts/contract/parameter-default.js';
import { successResponse } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { startMock } from '../../scripts/mock/index.js';
import { brokenByPage, brokenByWalk } from '../support/broken-rules.js';
import { call, itemsOf, walk } from '../support/mock-client.js';
import { folderOf } from '../support/specs-with.js';
import { pagedSpecs } from './specs.js';

/** There are seven kinds of pages. */
const few = { numRuns: 40 };

describe.each(Object.entries(pagedSpecs))('pages told apart by %s', (_, document) => {
  let contract: Contract;
  let pager: Pager;
  const load = () => loadContracts(folderOf({ 'things.yaml': document }))[0] as Contract;

  test('a walk shows every entry once, in order, and ends', () => {
    contract = load();
    pager = pagerOf(contract) as Pager;
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 70 }), (total, size) => {
        const things = Array.from({ length: total }, (_, index) => ({ id: `t-${index}` }));
        const seen: Json[] = [];
        let pages = 0;
        for (let page: PageRequest | undefined = pager.first(size); page !== undefined; pages++) {
          expect(pages).toBeLessThanOrEqual(total + 1);
          expect(pager.requested(pager.request(page, {}))).toEqual(page);
          expect(pager.isFirst(page)).toBe(pages === 0);
          const { start, count, next } = pager.cut(page, entriesOf(things)) as Cut;
          const response: JsonObject = {};
          const places = contract.pagination?.response;
          put(response, places?.items ?? '', things.slice(start, start + count));
          if (places?.total !== undefined) put(response, places.total, total);
          if (places?.next !== undefined && next !== undefined) put(response, places.next, next);
          seen.push(...pager.items(response));
          page = pager.next(page, response);
        }
        expect(seen).toEqual(things);
      }),
    );
  });

  test('where a page can be asked for at all, it begins where it is said to begin', () => {
    pager = pagerOf(load()) as Pager;
    const page = pager.at(7, 3);
    expect(page === undefined).toBe(!pager.hasRandomAccess);
    if (page === undefined) return;
    expect(pager.startOf(page)).toBeLessThanOrEqual(7);
    expect(pager.startOf(page)).toBeGreaterThan(7 - 3);
    expect(pager.windowOf(pager.behind(7, 3) as PageRequest, 7)?.count).toBe(0);
    expect(pager.after(page)).toEqual(pager.at((pager.startOf(page) as number) + 3, 3));
  });

  test('drawn pages and walks keep schema and rules', () => {
    contract = load();
    pager = pagerOf(contract) as Pager;
    const validators = new RuntimeValidators(contract);
    const isResponse = (value: unknown) => validators.of(successResponse(contract))(value) as boolean;
    const own = arbitrariesOf(contract, () => true, isResponse);
    const broken = (step: Step) => brokenByPage(contract, step);
    fc.assert(
      fc.property(own.exchange(), (step) => {
        const { request, response } = step as Step;
        expect(broken(step as Step)).toEqual([]);
        const page = pager.requested(request) as PageRequest;
        const window = pager.windowOf(page, pager.total(response) ?? Number.NaN);
        // Where pages are counted, the total leaves so many entries for this one.
        if (pager.hasTotal && window !== undefined) expect(window.count).toBe(pager.items(response).length);
      }),
      few,
    );
    fc.assert(
      fc.property(own.walk(), (steps) => {
        for (const step of steps as Step[]) expect(broken(step)).toEqual([]);
        expect(brokenByWalk(contract, steps as Step[])).toEqual([]);
      }),
      few,
    );
  });

  describe('the mock', () => {
    let pages: Json[];
    let filtered: Json[];
    let refused: number;
    const specs = folderOf({ 'things.yaml': document });
    beforeAll(async () => {
      contract = loadContracts(specs)[0] as Contract;
      const mock = await startMock({ specs, validateResponses: true, records: 37 });
      pages = await walk(mock.url, contract, {}, 10);
      filtered = await walk(mock.url, contract, { status: 'A' }, 4);
      const position = contract.pagination?.request.position as string;
      refused = (await call(mock.url, contract, { [position]: 'made-up' })).status;
      await mock.close();
    });

    test('serves each entry once', () => {
      const ids = pages.flatMap((page) => itemsOf(contract, page).map((item) => item.id));
      expect(ids).toHaveLength(37);
      expect(new Set(ids).size).toBe(37);
      const rest = filtered.flatMap((page) => itemsOf(contract, page));
      expect(rest.length).toBeGreaterThan(4);
      expect(rest.length).toBeLessThan(37);
      expect(rest.every((item) => item.status === 'A')).toBe(true);
    });

    test('says on the last page that it is the last one', ({ skip }) => {
      const next = contract.pagination?.response.next ?? '';
      skip(next === '', 'its responses name no next page');
      expect(pages.length).toBeGreaterThan(1);
      for (const page of pages.slice(0, -1)) expect(at(page, next)).toEqual(expect.stringMatching(/./));
      expect([undefined, '']).toContain(at(pages.at(-1), next));
    });

    test('refuses a position that leads nowhere', () => {
      expect(refused).toBe(400);
    });
  });
});

test.each([
  ['token', 'next: /NextToken', 'position: /NextToken', /:10: x-pagination must have required property 'next'/],
  ['offset', 'total: /total', 'next: /total', /must NOT be valid/],
  ['marker', 'identity: [/id]', 'identity: [/id]\n        marker: /name', /points to \/name, which the response/],
  [
    'page',
    'identity: [/id]',
    'identity: [/id]\n        marker: /id',
    /:8: x-pagination must be equal to constant \("marker"\)/,
  ],
])('a %s pagination with "%s" changed to "%s" is refused', (style, before, after, want) => {
  const specs = folderOf({ 'things.yaml': (pagedSpecs[style] as string).replace(before, after) });
  expect(() => loadContracts(specs, { strict: true })).toThrow(want);
});

test('what leads to a page is a number, or a text with characters', () => {
  const ids = "{ type: string, pattern: '^t-[0-9a-f]{8}$' }";
  const odd = (pagedSpecs.marker as string).replace(ids, "{ enum: ['', a, b, 3, 0, null, true] }");
  const [contract] = loadContracts(folderOf({ 'things.yaml': odd }));
  const own = arbitrariesOf(
    contract as Contract,
    () => true,
    () => true,
  );
  const walks = fc.sample(own.walk(), { numRuns: 60, seed: 1 }) as Step[][];
  const shown = walks.flat().flatMap(({ response }) => (at(response, '/things') as JsonObject[]).map(({ id }) => id));
  expect(new Set(shown)).toEqual(new Set(['a', 'b', 3, 0]));
});

test('a default that stands in the schema a parameter refers to is one', () => {
  const parameters = [{ name: 'size', in: 'query', schema: { $ref: '#/$defs/Size' } }];
  const contract = { parameters, definitions: { Size: { type: 'integer', default: 20 } } } as unknown as Contract;
  expect(defaultOf(contract, 'size')).toBe(20);
  expect(defaultOf(contract, 'page')).toBeUndefined();
});
