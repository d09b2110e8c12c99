import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraries } from '../../generated/arbitraries.js';
import { operations } from '../../generated/index.js';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import { successResponse } from '../../scripts/contract/responses.js';
import { plain } from '../../scripts/wire/plain.js';
import { type Draws, hasShares, noDraws } from '../support/draws.js';
import { minimalRequest } from '../support/minimal-request.js';
import { mutated } from '../support/mutated.js';
import { forEachOperation } from '../support/operations.js';
import { expressible, prismFaults, sentPlainly } from '../support/prism-faults.js';
import { requestsOnceJudgedApart } from '../support/regressions.js';

const otherCase = (name: string) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase());

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
  const judge = async (request: JsonObject, draws: Draws): Promise<'accepted' | 'rejected' | 'excused'> => {
    const verdicts = await verdictsOn(request);
    if (verdicts.ours === verdicts.prism) return verdicts.ours ? 'accepted' : 'rejected';
    const met = prismFaults.filter((fault) => fault.meets(contract, request));
    expect(met, JSON.stringify({ request, ...verdicts })).not.toEqual([]);
    const [first, second] = met;
    if (first !== undefined && second === undefined) draws.needed[first.name] = (draws.needed[first.name] ?? 0) + 1;
    // Without the parameters that meet a fault by themselves, the rest has to be judged alike.
    const alone = met.filter((fault) => fault.ofOneParameter);
    const rest = Object.entries(request).filter(
      ([name, value]) => !alone.some((fault) => fault.meets(contract, { [name]: value })),
    );
    if (rest.length < Object.keys(request).length) await judge(Object.fromEntries(rest), draws);
    return 'excused';
  };

  const examples = (requestsOnceJudgedApart[contract.id] ?? []).map((request): [JsonObject] => [request]);

  test('valid requests: the validator and Prism agree', async ({ task }) => {
    const draws = noDraws();
    task.meta.draws = draws;
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        draws[await judge(expressible(contract, request), draws)]++;
      }),
      { numRuns: 300 },
    );
    expect(draws).toSatisfy(hasShares({ accepted: 0.5, rejected: 0, excused: 0.5 }));
  });

  test('mutated requests: the validator and Prism agree', async ({ task }) => {
    const draws = noDraws();
    task.meta.draws = draws;
    const mutants = fc.oneof(requests, fc.constant(minimalRequest(contract))).chain((request) =>
      mutated(
        request,
        contract.parameters.flatMap(({ name }) => [name, name, otherCase(name)]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(mutants, async (request) => {
        draws[await judge(expressible(contract, request as JsonObject), draws)]++;
      }),
      { numRuns: 500, examples },
    );
    expect(draws).toSatisfy(hasShares({ accepted: 0.1, rejected: 0.05, excused: 0.4 }));
  });

  const runtime = new RuntimeValidators(contract);
  test.for([
    { what: 'requests', values: requests, generated: validateRequest, judge: runtime.of('request') },
    { what: 'responses', values: responses, generated: validateResponse, judge: runtime.of(successResponse(contract)) },
  ])(
    'drawn and mutated $what: the generated validator and AJV at run time agree',
    ({ values, generated, judge }, { task }) => {
      const draws = noDraws();
      task.meta.draws = draws;
      const withMutants = (values as fc.Arbitrary<Json>).chain((value) =>
        fc.record({ value: fc.constant(value), mutants: fc.array(mutated(value, []), { minLength: 5, maxLength: 5 }) }),
      );
      fc.assert(
        fc.property(withMutants, ({ value, mutants }) => {
          expect(generated(value), JSON.stringify(generated.errors)).toBe(true);
          expect(judge(value)).toBe(true);
          for (const mutant of mutants) {
            const verdict = judge(mutant);
            draws[verdict ? 'accepted' : 'rejected']++;
            expect(generated(mutant), JSON.stringify(judge.errors)).toBe(verdict);
          }
        }),
        { numRuns: 300 },
      );
      expect(draws).toSatisfy(hasShares({ accepted: 0.05, rejected: 0.1, excused: 0 }));
    },
  );
});
