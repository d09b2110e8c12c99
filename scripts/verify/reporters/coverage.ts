import type { Json } from '../../base/json.js';
import { own } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';
import type { PropertyResult } from '../violation.js';

/** Whether a parameter, and each value of its enum, was sent in a request that the contract allows. */
export interface ParameterCoverage {
  readonly name: string;
  readonly isSent: boolean;
  /** Empty where the parameter has no enum. */
  readonly values: readonly { readonly value: Json; readonly isSent: boolean }[];
}

/** What a run sent of one operation's parameters. */
export function coverageOf(contract: Contract, results: readonly PropertyResult[]): ParameterCoverage[] {
  const mine = results.filter((result) => result.operation === contract.id).map((result) => result.exercised);
  return contract.parameters.map(({ name, schema }) => {
    const resolved = resolveSchema(schema, contract.definitions);
    const element = resolveSchema(own(resolved, 'items'), contract.definitions);
    const allowed = own(element ?? resolved, 'enum');
    const sent = new Set(mine.flatMap((exercised) => (Object.hasOwn(exercised, name) ? (exercised[name] ?? []) : [])));
    return {
      name,
      isSent: mine.some((exercised) => Object.hasOwn(exercised, name)),
      values: (Array.isArray(allowed) ? allowed : []).map((value) => ({ value, isSent: sent.has(value) })),
    };
  });
}
