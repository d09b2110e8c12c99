import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import type { Contract } from './contract.js';

/** The default of a parameter, as its schema states it; undefined where it states none. */
export function defaultOf(contract: Pick<Contract, 'parameters'>, name: string): Json | undefined {
  const parameter = contract.parameters.find((candidate) => candidate.name === name);
  return parameter === undefined ? undefined : own(parameter.schema, 'default');
}
