import * as fc from 'fast-check';
import type { JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { DrawOptions } from './draw-context.js';
import { fromSchema } from './from-schema.js';

/** What drawing needs to know of a contract. */
export type Drawable = Pick<
  Contract,
  'id' | 'request' | 'responses' | 'definitions' | 'atLeastOneOf' | 'pagination' | 'lookup' | 'links' | 'parameters'
>;

/** Decoded requests of an operation: every documented parameter, with at least one of each set that needs one. */
export function requestArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<JsonObject> {
  const { allOf: _, ...schema } = contract.request;
  const any = fromSchema(schema, contract.definitions, options) as fc.Arbitrary<JsonObject>;
  if (contract.atLeastOneOf.length === 0) return any;
  // One parameter of each set is drawn beside the request, for requests that have none of the set.
  const fallbacks = contract.atLeastOneOf.map((names) =>
    fc.oneof(
      ...names.map((name) => {
        const parameter = contract.parameters.find((candidate) => candidate.name === name);
        return fromSchema(parameter?.schema ?? {}, contract.definitions, options).map((value) => ({ name, value }));
      }),
    ),
  );
  return fc.tuple(any, fc.tuple(...fallbacks)).map(([request, spare]) => {
    const complete = { ...request };
    for (const [index, names] of contract.atLeastOneOf.entries()) {
      const { name, value } = spare[index] as (typeof spare)[number];
      if (!names.some((candidate) => own(complete, candidate) !== undefined)) setOwn(complete, name, value);
    }
    return complete;
  });
}
