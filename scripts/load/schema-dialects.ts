import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, setOwn } from '../base/json.js';

/**
 * Rewrites what a schema says in an older dialect into JSON Schema 2020-12: lists below `items` and `dependencies` of
 * earlier drafts, and the Schema Object of OpenAPI 3.0.
 *
 * @param schema the schemas below it are rewritten already
 */
export function upgradeSchema(schema: JsonSchema, version: '3.0' | '3.1'): JsonSchema {
  const upgraded = withoutDependencies(withoutItemLists(schema));
  return version === '3.0' ? fromOpenApi30(upgraded) : upgraded;
}

/** JSON Schema 2020-12, Core, appendix B.5: `items` was a list, and `additionalItems` stood for what lay beyond it. */
function withoutItemLists(schema: JsonSchema): JsonSchema {
  if (schema.additionalItems === undefined && !Array.isArray(schema.items)) return schema;
  const { additionalItems, items, ...rest } = schema;
  // Without a list, additionalItems said nothing.
  if (!Array.isArray(items)) return items === undefined ? rest : { ...rest, items };
  return { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
}

/** JSON Schema 2020-12, Core, appendix B.6: `dependencies` was cut in two. */
function withoutDependencies(schema: JsonSchema): JsonSchema {
  const { dependencies, ...rest } = schema;
  if (!isObject(dependencies)) return schema;
  const dependentRequired: JsonObject = {};
  const dependentSchemas: JsonObject = {};
  for (const [name, value] of Object.entries(dependencies)) {
    setOwn(Array.isArray(value) ? dependentRequired : dependentSchemas, name, value);
  }
  const parts = Object.entries({ dependentRequired, dependentSchemas }).filter(
    ([, map]) => Object.keys(map).length > 0,
  );
  for (const [keyword, map] of parts) {
    if (rest[keyword] === undefined) rest[keyword] = map;
    else rest.allOf = [...((rest.allOf ?? []) as Json[]), { [keyword]: map }];
  }
  return rest;
}

/** OpenAPI 3.0.3, "Schema Object". */
function fromOpenApi30(schema: JsonSchema): JsonSchema {
  const { nullable, ...rest } = schema;
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const limit = rest[bound];
    if (rest[exclusive] === true && limit !== undefined) {
      rest[exclusive] = limit;
      delete rest[bound];
    } else if (typeof rest[exclusive] === 'boolean') {
      delete rest[exclusive];
    }
  }
  if (nullable === true) {
    if (typeof rest.type === 'string') rest.type = [rest.type, 'null'];
    if (Array.isArray(rest.enum) && !rest.enum.includes(null)) rest.enum = [...rest.enum, null];
  }
  return rest;
}
