import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import * as generated from '../../generated/index.js';
import type { Json } from '../../scripts/base/json.js';
import { clone } from '../../scripts/base/json.js';
import { put, select } from '../../scripts/base/pointer.js';
import type { Contract, Enum, Parameter } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { minimalRequest } from '../support/minimal-request.js';
import { contracts, forEachOperation } from '../support/operations.js';
import { schemaPlaces } from '../support/schema-places.js';
import { seed } from '../support/seed.js';

/** A parameter whose values, or whose elements' values, are listed. */
function enumParameters(contract: Contract): { parameter: Parameter; values: Json[]; isList: boolean }[] {
  return contract.parameters.flatMap((parameter) => {
    const schema = resolveSchema(parameter.schema, contract.definitions);
    const items = resolveSchema(schema?.items, contract.definitions);
    const values = schema?.enum ?? items?.enum;
    return Array.isArray(values) ? [{ parameter, values, isList: schema?.enum === undefined }] : [];
  });
}

/** Where the enums of a successful response stand: pointer patterns, each with the listed values. */
function enumFields(contract: Contract): { pattern: string; values: Json[] }[] {
  return schemaPlaces(contract, successBody(contract).schema).flatMap(({ pattern, schema }) =>
    Array.isArray(schema.enum) ? [{ pattern, values: schema.enum }] : [],
  );
}

/** Values of the type of the enum's, and texts that come close to one, that are not listed. */
function others(values: readonly Json[]): fc.Arbitrary<Json> {
  const near = values.flatMap((value): Json[] =>
    typeof value === 'number'
      ? [value + 0.5, -value - 1, value + 1000]
      : [`${value}:`, ` ${value}`, `${value} `, String(value).toLowerCase(), String(value).toUpperCase()],
  );
  const any: fc.Arbitrary<Json> =
    typeof values[0] === 'number' ? fc.integer() : fc.string({ minLength: 1 }).filter((text) => /\S/.test(text));
  return fc.oneof(fc.constantFrom(...near), any).filter((value) => !values.includes(value));
}

/** A drawn response that has a field: optional fields and entries of lists are not in each. */
function responseWith(responses: fc.Arbitrary<Json>, pattern: string): Json {
  for (let numRuns = 10; numRuns <= 640; numRuns *= 2) {
    const drawn = fc.sample(responses, numRuns).find((response) => select(response, pattern).length > 0);
    if (drawn !== undefined) return drawn;
  }
  throw new Error(`no response was drawn that has ${pattern}`);
}

forEachOperation(
  (contract, prism) => {
    const { validateRequest } = generated.operations[contract.id as keyof typeof generated.operations];
    const parameters = enumParameters(contract);

    test.each(parameters.map((one) => [one.parameter.name, one] as const))(
      'parameter %s: every documented value is accepted, by the validator and by Prism',
      async (name, { values, isList }) => {
        for (const value of values) {
          const request = { ...minimalRequest(contract), [name]: isList ? [value] : value };
          expect(validateRequest(request), JSON.stringify(request)).toBe(true);
          expect(await prism.ask(request)).toMatchObject({ status: 200 });
        }
        if (isList)
          expect(await prism.ask({ ...minimalRequest(contract), [name]: values })).toMatchObject({ status: 200 });
      },
    );

    test.each(parameters.map((one) => [one.parameter.name, one] as const))(
      'parameter %s: every other value is rejected, by the validator and by Prism',
      async (name, { parameter, values, isList }) => {
        await fc.assert(
          fc.asyncProperty(others(values), async (value) => {
            // Blanks around the value of a header do not belong to it (RFC 9110, section 5.5).
            fc.pre(parameter.in !== 'header' || !values.includes(String(value).trim()));
            const request = { ...minimalRequest(contract), [name]: isList ? [value] : value };
            expect(validateRequest(request)).toBe(false);
            // Prism does not look into a parameter that holds JSON text: see differential.test.ts.
            if (parameter.encoding !== 'json') expect((await prism.ask(request)).status).toBe(400);
          }),
          { numRuns: 40 },
        );
      },
    );
  },
  (contract) => enumParameters(contract).length > 0,
);

forEachOperation((contract, prism) => {
  const { validateResponse } = generated.operations[contract.id as keyof typeof generated.operations];
  const own = arbitraries[contract.id as keyof typeof arbitraries];

  test.each(enumFields(contract).map((field) => [field.pattern, field] as const))(
    'response field %s: every documented value is accepted and every other rejected',
    (pattern, { values }) => {
      const drawn = responseWith(own.response() as fc.Arbitrary<Json>, pattern);
      const withValue = (value: Json) => {
        const response = clone(drawn);
        for (const place of select(response, pattern)) put(response, place.path, value);
        return response;
      };
      for (const value of values) expect(validateResponse(withValue(value)), String(value)).toBe(true);
      fc.assert(
        fc.property(others(values), (value) => {
          expect(validateResponse(withValue(value))).toBe(false);
          expect(validateResponse.errors?.map((error) => error.keyword)).toContain('enum');
        }),
      );
    },
  );

  test('what Prism makes up from the schema satisfies the validator', async () => {
    for (let draw = 0; draw < 25; draw++) {
      const answer = await prism.ask(minimalRequest(contract), { prefer: `dynamic=true, seed=s${seed + draw}` });
      expect(answer.status).toBe(200);
      expect(validateResponse(answer.body), JSON.stringify(validateResponse.errors)).toBe(true);
    }
  });
});

const lifecycles = contracts.flatMap((contract) => contract.enums.filter((one) => one.lifecycle));

describe.each([...new Map(lifecycles.map((one) => [one.name, one])).values()].map((one) => [one.name, one] as const))(
  'lifecycle of %s',
  (name, one: Enum) => {
    const isFinal = Reflect.get(generated, `isFinal${name}`) as (value: unknown) => boolean;

    test('is total: every value has one phase', () => {
      expect(one.values.map((value) => value.phase)).not.toContain(undefined);
    });

    test('what is final is over', () => {
      for (const { value, phase, final } of one.values) {
        expect(isFinal(value)).toBe(final);
        if (final) expect(['succeeded', 'failed', 'skipped']).toContain(phase);
      }
    });

    test('no other value is final', () => {
      fc.assert(
        fc.property(fc.anything(), (value) => {
          fc.pre(!one.values.some((known) => known.value === value));
          expect(isFinal(value)).toBe(false);
        }),
      );
    });
  },
);
