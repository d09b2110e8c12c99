import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import { operations } from '../../generated/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { clone, isObject } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successResponse } from '../../scripts/contract/responses.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { plain } from '../../scripts/wire/plain.js';
import { minimalRequest } from '../support/minimal-request.js';
import { mutated } from '../support/mutated.js';
import { forEachOperation } from '../support/operations.js';

/** Where Prism judges a request other than the contract does. Each is a fault of Prism, or something that OpenAPI cannot tell it. */
interface PrismFault {
  readonly name: string;
  readonly reason: string;
  /** Whether the request can meet the fault. */
  readonly meets: (contract: Contract, request: JsonObject) => boolean;
  /** Whether each parameter meets the fault by itself. */
  readonly ofOneParameter?: boolean;
}

const parameterOf = (contract: Contract, name: string) => contract.parameters.find((one) => one.name === name);

const prismFaults: readonly PrismFault[] = [
  {
    name: 'unknown-parameter',
    reason: 'Prism passes over parameters that the document does not declare.',
    meets: (contract, request) => Object.keys(request).some((name) => parameterOf(contract, name) === undefined),
  },
  {
    name: 'other-case',
    reason: 'Prism lower-cases the names of query and path parameters before it validates.',
    meets: (contract, request) =>
      Object.keys(request).some((name) =>
        contract.parameters.some((one) => one.name !== name && one.name.toLowerCase() === name.toLowerCase()),
      ),
  },
  {
    name: 'empty-value',
    ofOneParameter: true,
    reason: 'Prism drops values that are empty before it validates.',
    meets: (_, request) => Object.values(request).some((value) => [value].flat().some((one) => one === '')),
  },
  {
    name: 'json-text',
    ofOneParameter: true,
    reason: 'Prism does not look into a parameter that is declared with `content`.',
    meets: (contract, request) => Object.keys(request).some((name) => parameterOf(contract, name)?.encoding === 'json'),
  },
  {
    name: 'array-of-objects',
    ofOneParameter: true,
    reason: 'OpenAPI has no way to write an array of objects into a query, so Prism takes each element for a text.',
    meets: (contract, request) =>
      Object.entries(request).some(([name, value]) => {
        const items = resolveSchema(parameterOf(contract, name)?.schema, contract.definitions)?.items;
        return resolveSchema(items, contract.definitions)?.type === 'object' && [value].flat().length > 0;
      }),
  },
  {
    name: 'dot-segment',
    reason: 'Prism resolves the segments . and .. of a path (RFC 3986, section 5.2.4), so that it finds no operation.',
    meets: (contract, request) =>
      contract.parameters.some((one) => one.in === 'path' && /^\.{1,2}$/.test(String(request[one.name]))),
  },
  {
    name: 'at-least-one-of',
    reason: 'OpenAPI cannot say that at least one of several parameters is needed, so Prism does not know it.',
    meets: (contract, request) =>
      contract.atLeastOneOf.some((names) => !names.some((name) => Object.hasOwn(request, name))),
  },
];

/** A request as a server reads it: numbers that are no numbers stay texts. Undefined where no request can carry it. */
function received(contract: Contract, request: JsonObject) {
  const wire = plain.encode(contract, request);
  const decoded = plain.decoder([contract])(wire);
  return 'request' in decoded ? { wire, request: decoded.request } : undefined;
}

