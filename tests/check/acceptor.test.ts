import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clone, type Json } from '../../scripts/base/json.js';
import { put, remove } from '../../scripts/base/pointer.js';
import { acceptorOf } from '../../scripts/check/acceptor.js';
import { partId, RuntimeValidators } from '../../scripts/contract/ajv.js';
import { linkInvariant } from '../../scripts/contract/invariants/link.js';
import { successBody, successResponse } from '../../scripts/contract/responses.js';
import { undeclaredFinder } from '../../scripts/contract/undeclared.js';
import { contracts } from './support.js';

/** Every pointer into a value. */
function pointers(value: Json, path = ''): string[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => pointers(part, `${path}/${key}`))
      : [];
  return [path, ...below];
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_, contract) => {
  const acceptor = acceptorOf(contract, partId(successResponse(contract)), contract.links);
  const links = contract.links.map(linkInvariant);
  const validate = new RuntimeValidators(contract).of(successResponse(contract));
  const undeclared = undeclaredFinder(successBody(contract).schema, contract.definitions);
  const examples = Object.values(successBody(contract).examples).map(({ value }) => value);

  test('examples are accepted at once', () => {
    expect(examples.map((value) => acceptor?.accepts(value))).toEqual(examples.map(() => true));
  });

  test('nothing is accepted that violates its schema or has undeclared fields', () => {
    const change = fc.record({
      place: fc.nat(),
      value: fc.oneof(fc.jsonValue() as fc.Arbitrary<Json>, fc.constantFrom<Json>(0, -1, 1.5, '', null, 2 ** 31, 'x')),
      isRemoved: fc.boolean(),
      isAdded: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (example, changes) => {
          const body = clone(example as Json);
          for (const { place, value, isRemoved, isAdded } of changes) {
            const all = pointers(body);
            const path = all[place % all.length] as string;
            if (isRemoved) remove(body, path);
            else put(body, isAdded ? `${path}/extra` : path, value);
          }
          const isFine = validate(body) && undeclared(body).length === 0;
          expect(!acceptor?.accepts(body) || isFine).toBe(true);
          if (!acceptor?.accepts(body) || acceptor.isSuspicious) return;
          const screened = links.filter(({ id }) => acceptor.screened.has(id));
          expect(screened.flatMap((link) => link.judge({ response: body }))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
