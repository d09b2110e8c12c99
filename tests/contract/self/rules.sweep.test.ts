import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../../generated/arbitraries.js';
import type { Step } from '../../../scripts/arbitraries/index.js';
import type { Json, JsonObject } from '../../../scripts/base/json.js';
import { clone } from '../../../scripts/base/json.js';
import { at, put } from '../../../scripts/base/pointer.js';
import type { Contract, Pagination } from '../../../scripts/contract/contract.js';
import { type PageRequest, type Pager, pagerOf, type Window } from '../../../scripts/contract/pager.js';
import { successBody } from '../../../scripts/contract/responses.js';
import { schemaAt } from '../../../scripts/contract/schema-at.js';
import { brokenByPage, brokenByWalk } from '../../support/broken-rules.js';
import { forEachOperation } from '../../support/operations.js';
import { seed } from '../../support/seed.js';

/** A seed whose first walks hide a short page of the log: their entries lack parts of their identity. */
const onceSilent = 1051024586;

/** Walks of several pages that are looked at. */
const ENOUGH = 10;

/** The faults below speak of totals, and of pages that can be asked for in any order. */
const paginated = (contract: Contract) => {
  const pager = pagerOf(contract);
  return pager?.hasRandomAccess === true && pager.hasTotal;
};

describe('every rule of pages can be broken', () => {
  forEachOperation((contract) => {
    const pagination = contract.pagination as Pagination;
    const { response } = pagination;
    const pager = pagerOf(contract) as Pager;
    const own = arbitraries[contract.id as keyof typeof arbitraries];
    const items = (step: { response: Json } | undefined) => at(step?.response, response.items) as Json[];
    const totalOf = (step: { response: Json } | undefined) => pager.total(step?.response ?? null) as number;
    // Two full pages at least, and a third one. Several: an entry that lacks a part of its identity can be any entry.
    const longWalks = (seed: number): Step[][] => {
      for (let numRuns = 50; ; numRuns *= 2) {
        const walks = fc
          .sample(own.walk() as fc.Arbitrary<Step[]>, { numRuns, seed })
          .filter((steps) => steps.length > 2 && items(steps[1]).length > 0);
        if (walks.length >= ENOUGH || numRuns > 500) return walks.slice(0, ENOUGH);
      }
    };
    const drawn = [seed, onceSilent].map((seed) => ({ seed, walks: longWalks(seed) }));
    let walk: Step[] = [];
    const damaged = (damage: (steps: { request: JsonObject; response: Json }[]) => void) => {
      const steps = clone(walk as never) as { request: JsonObject; response: Json }[];
      damage(steps);
      return steps;
    };
    const faults: { fault: string; want: string; steps: () => Step[]; applies?: boolean }[] = [
      {
        fault: 'the first entry stands on the second page again',
        want: 'sequence-overlap',
        steps: () =>
          damaged(([first, second]) => {
            items(second)[0] = items(first)[0] as Json;
          }),
      },
      {
        fault: 'the second page is skipped',
        want: 'sequence-gap',
        steps: () => damaged(([, second]) => put(second?.response as Json, response.items, [])),
      },
      {
        fault: 'the total grows on the way',
        want: 'sequence-total',
        steps: () =>
          damaged(([, second]) => put(second?.response as Json, response.total as string, totalOf(second) + 1)),
      },
      {
        fault: 'a page has more entries than asked for',
        want: 'page-size',
        steps: () => damaged(([first, second]) => items(first).push(...items(second))),
      },
      {
        fault: 'the first page is short',
        want: 'page-full',
        steps: () => damaged(([first]) => items(first).pop()),
      },
      {
        fault: 'the total is less than what was seen',
        want: 'page-total',
        steps: () =>
          damaged(([first]) => put(first?.response as Json, response.total as string, items(first).length - 1)),
      },
      {
        fault: 'the count is more than the entries',
        want: 'page-count',
        steps: () =>
          damaged(([first]) => put(first?.response as Json, response.count as string, items(first).length + 1)),
        applies: response.count !== undefined,
      },
      {
        fault: 'another page than the requested one is echoed',
        want: 'page-echo',
        steps: () => damaged(([first]) => put(first?.response as Json, response.position as string, 2)),
        applies: response.position !== undefined,
      },
    ];

    const brokenBy = (steps: Step[]) => [
      ...steps.flatMap((step) => brokenByPage(contract, step)),
      ...brokenByWalk(contract, steps),
    ];

    test('none is broken by the walks that are drawn', () => {
      for (const { seed, walks } of drawn) {
        expect(walks.length, `seed ${seed}`).toBeGreaterThan(0);
        expect(walks.flatMap(brokenBy), `seed ${seed}`).toEqual([]);
      }
    });

    test.each(faults.filter((one) => one.applies !== false))('$fault: $want', ({ want, steps: plant }) => {
      for (const { seed, walks } of drawn) {
        const found = walks.flatMap((one) => {
          walk = one;
          return brokenBy(plant());
        });
        expect(found, `seed ${seed}`).toContain(want);
      }
    });

    test('the windows of a walk neither overlap nor leave gaps', () => {
      fc.assert(
        fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (total, size) => {
          const seen: number[] = [];
          for (let page = 0; page <= total / size + 1; page++) {
            const { start, count } = pager.windowOf(pager.at(page * size, size) as PageRequest, total) as Window;
            for (let index = start; index < start + count; index++) seen.push(index);
          }
          expect(seen).toEqual(Array.from({ length: total }, (_, index) => index));
        }),
      );
    });
  }, paginated);
});

