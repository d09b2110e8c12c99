import * as fc from 'fast-check';
import { requestArbitrary } from '../../arbitraries/request.js';
import type { JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Session } from '../session.js';

/**
 * Whatever the contract allows a request to say, the body included. Of what stands in the path, values that the server is
 * known to have are not given up for others.
 */
export function drawnRequests({ contract, operation }: Session): {
  readonly cases: fc.Arbitrary<JsonObject>;
  readonly runs: number;
} {
  const kept = contract.parameters.flatMap((parameter) => {
    const [value] = parameter.in === 'path' ? operation.known.of(parameter.name) : [];
    return value === undefined ? [] : [[parameter.name, value] as const];
  });
  const required = new Set([...Object.keys(operation.known.required), ...contract.atLeastOneOf.flat()]);
  const cases = fc
    .tuple(requestArbitrary(contract, { texts: 'realistic' }), fc.nat(2), fc.array(fc.nat(1_000), { maxLength: 2 }))
    .map(([drawn, luck, places]) => {
      const optional = Object.keys(drawn).filter((name) => !required.has(name));
      // What is asked for with everything at once selects nothing: most requests say little.
      const said = new Set(luck === 0 ? optional : places.map((place) => optional[place % optional.length]));
      const request: JsonObject = {};
      for (const [name, value] of [...Object.entries(drawn), ...kept])
        if (required.has(name) || said.has(name)) setOwn(request, name, value);
      return request;
    });
  // Without anything to choose from, every request is the same.
  const hasChoice = contract.parameters.length > 0 || contract.body !== undefined;
  return { cases, runs: hasChoice ? operation.settings.runs : 0 };
}
