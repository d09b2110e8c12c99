import * as fc from 'fast-check';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, setOwn } from '../base/json.js';
import type { DrawContext } from './draw-context.js';

/** The objects of a schema. Undefined where a required property cannot end. */
export function objectArbitrary(schema: JsonSchema, context: DrawContext): fc.Arbitrary<JsonObject> | undefined {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? (schema.required as string[]) : []);
  const entries: fc.Arbitrary<[string, Json] | undefined>[] = [];
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const value = context.draw(Object.hasOwn(properties, name) ? (properties[name] as Json) : {}, context);
    if (value === undefined) {
      if (required.has(name)) return undefined;
      continue;
    }
    const entry = value.map((drawn): [string, Json] => [name, drawn]);
    // A missing property is the smaller case to shrink to, but a present one the more telling one to draw.
    entries.push(required.has(name) ? entry : fc.option(entry, { nil: undefined, freq: 4 }));
  }
  const named = fc.tuple(...entries).map((drawn) => toObject(drawn.filter((entry) => entry !== undefined)));

  const others = schema.additionalProperties;
  const minimum = typeof schema.minProperties === 'number' ? schema.minProperties : 0;
  const open = isObject(others) || (entries.length < minimum && others !== false);
  const other = open ? context.draw(isObject(others) ? others : {}, context) : undefined;
  if (other === undefined) return named;
  const maximum = typeof schema.maxProperties === 'number' ? schema.maxProperties : Math.max(minimum, 3);
  const name = isObject(schema.propertyNames)
    ? (context.draw({ type: 'string', ...schema.propertyNames }, context) as fc.Arbitrary<string>)
    : fc.string({ minLength: 1, maxLength: 8 });
  return fc
    .tuple(
      named,
      fc.uniqueArray(fc.tuple(name, other), { minLength: minimum, maxLength: maximum, selector: ([key]) => key }),
    )
    .map(([object, more]) =>
      toObject([...more, ...Object.entries(object)].slice(-Math.max(maximum, Object.keys(object).length))),
    );
}

function toObject(entries: readonly [string, Json][]): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of entries) setOwn(object, name, value);
  return object;
}
