import type * as fc from 'fast-check';
import type { JsonObject } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { DrawOptions } from './draw-context.js';
import { fromSchema } from './from-schema.js';

/** What drawing needs to know of a contract. */
export type Drawable = Pick<
  Contract,
  'id' | 'request' | 'responses' | 'definitions' | 'atLeastOneOf' | 'pagination' | 'lookup' | 'links' | 'parameters'
> &
  Partial<Pick<Contract, 'origins' | 'sort'>>;

/** Decoded requests of an operation: every documented parameter, with at least one of each set that needs one. */
export function requestArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<JsonObject> {
  const { request, definitions, origins = {} } = contract;
  return fromSchema(request, definitions, options, { pointer: '/request', origins }) as fc.Arbitrary<JsonObject>;
}
