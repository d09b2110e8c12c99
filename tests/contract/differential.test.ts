import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import { operations } from '../../generated/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { clone, isObject } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successResponse } from '../../scripts/contract/responses.js';
import { plain } from '../../scripts/wire/plain.js';
import { typesOf } from '../../scripts/wire/scalar.js';
import { minimalRequest } from '../support/minimal-request.js';
import { mutated } from '../support/mutated.js';
import { forEachOperation } from '../support/operations.js';
import { coercedByPrism } from '../support/prism-coercion.js';
import { elementOf, expressible, prismFaults, sentPlainly } from '../support/prism-faults.js';
import { requestsOnceJudgedApart } from '../support/regressions.js';

/** How the draws of a property ended. */
interface Counts {
  accepted: number;
  rejected: number;
  /** Judged apart, for a fault of Prism that is known. */
  excused: number;
}

/** Tells whether enough draws were accepted, enough rejected, and not too many excused, each as a share of all. */
function hasShares(shares: Counts): (counts: Counts) => boolean {
  return ({ accepted, rejected, excused }) => {
    const all = accepted + rejected + excused;
    return accepted >= shares.accepted * all && rejected >= shares.rejected * all && excused <= shares.excused * all;
  };
}

forEachOperation((contract, prism) => {
  const own = arbitraries[contract.id as keyof typeof arbitraries];
  const { validateRequest, validateResponse } = operations[contract.id as keyof typeof operations];
  const requests = own.request() as fc.Arbitrary<JsonObject>;
  const responses = own.response() as fc.Arbitrary<Json>;
  const decode = plain.decoder([contract]);

  /** Both verdicts on a request as it travels. What cannot be decoded, the contract rejects. */
  const verdictsOn = async (request: JsonObject) => {
    const wire = sentPlainly(contract, request);
    const decoded = decode(wire);
    const ours = 'request' in decoded && validateRequest(decoded.request);
    const { status } = await prism.send(wire);
    return { ours, prism: status === 200, status, why: ours ? null : validateRequest.errors, target: wire.target };
  };

  /** Fails where the two disagree and no fault of Prism is the reason. */
  const judge = async (request: JsonObject): Promise<keyof Counts> => {
    const verdicts = await verdictsOn(request);
    if (verdicts.ours === verdicts.prism) return verdicts.ours ? 'accepted' : 'rejected';
    const met = prismFaults.filter((fault) => fault.meets(contract, request));
    expect(met, JSON.stringify({ request, ...verdicts })).not.toEqual([]);
    // Without the parameters that meet a fault by themselves, the rest has to be judged alike.
    const alone = met.filter((fault) => fault.ofOneParameter);
    const rest = Object.entries(request).filter(
      ([name, value]) => !alone.some((fault) => fault.meets(contract, { [name]: value })),
    );
    if (rest.length < Object.keys(request).length) await judge(Object.fromEntries(rest));
    return 'excused';
  };

  const examples = (requestsOnceJudgedApart[contract.id] ?? []).map((request): [JsonObject] => [request]);

  test('valid requests: the validator and Prism agree', { timeout: 120_000 }, async () => {
    const counts = { accepted: 0, rejected: 0, excused: 0 };
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        counts[await judge(expressible(contract, request))]++;
      }),
      { numRuns: 300 },
    );
    expect(counts).toSatisfy(hasShares({ accepted: 0.5, rejected: 0, excused: 0.5 }));
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
      fc.asyncProperty(mutants, async (request) => {
        counts[await judge(expressible(contract, request as JsonObject))]++;
      }),
      { numRuns: 500, examples },
    );
    expect(counts).toSatisfy(hasShares({ accepted: 0.1, rejected: 0.05, excused: 0.4 }));
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
    const decode = plain.decoder([contract]);
    const place = (kind: string) => contract.parameters.find((one) => one.in === kind)?.name;
    const typed = contract.parameters.filter(
      ({ encoding, schema, in: place }) =>
        encoding === 'plain' && place === 'query' && !typesOf(schema, contract.definitions).has('string'),
    );
    const whole = typed.find(
      ({ name, schema }) => typesOf(schema, contract.definitions).has('integer') && !Object.hasOwn(required, name),
    )?.name;
    const isWide = (request: JsonObject) => has('int64-limits', contract, request) && validateRequest(request);
    const int64 = typed.find((one) => isWide({ ...required, [one.name]: 2 ** 53 }))?.name;
    const json = contract.parameters.find((one) => one.encoding === 'json')?.name;

    /** Requests that meet a fault, with the verdict of the contract, which Prism does not share. */
    const cases: { fault: string; request: JsonObject; ours: boolean; applies: boolean }[] = [
      {
        fault: 'other-case',
        request: { ...required, [swapCase(whole ?? '')]: 'none' },
        ours: true,
        applies: whole !== undefined,
      },
      {
        fault: 'empty-value',
        request: { ...required, [whole ?? '']: '' },
        ours: false,
        applies: whole !== undefined,
      },
      {
        fault: 'int64-limits',
        request: { ...required, [int64 ?? '']: 2 ** 53 },
        ours: true,
        applies: int64 !== undefined,
      },
      {
        fault: 'json-text',
        request: { ...required, [json ?? '']: ['no-such-value'] },
        ours: false,
        applies: json !== undefined,
      },
      {
        fault: 'dot-segment',
        request: { ...required, [place('path') ?? '']: '.' },
        ours: true,
        applies: place('path') !== undefined,
      },
      {
        fault: 'dot-segment',
        request: { ...required, [place('path') ?? '']: '..' },
        ours: true,
        applies: place('path') !== undefined,
      },
      { fault: 'at-least-one-of', request: {}, ours: false, applies: contract.atLeastOneOf.length > 0 },
    ];

    test.each(cases.filter((one) => one.applies))('$fault: $request', async ({ fault, request, ours }) => {
      expect(has(fault, contract, request)).toBe(true);
      const decoded = decode(sentPlainly(contract, request));
      expect('request' in decoded && validateRequest(decoded.request)).toBe(ours);
      expect((await prism.send(sentPlainly(contract, request))).status === 200).toBe(!ours);
    });

    test.runIf(typed.length > 0)('coercion: Prism takes each text for what the table says', async () => {
      for (const parameter of typed) {
        const isList = typesOf(parameter.schema, contract.definitions).has('array');
        const element = elementOf(contract, parameter);
        const { name } = parameter;
        for (const text of oddTexts) {
          if (has('int64-limits', contract, { [name]: text })) continue;
          const coerced = coercedByPrism(element, contract.definitions, text) as Json;
          // JSON has no Infinity; for Prism it is a whole number without an end.
          const value = coerced === Number.POSITIVE_INFINITY ? 1e300 : coerced;
          const taken = { ...required, [name]: isList ? [value] : value };
          const answer = await prism.ask({ ...required, [name]: isList ? [text] : text });
          expect(answer.status === 200, JSON.stringify({ name, text })).toBe(validateRequest(taken));
        }
      }
    });
  });

  /** Texts of which a server may take some for numbers or booleans. */
  const oddTexts = [
    ' ',
    '\t',
    '\u00a0',
    '5',
    ' 5',
    '5 ',
    '+5',
    '-5',
    '05',
    '5.',
    '5.0',
    '.5',
    '1e3',
    '1e-3',
    '0x10',
  ].concat([
    '0b11',
    '0o17',
    '1_000',
    '1,000',
    '5n',
    '٥',
    '1e999',
    'Infinity',
    'NaN',
    'true',
    'false',
    'True',
    '1',
    '0',
    'null',
  ]);

  function has(name: string, contract: Contract, request: JsonObject): boolean {
    return prismFaults.find((fault) => fault.name === name)?.meets(contract, request) ?? false;
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
