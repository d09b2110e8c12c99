import * as fc from 'fast-check';
import { fromSchema } from '../arbitraries/from-schema.js';
import type { Json, JsonSchema } from '../base/json.js';
import type { Contract } from '../contract/contract.js';

/**
 * A value that a schema of a contract allows, as one usually sees it.
 *
 * @param pointer of the schema in the contract, for messages
 * @throws Error where none can be made, with the place in the document.
 */
export function madeValue({ definitions, origins }: Contract, schema: JsonSchema, pointer: string, seed: number): Json {
  const arbitrary = fromSchema(schema, definitions, { texts: 'realistic', optional: 'usual' }, { pointer, origins });
  return fc.sample(arbitrary, { numRuns: 1, seed })[0] ?? null;
}
