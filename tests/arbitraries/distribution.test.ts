import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at } from '../../scripts/base/pointer.js';
import { successBody } from '../../scripts/contract/responses.js';
import { schemaAt } from '../../scripts/contract/schema-at.js';
import { contracts } from '../support/operations.js';

const sample = { numRuns: 150, seed: 20 };
type Step = { request: JsonObject; response: Json };

/** A tester who draws a few hundred cases has to meet each of these; a value is what the cases are counted by. */
describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  const own = arbitraries[id as keyof typeof arbitraries];
  const list = contract.pagination?.response.items ?? contract.lookup?.items ?? '';
  const responses = fc.sample(own.response() as fc.Arbitrary<Json>, sample);
  const items = responses.flatMap((response) => at(response, list) as JsonObject[]);

  test('no item, exactly one and several are drawn', () => {
    const lengths = new Map<number, number>();
    for (const response of responses) {
      const { length } = at(response, list) as Json[];
      lengths.set(Math.min(length, 2), (lengths.get(Math.min(length, 2)) ?? 0) + 1);
    }
    for (const length of [0, 1, 2]) expect(lengths.get(length) ?? 0, `${length} items`).toBeGreaterThan(2);
  });

  test('each optional field of an item is there and is absent', () => {
    const schema = schemaAt(successBody(contract).schema, contract.definitions, `${list}/*`);
    const required = (schema?.required ?? []) as string[];
    for (const name of Object.keys(schema?.properties ?? {})) {
      const present = items.filter((item) => Object.hasOwn(item, name)).length;
      expect(present, `with ${name}`).toBeGreaterThan(items.length / 20);
      if (!required.includes(name))
        expect(items.length - present, `without ${name}`).toBeGreaterThan(items.length / 20);
    }
  });

  test('each optional parameter is there and is absent', () => {
    const requests = fc.sample(own.request() as fc.Arbitrary<JsonObject>, sample);
    for (const { name, required } of contract.parameters) {
      const present = requests.filter((request) => Object.hasOwn(request, name)).length;
      expect(present, `with ${name}`).toBeGreaterThan(15);
      if (!required) expect(requests.length - present, `without ${name}`).toBeGreaterThan(5);
    }
  });

  const { pagination } = contract;
  test.runIf(pagination !== undefined)(
    'first, second and later pages are drawn; walks of one page and of several',
    () => {
      if (pagination === undefined) return;
      const exchanges = fc.sample(own.exchange() as fc.Arbitrary<Step>, sample);
      const positions = new Set(exchanges.map(({ request }) => request[pagination.request.position]));
      const first = pagination.style === 'page' ? 1 : 0;
      for (const position of [first, first + 1, first + 2]) expect(positions).toContain(position);
      const second = exchanges.filter(({ request }) => request[pagination.request.position] !== first);
      expect(second.filter(({ response }) => (at(response, list) as Json[]).length > 0).length).toBeGreaterThan(10);

      const walks = fc.sample(own.walk() as fc.Arbitrary<Step[]>, sample);
      // The last step of a walk lies behind the end.
      const lengths = walks.map((steps) => steps.length - 1);
      for (const length of [0, 1, 2, 3])
        expect(lengths.filter((one) => one === length).length, `${length} pages`).toBeGreaterThan(2);
    },
  );
});
