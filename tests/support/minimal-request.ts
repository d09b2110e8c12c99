import type { Json, JsonObject } from '../../scripts/base/json.js';
import { own } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';

/** The least request that a contract accepts: its required parameters, and the first of each set of which one is needed. */
export function minimalRequest(contract: Contract): JsonObject {
  const needed = new Set(contract.atLeastOneOf.map((names) => names[0]));
  const request: JsonObject = {};
  for (const parameter of contract.parameters) {
    if (parameter.required || needed.has(parameter.name)) request[parameter.name] = exampleOf(contract, parameter);
  }
  return request;
}

/** A documented value of a parameter: its example, its default, or the least that its schema allows. */
export function exampleOf(contract: Contract, parameter: Contract['parameters'][number]): Json {
  const schema = resolveSchema(parameter.schema, contract.definitions) ?? {};
  const example = parameter.examples[0] ?? own(schema, 'example') ?? own(schema, 'default');
  if (example !== undefined) return example;
  if (schema.type === 'integer') return (schema.minimum as number | undefined) ?? 1;
  return schema.type === 'array' ? [] : 'example';
}