forEachOperation((contract, prism) => {
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const { validateRequest, validateResponse } = operations[contract.id as keyof typeof operations];
  const requests = own.request() as fc.Arbitrary<JsonObject>;
  const responses = own.response() as fc.Arbitrary<Json>;

  const disagree = async (whole: JsonObject, counts: { accepted: number; rejected: number; excused: number }) => {
    // Faults that one parameter alone meets are left out with it, so that the others are still compared.
    const drawn = Object.fromEntries(
      Object.entries(whole).filter(
        ([name, value]) =>
          !prismFaults.some((fault) => fault.ofOneParameter && fault.meets(contract, { [name]: value })),
      ),
    );
    const sent = received(contract, drawn);
    if (sent === undefined) return;
    if (prismFaults.some((fault) => fault.meets(contract, sent.request) || fault.meets(contract, drawn))) {
      counts.excused++;
      return;
    }
    const ours = validateRequest(sent.request);
    const answer = await prism.send(sent.wire);
    counts[ours ? 'accepted' : 'rejected']++;
    const verdicts = { ours, why: validateRequest.errors, prism: answer.status, target: sent.wire.target };
    expect(answer.status === 200, JSON.stringify(verdicts)).toBe(ours);
  };

  test('valid requests: the validator and Prism agree', { timeout: 120_000 }, async () => {
    const counts = { accepted: 0, rejected: 0, excused: 0 };
    await fc.assert(
      fc.asyncProperty(requests, (request) => disagree(request, counts)),
      { numRuns: 300 },
    );
    expect(counts.accepted).toBeGreaterThan(20);
  });

  test('mutated requests: the validator and Prism agree', { timeout: 120_000 }, async () => {
    const counts = { accepted: 0, rejected: 0, excused: 0 };
    const mutants = fc.oneof(requests, fc.constant(minimalRequest(contract))).chain((request) =>
      mutated(
        request,
        contract.parameters.map((one) => one.name),
      ),
    );
    await fc.assert(
      fc.asyncProperty(mutants, (request) => disagree(request as JsonObject, counts)),
      { numRuns: 500 },
    );
    expect(counts.rejected).toBeGreaterThan(5);
  });

  test('generated validators and AJV at run time agree on drawn and on mutated values', () => {
    const runtime = new RuntimeValidators(contract);
    const pairs = [
      { values: requests, generated: validateRequest, judge: runtime.of('request') },
      { values: responses, generated: validateResponse, judge: runtime.of(successResponse(contract)) },
    ];
    for (const { values, generated, judge } of pairs) {
      fc.assert(
        fc.property(values, (value) => {
          expect(generated(value), JSON.stringify(generated.errors)).toBe(true);
          expect(judge(value)).toBe(true);
        }),
        { numRuns: 300 },
      );
      let invalid = 0;
      fc.assert(
        fc.property(
          values.chain((value) => mutated(value, [])),
          (value) => {
            const verdict = judge(value);
            if (!verdict) invalid++;
            expect(generated(value), JSON.stringify(judge.errors)).toBe(verdict);
          },
        ),
        { numRuns: 1500 },
      );
      expect(invalid).toBeGreaterThan(100);
    }
  });
});

describe("Prism's faults are there", () => {
  forEachOperation((contract, prism) => {
    const required = minimalRequest(contract);
    const { validateRequest } = operations[contract.id as keyof typeof operations];
    const listed = contract.parameters.find(
      (one) => one.in === 'query' && one.encoding === 'plain' && !one.required && own(contract, one) === 'integer',
    );
    const json = contract.parameters.find((one) => one.encoding === 'json');
    const objects = contract.parameters.find((one) => prismFaults[4]?.meets(contract, { [one.name]: [{}] }));

    /** What Prism accepts although the contract does not, or the other way about: request to verdict of the contract. */
    const cases: { fault: string; request: JsonObject; ours: boolean }[] = [
      { fault: 'unknown-parameter', request: { ...required, NoSuchParameter: 'a' }, ours: false },
      ...(listed === undefined
        ? []
        : [{ fault: 'other-case', request: { ...required, [swapCase(listed.name)]: 1 }, ours: false }]),
      ...(json === undefined
        ? []
        : [{ fault: 'json-text', request: { ...required, [json.name]: ['no-such-value'] }, ours: false }]),
      ...(objects === undefined
        ? []
        : [
            {
              fault: 'array-of-objects',
              request: { ...required, [objects.name]: [{ RegionId: 'cn-hangzhou' }] },
              ours: true,
            },
          ]),
      ...(contract.parameters.some((one) => one.in === 'path')
        ? [
            {
              fault: 'dot-segment',
              request: { ...required, [contract.parameters.find((one) => one.in === 'path')?.name as string]: '.' },
              ours: true,
            },
          ]
        : []),
      ...(contract.atLeastOneOf.length === 0 ? [] : [{ fault: 'at-least-one-of', request: {}, ours: false }]),
    ];

    test.each(cases)('$fault', async ({ fault, request, ours }) => {
      expect(prismFaults.find((one) => one.name === fault)?.reason).toBeTruthy();
      expect(validateRequest(request)).toBe(ours);
      expect((await prism.ask(request)).status === 200).toBe(!ours);
    });
  });

  function own(contract: Contract, parameter: Contract['parameters'][number]): Json | undefined {
    return resolveSchema(parameter.schema, contract.definitions)?.type;
  }

  function swapCase(name: string): string {
    return name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  }
});

describe('planted faults', () => {
  test('a validator that forgot a rule disagrees with Prism', async () => {
    const forgetful = (request: JsonObject) => isObject(request);
    const outcome = await fc.check(
      fc.property(
        fc.integer({ max: 0 }),
        (size) => forgetful({ PageSize: size }) === operations.ListOperationTask.validateRequest({ PageSize: size }),
      ),
    );
    expect(outcome.failed).toBe(true);
  });

  test('a mutation leaves the original alone', () => {
    const original = { a: [1, 2], b: { c: 'd' } };
    const before = clone(original);
    fc.assert(
      fc.property(mutated(original, ['a']), () => {
        expect(original).toEqual(before);
      }),
    );
  });
});
