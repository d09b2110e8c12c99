import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { formats, integerLimits } from './formats.js';

/** Keywords that assert something about a value (JSON Schema 2020-12, Applicator and Validation vocabularies). */
const assertions = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'format',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
  'items',
  'prefixItems',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'properties',
  'patternProperties',
  'dependentSchemas',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
]);
const schemaMaps = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const data = new Set(['enum', 'const', 'required', 'dependentRequired', 'type']);

/**
 * A schema without what asserts nothing (descriptions, examples, `x-` keys) and with formats as a validator can hold
 * them: integer formats as limits, unknown formats left out.
 *
 * @param refer rewrites each `$ref`; leaves it as it is by default
 */
export function plainSchema(schema: Json, refer: (ref: string) => string = (ref) => ref): Json {
  if (!isObject(schema)) return schema;
  const plain: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!assertions.has(key)) continue;
    if (key === '$ref') {
      plain.$ref = refer(String(value));
    } else if (key === 'format') {
      if (typeof value === 'string' && Object.hasOwn(formats, value)) plain.format = value;
    } else if (data.has(key)) {
      plain[key] = value;
    } else if (schemaMaps.has(key) && isObject(value)) {
      const map: JsonObject = {};
      for (const [name, part] of Object.entries(value)) setOwn(map, name, plainSchema(part, refer));
      plain[key] = map;
    } else if (Array.isArray(value)) {
      plain[key] = value.map((part) => plainSchema(part, refer));
    } else {
      plain[key] = plainSchema(value, refer);
    }
  }
  // Where every listed value has the type, the type says nothing more, and a wrong value would be reported twice.
  if (Array.isArray(plain.enum) && plain.enum.every((value) => hasType(value, plain.type))) delete plain.type;
  return withIntegerLimits(plain, own(schema, 'format'));
}

function hasType(value: Json, type: Json | undefined): boolean {
  const types = Array.isArray(type) ? type : [type];
  return types.some((one) => (one === 'integer' ? Number.isInteger(value) : one === typeof value && value !== null));
}

function withIntegerLimits(schema: JsonSchema, format: Json | undefined): JsonSchema {
  const limits = typeof format === 'string' && Object.hasOwn(integerLimits, format) ? integerLimits[format] : undefined;
  if (limits === undefined || schema.type !== 'integer') return schema;
  const [low, high] = limits;
  const minimum = typeof schema.minimum === 'number' ? Math.max(schema.minimum, low) : low;
  const maximum = typeof schema.maximum === 'number' ? Math.min(schema.maximum, high) : high;
  return { ...schema, minimum, maximum };
}
