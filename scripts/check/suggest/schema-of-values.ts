import type { Exact } from '../../base/exact.js';
import { type JsonObject, setOwn } from '../../base/json.js';

/** Levels that are described; deeper ones may hold anything. */
const MAX_DEPTH = 4;

/** Properties of one object that are described; an object with more is taken for a map. */
const MAX_PROPERTIES = 30;

/** The type of a value in JSON Schema. */
export function typeOf(value: Exact | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/**
 * The plainest schema that values of one field keep: types, of lists those of the elements, of objects the properties.
 * Nothing that a further value could contradict: no bounds, no enums, no `required`.
 */
export function schemaOfValues(values: readonly Exact[], depth = 0): JsonObject {
  const types = new Set(values.map(typeOf));
  if (types.has('number')) types.delete('integer');
  const [only] = types;
  const schema: JsonObject = { type: types.size === 1 ? (only as string) : [...types].sort() };
  if (depth >= MAX_DEPTH) return schema;
  const elements = values.filter(Array.isArray).flat() as Exact[];
  if (elements.length > 0) schema.items = schemaOfValues(elements, depth + 1);
  const byName = new Map<string, Exact[]>();
  for (const value of values) {
    if (typeOf(value) !== 'object') continue;
    for (const [name, part] of Object.entries(value as object)) byName.set(name, [...(byName.get(name) ?? []), part]);
  }
  if (byName.size > 0 && byName.size <= MAX_PROPERTIES) {
    const properties: JsonObject = {};
    for (const [name, parts] of byName) setOwn(properties, name, schemaOfValues(parts, depth + 1));
    schema.properties = properties;
  }
  return schema;
}
