import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import type { Step } from '../../scripts/arbitraries/index.js';
import type { Json } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { brokenByPage, brokenByWalk } from '../support/broken-rules.js';
import { exampleWalks } from '../support/example-walks.js';
import { forEachOperation } from '../support/operations.js';

const paginated = (contract: Contract) => contract.pagination !== undefined;

forEachOperation((contract, prism) => {
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const exchanges = own.exchange() as fc.Arbitrary<Step>;
  const walks = own.walk() as fc.Arbitrary<Step[]>;

  test('drawn pages keep every rule', () => {
    fc.assert(
      fc.property(exchanges, (step) => {
        expect(brokenByPage(contract, step)).toEqual([]);
      }),
    );
  });

  test('drawn walks keep every rule, page by page and as a whole', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const step of steps) expect(brokenByPage(contract, step)).toEqual([]);
        expect(brokenByWalk(contract, steps)).toEqual([]);
      }),
    );
  });

  test.each(exampleWalks(contract).map((walk) => ({ walk, names: walk.map((page) => page.name).join(', ') })))(
    'the examples $names are one walk, as Prism serves them',
    async ({ walk }) => {
      const steps: Step[] = [];
      for (const { name, request } of walk) {
        steps.push({ request, response: (await prism.ask(request, { prefer: `example=${name}` })).body as Json });
      }
      expect(brokenByWalk(contract, steps)).toEqual([]);
    },
  );
}, paginated);
