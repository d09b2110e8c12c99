import type { Json, JsonObject } from '../../scripts/base/json.js';
import { isObject, own } from '../../scripts/base/json.js';
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
  return parameter.examples[0] ?? leastOf(parameter.schema, contract.definitions);
}

/** Texts of each format that the specs have. */
const formatted: Readonly<Record<string, string>> = {
  'date-time': '2025-01-01T00:00:00Z',
  date: '2025-01-01',
  ipv4: '192.0.2.1',
  uuid: '3956048f-9d73-5edb-834b-4827bb480001',
};

function leastOf(part: Json | undefined, definitions: Contract['definitions'], depth = 0): Json {
  const schema = resolveSchema(part, definitions) ?? {};
  const values = own(schema, 'enum');
  const given = own(schema, 'example') ?? own(schema, 'default') ?? own(schema, 'const');
  if (given !== undefined) return given;
  if (Array.isArray(values)) return values[0] ?? null;
  const limit = (keyword: string) => own(schema, keyword) as number | undefined;
  switch ([own(schema, 'type')].flat()[0]) {
    case 'integer':
      return Math.ceil(limit('minimum') ?? 1);
    case 'number':
      return limit('minimum') ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: limit('minItems') ?? 0 }, () => leastOf(schema.items, definitions, depth + 1));
    case 'object': {
      const properties = isObject(schema.properties) ? schema.properties : {};
      const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
      if (depth > 8) return {};
      return Object.fromEntries(required.map((name) => [name, leastOf(properties[name], definitions, depth + 1)]));
    }
    default:
      return (
        formatted[String(own(schema, 'format'))] ??
        'example'.padEnd(limit('minLength') ?? 0, 'x').slice(0, limit('maxLength') ?? undefined)
      );
  }
}