describe('every link can be broken', () => {
  forEachOperation(
    (contract) => {
      test('by some sample with one value exchanged', () => {
        const whole = new Set(contract.links.map((link) => link.id));
        const samples = Object.values(successBody(contract).examples);
        for (const damaged of samples.flatMap(({ value }) => [...damagedBy(contract, value)])) {
          if (whole.size === 0) break;
          for (const id of brokenByPage(contract, { response: damaged })) whole.delete(id);
        }
        expect([...whole]).toEqual([]);
      });
    },
    ({ links }) => links.length > 0,
  );
});

/** Copies of a response, each with another value at one or two of the fields that the links speak of. */
function* damagedBy(contract: Contract, response: Json): Generator<Json> {
  for (const link of contract.links) {
    const values = new Map<string, Json[]>();
    if ('when' in link) {
      values.set(link.when.field, [...link.when.in]);
      const then = link.then;
      values.set(then.field, valuesOf(contract, link.each + then.field));
    } else if ('ordered' in link) {
      link.ordered.forEach((field, index) => {
        values.set(field, [9_000_000_000_000 - index, new Date(1e12 - index * 1e9).toISOString()]);
      });
    } else {
      for (const field of link.trimmed) values.set(field, ['text\n']);
    }
    const places = Array.from({ length: 3 }, (_, index) => link.each.replaceAll('*', String(index)));
    for (const place of places) {
      for (const choice of combinations([...values])) {
        const damaged = clone(response);
        for (const [field, value] of choice) {
          for (let index = 0; index < 3; index++) put(damaged, place + field.replaceAll('*', String(index)), value);
        }
        yield damaged;
      }
    }
  }
}

function valuesOf(contract: Contract, pattern: string): Json[] {
  const schema = schemaAt(successBody(contract).schema, contract.definitions, pattern);
  if (Array.isArray(schema?.enum)) return schema.enum;
  return schema?.type === 'boolean'
    ? [true, false]
    : schema?.type === 'integer'
      ? [7]
      : ['text', '2025-01-01T00:00:00Z'];
}

function combinations(fields: readonly (readonly [string, readonly Json[]])[]): (readonly [string, Json])[][] {
  return fields.reduce<(readonly [string, Json])[][]>(
    (chosen, [field, values]) => chosen.flatMap((some) => values.map((value) => [...some, [field, value] as const])),
    [[]],
  );
}
