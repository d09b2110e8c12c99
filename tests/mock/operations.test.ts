import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { loadedOperations } from '../../scripts/mock/loaded-operations.js';
import type { Operation } from '../../scripts/mock/operation.js';
import { packagedOperations } from '../../scripts/mock/packaged-operations.js';
import { contracts } from '../support/mock-contracts.js';
import { mutated } from '../support/mutated.js';

const packaged = (await packagedOperations()) as Operation[];
const loaded = new Map(loadedOperations(contracts).map((operation) => [operation.contract.id, operation]));

describe.each(packaged)('$contract.id', ({ contract, checkRequest, checkResponse }) => {
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const other = loaded.get(contract.id) as Operation;
  const said = (check: Operation['checkRequest'], value: Json) =>
    check(value)
      ?.map(({ message }) => message)
      .sort();

  test.each<[string, fc.Arbitrary<Json>, Operation['checkRequest'], Operation['checkRequest']]>([
    ['request', own.request() as fc.Arbitrary<JsonObject>, checkRequest, other.checkRequest],
    ['response', own.response() as fc.Arbitrary<JsonObject>, checkResponse, other.checkResponse],
  ])('what is wrong with a %s is said in the same words, wherever the contract came from', (_, values, one, two) => {
    let broken = 0;
    fc.assert(
      fc.property(
        values.chain((value) => fc.oneof(fc.constant(value), mutated(value, []))),
        (value) => {
          if (one(value) !== undefined) broken++;
          expect(said(two, value)).toEqual(said(one, value));
        },
      ),
      { numRuns: 100, examples: [[['long', 'x'.repeat(100)]]] },
    );
    expect(broken).toBeGreaterThan(10);
  });
});
