import { describe, expect, test } from 'vitest';
import { operations } from '../../generated/index.js';
import type { Json } from '../../scripts/base/json.js';
import { clone } from '../../scripts/base/json.js';
import { at, put } from '../../scripts/base/pointer.js';
import type { Contract, Example } from '../../scripts/contract/contract.js';
import { invariantsOf } from '../../scripts/contract/invariants/index.js';
import { successBody } from '../../scripts/contract/responses.js';
import { schemaAt } from '../../scripts/contract/schema-at.js';
import { minimalRequest } from '../support/minimal-request.js';
import { forEachOperation } from '../support/operations.js';

/** The ids of the invariants that a response breaks, sorted. */
function broken(contract: Contract, response: Json, request?: Example['request']) {
  return invariantsOf(contract)
    .filter((invariant) => invariant.judge({ request, response }).length > 0)
    .map((invariant) => invariant.id)
    .sort();
}

forEachOperation((contract, prism) => {
  const { validateResponse } = operations[contract.id as keyof typeof operations];
  const documented = successBody(contract).examples.documented;

  test('the documented sample is served by Prism, value for value', async () => {
    const answer = await prism.ask(minimalRequest(contract), { prefer: 'example=documented' });
    expect(answer).toMatchObject({ status: 200, body: documented?.value });
    expect(answer.type).toMatch(/^application\/json/);
  });

  test.each(Object.keys(successBody(contract).examples))('example %s satisfies the schema', (name) => {
    expect(validateResponse(successBody(contract).examples[name]?.value)).toBe(true);
    expect(validateResponse.errors).toBeNull();
  });

  test('the documented sample breaks what its decisions say, no more and no fewer', () => {
    const declared = documented?.decisions.flatMap((decision) => decision.breaks) ?? [];
    expect(broken(contract, documented?.value as Json)).toEqual([...new Set(declared)].sort());
  });

  test.each(Object.keys(successBody(contract).examples).filter((name) => name !== 'documented'))(
    'example %s keeps every invariant',
    (name) => {
      const example = successBody(contract).examples[name];
      expect(broken(contract, example?.value as Json, example?.request)).toEqual([]);
    },
  );

  test('the validator names the place in the spec that a damaged sample breaks', () => {
    const required = schemaAt(successBody(contract).schema, contract.definitions, '')?.required as string[];
    for (const name of required) {
      const damaged = clone(documented?.value as Json) as Record<string, Json>;
      delete damaged[name];
      expect(validateResponse(damaged), `without ${name}`).toBe(false);
      expect(validateResponse.errors).toContainEqual(
        expect.objectContaining({ path: `/${name}`, keyword: 'required', spec: expect.stringMatching(/\.yaml:\d+$/) }),
      );
    }
  });
});

describe('planted faults', () => {
  forEachOperation(
    (contract) => {
      const items = contract.pagination?.response.items as string;
      const example = successBody(contract).examples['first-page'] as Example;

      test('a page that lost an entry breaks page-full', () => {
        const damaged = clone(example.value);
        put(damaged, items, (at(damaged, items) as Json[]).slice(1));
        expect(broken(contract, damaged, example.request)).toContain('page-full');
      });
    },
    ({ pagination }) => pagination !== undefined,
  );

  forEachOperation(
    (contract) => {
      test('each link is broken by some sample with one value exchanged, so each can fail', () => {
        const wrong = new Set<string>();
        for (const { value } of Object.values(successBody(contract).examples)) {
          for (const damaged of damagedBy(contract, value)) {
            for (const id of broken(contract, damaged)) wrong.add(id);
          }
        }
        expect([...wrong]).toEqual(expect.arrayContaining(contract.links.map((link) => link.id)));
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
