import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { resolveSchema } from '../contract/schema-at.js';
import { type ReadScalar, scalarReader, typesOf } from './scalar.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/** What the values of a schema look like on the wire, as far as styles have to know. */
export interface ValueShape {
  /** `list` and `object` where the schema allows one, even if it allows a single value, too. */
  readonly kind: 'scalar' | 'list' | 'object';
  /** Reads a single value, or an element of a list. */
  readonly read: ReadScalar;
  /** The shape of a property; undefined where an object does not have it. */
  property(name: string): ValueShape | undefined;
  /** The declared properties of an object. */
  readonly names: readonly string[];
  /** The shape of a list's elements. */
  readonly items: () => ValueShape;
  /** Whether a text may stand where the schema also wants something else. */
  readonly allowsText: boolean;
}

/** The shape of a schema's values. Recursive schemas unfold as far as names go. */
export function valueShape(schema: Json | undefined, definitions: Definitions): ValueShape {
  const types = typesOf(schema, definitions);
  const isObjectLike =
    types.has('object') || (types.size === 0 && partOf(schema, definitions, 'properties') !== undefined);
  const kind = types.has('array') ? 'list' : isObjectLike ? 'object' : 'scalar';
  const items = partOf(schema, definitions, 'items');
  const properties = kind === 'object' ? propertiesOf(schema, definitions) : {};
  const others = partOf(schema, definitions, 'additionalProperties');
  const known = new Map<string, ValueShape>();
  let element: ValueShape | undefined;
  let other: ValueShape | undefined;
  return {
    kind,
    allowsText: types.has('string') || types.size === 0,
    read: scalarReader(kind === 'list' ? items : schema, definitions),
    names: Object.keys(properties),
    // Built when they are asked for, since schemas may be recursive, and once, since every request asks.
    items: () => {
      element ??= valueShape(items, definitions);
      return element;
    },
    property: (name) => {
      const declared = own(properties, name);
      if (declared === undefined && (others === false || kind !== 'object')) return undefined;
      if (declared === undefined) {
        other ??= valueShape(others, definitions);
        return other;
      }
      const shape = known.get(name) ?? valueShape(declared, definitions);
      known.set(name, shape);
      return shape;
    },
  };
}

/** A keyword of a schema, or of the first of its parts that has it. */
function partOf(schema: Json | undefined, definitions: Definitions, keyword: string, depth = 0): Json | undefined {
  const resolved = resolveSchema(schema, definitions);
  const found = own(resolved, keyword);
  if (found !== undefined || resolved === undefined || depth > 8) return found;
  for (const part of partsOf(resolved)) {
    const below = partOf(part, definitions, keyword, depth + 1);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The properties that a schema and its parts declare. */
function propertiesOf(schema: Json | undefined, definitions: Definitions, depth = 0): JsonObject {
  const resolved = resolveSchema(schema, definitions);
  if (resolved === undefined || depth > 8) return {};
  const below = partsOf(resolved).map((part) => propertiesOf(part, definitions, depth + 1));
  const declared = own(resolved, 'properties');
  return Object.assign(Object.create(null), ...below, isObject(declared) ? declared : {}) as JsonObject;
}

function partsOf(schema: JsonSchema): Json[] {
  return ['allOf', 'anyOf', 'oneOf'].flatMap((key) => {
    const parts = own(schema, key);
    return Array.isArray(parts) ? parts : [];
  });
}
