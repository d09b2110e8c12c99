import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import { operations } from '../../generated/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { clone } from '../../scripts/base/json.js';
import { successBody } from '../../scripts/contract/responses.js';
import { schemaAt } from '../../scripts/contract/schema-at.js';
import { brokenByPage } from '../support/broken-rules.js';
import { minimalRequest } from '../support/minimal-request.js';
import { forEachOperation } from '../support/operations.js';

forEachOperation((contract, prism) => {
  const { validateResponse } = operations[contract.id as keyof typeof operations];
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const { status, mediaType, schema, examples } = successBody(contract);

  // The loader has judged the examples as the spec has them. What is judged here is what a client of Prism gets.
  test.each(Object.keys(examples))(
    'example %s: Prism serves it byte for byte, it satisfies the schema, and breaks exactly the rules that its decisions name',
    async (name) => {
      const { request, value, decisions } = examples[name] as (typeof examples)[string];
      const answer = await prism.ask(request ?? minimalRequest(contract), { prefer: `example=${name}` });
      expect(answer).toMatchObject({ status, text: JSON.stringify(value) });
      expect(answer.type.split(';')[0]).toBe(mediaType);
      expect(validateResponse(answer.body), JSON.stringify(validateResponse.errors)).toBe(true);
      expect(brokenByPage(contract, { request, response: answer.body as Json })).toEqual(
        [...new Set(decisions.flatMap((decision) => decision.breaks))].sort(),
      );
    },
  );

  test('the validator names the place in the spec that a response without a required field breaks', () => {
    const required = (schemaAt(schema, contract.definitions, '')?.required ?? []) as string[];
    fc.assert(
      fc.property(own.response() as fc.Arbitrary<Json>, (response) => {
        for (const name of required) {
          const damaged = clone(response) as JsonObject;
          expect(damaged).toHaveProperty([name]);
          delete damaged[name];
          expect(validateResponse(damaged), `without ${name}`).toBe(false);
          expect(validateResponse.errors).toContainEqual(
            expect.objectContaining({
              path: `/${name}`,
              keyword: 'required',
              spec: expect.stringMatching(/\.ya?ml:\d+$/),
            }),
          );
        }
      }),
      { numRuns: 20 },
    );
  });
});
