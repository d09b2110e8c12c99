import type * as fc from 'fast-check';
import type { Json, JsonObject } from '../base/json.js';
import type { DrawOptions } from './draw-context.js';
import { onlyValid } from './only-valid.js';
import { type Drawable, requestArbitrary } from './request.js';
import { exchangeArbitrary, responseArbitrary, type Step, walkArbitrary } from './response.js';

export type { DrawOptions } from './draw-context.js';
export type { Drawable } from './request.js';
export { itemArbitrary, type Step } from './response.js';
export { exchangeArbitrary, requestArbitrary, responseArbitrary, walkArbitrary };

/** The arbitraries of one operation. Every draw passes its validator. */
export interface OperationArbitraries<Request = JsonObject, Response = Json> {
  /** Decoded requests. */
  request(options?: DrawOptions): fc.Arbitrary<Request>;
  /** Successful responses that keep the contract's page and link invariants. */
  response(options?: DrawOptions): fc.Arbitrary<Response>;
  /** Responses, each with the request for its page. */
  exchange(options?: DrawOptions): fc.Arbitrary<{ request: Request; response: Response }>;
  /** All pages of one result in order, up to the empty one behind the end. Only for operations with pages. */
  walk(options?: DrawOptions): fc.Arbitrary<{ request: Request; response: Response }[]>;
}

/**
 * The arbitraries of an operation.
 *
 * @param validateRequest accepts exactly the decoded requests of the contract
 * @param validateResponse accepts exactly its successful bodies
 */
export function arbitrariesOf<Request = JsonObject, Response = Json>(
  contract: Drawable,
  validateRequest: (value: unknown) => boolean,
  validateResponse: (value: unknown) => boolean,
): OperationArbitraries<Request, Response> {
  const valid = (step: Step) => validateResponse(step.response);
  const name = (part: string) => `a ${part} of ${contract.id}`;
  return {
    request: (options) =>
      onlyValid(requestArbitrary(contract, options), validateRequest, name('request')) as fc.Arbitrary<Request>,
    response: (options) =>
      onlyValid(responseArbitrary(contract, options), validateResponse, name('response')) as fc.Arbitrary<Response>,
    exchange: (options) =>
      onlyValid(exchangeArbitrary(contract, options), (step) => valid(step as Step), name('response')) as fc.Arbitrary<{
        request: Request;
        response: Response;
      }>,
    walk: (options) =>
      onlyValid(
        walkArbitrary(contract, options),
        (steps) => (steps as Step[]).every(valid),
        name('walk'),
      ) as fc.Arbitrary<{ request: Request; response: Response }[]>,
  };
}
