import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import type { Contract } from './contract.js';
import { resolveSchema } from './schema-at.js';

/** The default of a parameter, as its schema or the one that it refers to states it; undefined where neither does. */
export function defaultOf(contract: Pick<Contract, 'parameters' | 'definitions'>, name: string): Json | undefined {
  const parameter = contract.parameters.find((candidate) => candidate.name === name);
  return own(resolveSchema(parameter?.schema, contract.definitions), 'default');
}
