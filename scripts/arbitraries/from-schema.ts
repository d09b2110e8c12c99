import * as fc from 'fast-check';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { resolveSchema } from '../contract/schema-at.js';
import { arrayArbitrary } from './array.js';
import type { DrawContext, DrawOptions } from './draw-context.js';
import { numberArbitrary } from './number.js';
import { objectArbitrary } from './object.js';
import { textArbitrary } from './text.js';

/** How often a recursive schema contains itself in a drawn value. */
const MAX_RECURSION = 2;

/**
 * The values of a JSON Schema.
 *
 * Draws what the schema's types, ranges, lengths, formats, patterns, enums and combinations say. Conditions (`not`,
 * `if`, `dependentSchemas` …) are not drawn towards: see {@link onlyValid}.
 *
 * @param definitions what `#/$defs/…` in the schema points to
 * @throws Error where a schema can only be satisfied by an endless value.
 */
export function fromSchema(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  options: DrawOptions = {},
): fc.Arbitrary<Json> {
  const arbitrary = draw(schema, { ...options, definitions, open: [], draw });
  if (arbitrary === undefined) throw new Error('the schema requires itself without end, so that no value satisfies it');
  return arbitrary;
}

function draw(schema: Json, context: DrawContext): fc.Arbitrary<Json> | undefined {
  if (!isObject(schema)) return schema === false ? undefined : anything();
  const ref = own(schema, '$ref');
  if (typeof ref === 'string') {
    if (context.open.filter((open) => open === ref).length >= MAX_RECURSION) return undefined;
    const target = resolveSchema(schema, context.definitions) ?? {};
    return draw(target, { ...context, open: [...context.open, ref] });
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  for (const key of ['oneOf', 'anyOf'] as const) {
    const branches = own(schema, key);
    if (Array.isArray(branches)) return drawAny(schema, key, branches, context);
  }
  const parts = own(schema, 'allOf');
  if (Array.isArray(parts)) {
    const { allOf: _, ...rest } = schema;
    return draw(
      parts.reduce<JsonSchema>((all, part) => merge(all, part, context), rest),
      context,
    );
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? guessType(schema)];
  const choices = types.flatMap((type) => drawType(String(type), schema, context) ?? []);
  return choices.length === 0 ? undefined : fc.oneof(...choices);
}

function drawAny(
  schema: JsonSchema,
  key: 'oneOf' | 'anyOf',
  branches: readonly Json[],
  context: DrawContext,
): fc.Arbitrary<Json> | undefined {
  const { [key]: _, ...rest } = schema;
  const choices = branches.flatMap((branch) => draw(merge(rest, branch, context), context) ?? []);
  return choices.length === 0 ? undefined : fc.oneof(...choices);
}

function drawType(type: string, schema: JsonSchema, context: DrawContext): fc.Arbitrary<Json> | undefined {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numberArbitrary(schema, type, context);
    case 'string':
      return textArbitrary(schema, context);
    case 'array':
      return arrayArbitrary(schema, context);
    case 'object':
      return objectArbitrary(schema, context);
    default:
      return anything();
  }
}

/** The type that a schema without `type` speaks of. */
function guessType(schema: JsonSchema): string {
  if ('properties' in schema || 'required' in schema || 'additionalProperties' in schema) return 'object';
  if ('items' in schema || 'minItems' in schema) return 'array';
  if ('pattern' in schema || 'minLength' in schema || 'format' in schema) return 'string';
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return 'number';
  return 'any';
}

function anything(): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.constant<Json>({}),
    fc.constant<Json>([]),
  );
}

/** One schema that asserts what both do, as far as keywords can be joined one by one. */
function merge(one: JsonSchema, other: Json, context: DrawContext): JsonSchema {
  const added = resolveSchema(other, context.definitions);
  if (added === undefined) return one;
  const merged: JsonObject = { ...one };
  for (const [key, value] of Object.entries(added)) {
    const before = own(merged, key);
    if (before === undefined) setOwn(merged, key, value);
    else if (key === 'properties' && isObject(before) && isObject(value)) merged.properties = joinMaps(before, value);
    else if ((key === 'required' || key === 'allOf') && Array.isArray(before) && Array.isArray(value)) {
      merged[key] = [...before, ...value];
    } else if (key === 'enum' && Array.isArray(before) && Array.isArray(value)) {
      merged.enum = before.filter((member) => value.includes(member));
    } else if (/^min|^exclusiveMin/.test(key)) merged[key] = Math.max(Number(before), Number(value));
    else if (/^max|^exclusiveMax/.test(key)) merged[key] = Math.min(Number(before), Number(value));
    else setOwn(merged, key, value);
  }
  return merged;
}

function joinMaps(one: JsonObject, other: JsonObject): JsonObject {
  const joined: JsonObject = { ...one };
  for (const [name, schema] of Object.entries(other)) {
    const before = own(joined, name);
    setOwn(joined, name, before === undefined ? schema : { allOf: [before, schema] });
  }
  return joined;
}
