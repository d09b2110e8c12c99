import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formats, integerLimits } from './formats.js';
import { applicators, assertions, mapSubschemas } from './schema-keywords.js';

/**
 * A schema without what asserts nothing (descriptions, examples, `x-` keys) and with formats as a validator can hold
 * them: integer formats as limits, unknown formats left out.
 *
 * @param refer rewrites each `$ref`; leaves it as it is by default
 */
export function plainSchema(schema: Json, refer: (ref: string) => string = (ref) => ref): Json {
  if (!isObject(schema)) return schema;
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref') kept.$ref = refer(String(value));
    else if (key === 'format') {
      if (typeof value === 'string' && Object.hasOwn(formats, value)) kept.format = value;
    } else if (assertions.has(key) || Object.hasOwn(applicators, key)) kept[key] = value;
  }
  const plain = mapSubschemas(kept, (part) => plainSchema(part, refer));
  // Nothing is among no values. AJV refuses to compile that.
  if (Array.isArray(plain.enum) && plain.enum.length === 0) return { not: {} };
  // Where every listed value has the type, the type says nothing more, and a wrong value would be reported twice. Where
  // only the list is inferred, the type says what the page does.
  const isStated = own(own(schema, 'x-inferred'), 'enum') === undefined;
  const isImplied = Array.isArray(plain.enum) && plain.enum.every((value) => hasType(value, plain.type));
  if (isImplied && isStated) delete plain.type;
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
