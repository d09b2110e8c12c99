import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { clone } from '../../scripts/base/json.js';
import { at, put } from '../../scripts/base/pointer.js';
import type { Contract, Pagination } from '../../scripts/contract/contract.js';
import { invariantsOf } from '../../scripts/contract/invariants/index.js';
import { type Step, sequenceInvariants } from '../../scripts/contract/invariants/sequence.js';
import { type PageRequest, type Pager, pagerOf, type Window } from '../../scripts/contract/pager.js';
import { forEachOperation, requestedExamples } from '../support/operations.js';

const paginated = (contract: Contract) => contract.pagination !== undefined;

/** The ids of the invariants that a page breaks by itself. */
function brokenByPage(contract: Contract, { request, response }: Step): string[] {
  return invariantsOf(contract)
    .filter((invariant) => invariant.judge({ request, response }).length > 0)
    .map((invariant) => invariant.id);
}

/** The ids of the invariants that a walk breaks as a whole. */
function brokenByWalk(contract: Contract, steps: readonly Step[]): string[] {
  return sequenceInvariants(contract)
    .filter((invariant) => invariant.judge(steps).length > 0)
    .map((invariant) => invariant.id);
}

forEachOperation((contract, prism) => {
  const pagination = contract.pagination as Pagination;
  const pager = pagerOf(contract) as Pager;
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const exchanges = own.exchange() as fc.Arbitrary<Step>;
  const walks = own.walk() as fc.Arbitrary<Step[]>;
  const examples = requestedExamples(contract);

  test('drawn pages keep every invariant', () => {
    fc.assert(
      fc.property(exchanges, (step) => {
        expect(brokenByPage(contract, step)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('drawn walks keep every invariant, page by page and as a whole', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const step of steps) expect(brokenByPage(contract, step)).toEqual([]);
        expect(brokenByWalk(contract, steps)).toEqual([]);
      }),
    );
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

  test('there are examples of a first, a last, an empty page, and one behind the end', () => {
    expect(examples.map((example) => example.name)).toEqual(['first-page', 'last-page', 'past-the-end', 'empty']);
  });

  test.each(examples)('$name as Prism serves it keeps every invariant', async ({ name, request }) => {
    const answer = await prism.ask(request, { prefer: `example=${name}` });
    expect(answer.status).toBe(200);
    expect(brokenByPage(contract, { request, response: answer.body as Json })).toEqual([]);
  });

  test('the pages that Prism serves are one walk from the first page behind the end', async () => {
    const steps: Step[] = [];
    for (const { name, request } of examples.slice(0, 3)) {
      steps.push({ request, response: (await prism.ask(request, { prefer: `example=${name}` })).body as Json });
    }
    expect(brokenByWalk(contract, steps)).toEqual([]);
    const items = steps.map((step) => (at(step.response, pagination.response.items) as Json[]).length);
    expect(items).toEqual([2, 1, 0]);
  });
}, paginated);

describe('planted faults', () => {
  forEachOperation((contract) => {
    const { response, request, style } = contract.pagination as Pagination;
    const walk = requestedExamples(contract)
      .slice(0, 3)
      .map(({ request, response }) => ({ request, response: clone(response) }));
    const damaged = (damage: (steps: { request: JsonObject; response: Json }[]) => void) => {
      const steps = clone(walk as never) as { request: JsonObject; response: Json }[];
      damage(steps);
      return steps;
    };
    const items = (step: { response: Json } | undefined) => at(step?.response, response.items) as Json[];
    const faults: { fault: string; want: string; steps: () => Step[]; applies?: boolean }[] = [
      {
        fault: 'the first entry stands on the second page again',
        want: 'sequence-overlap',
        steps: () =>
          damaged(([first, second]) => put(second?.response as Json, response.items, [items(first)[0] as Json])),
      },
      {
        fault: 'the second page is skipped',
        want: 'sequence-gap',
        steps: () => damaged(([, second]) => put(second?.response as Json, response.items, [])),
      },
      {
        fault: 'the total grows on the way',
        want: 'sequence-total',
        steps: () => damaged(([, second]) => put(second?.response as Json, response.total as string, 4)),
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
        steps: () => damaged(([first]) => put(first?.response as Json, response.total as string, 1)),
      },
      {
        fault: 'the page behind the end repeats the last one',
        want: 'page-full',
        steps: () => damaged((steps) => put(steps[2]?.response as Json, response.items, items(steps[1]))),
      },
      {
        fault: 'the count is the total',
        want: 'page-count',
        steps: () => damaged(([first]) => put(first?.response as Json, response.count as string, 3)),
        applies: response.count !== undefined,
      },
      {
        fault: 'another page than the requested one is echoed',
        want: 'page-echo',
        steps: () => damaged(([first]) => put(first?.response as Json, response.position as string, 2)),
        applies: response.position !== undefined,
      },
    ];

    test.each(faults.filter((one) => one.applies !== false))('$fault: $want', ({ want, steps: plant }) => {
      const steps = plant();
      const broken = [...steps.flatMap((step) => brokenByPage(contract, step)), ...brokenByWalk(contract, steps)];
      expect(broken).toContain(want);
    });

    test('the request names the page as the contract says', () => {
      expect(walk.map((step) => step.request[request.position])).toEqual(style === 'page' ? [1, 2, 3] : [0, 2, 4]);
    });
  }, paginated);
});
