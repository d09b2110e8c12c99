import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/** The height of what a `$ref` leads to. `inPlace`: the reference is about the value itself, not about a part of it. */
type Lookup = (ref: string, inPlace: boolean) => number;

const endless = Number.POSITIVE_INFINITY;

/**
 * How deep the smallest value of a schema is nested: 0 for scalars and what may be left empty, infinite where a schema
 * requires itself without end.
 *
 * Found by repetition until nothing changes, so that recursive definitions cost no more than others.
 *
 * @returns the height of a schema, for schemas whose `$ref`s lead into the definitions.
 */
export function heightsOf(definitions: Definitions): (schema: Json) => number {
  const known = new Map(Object.keys(definitions).map((name) => [refTo(name), endless]));
  const whole = new Map(Object.keys(definitions).map((name) => [refTo(name), wholesOf(name, definitions)]));
  for (let changed = true, round = 0; changed && round <= known.size; round++) {
    changed = false;
    for (const [name, schema] of Object.entries(definitions)) {
      const height = heightOf(schema, definitions, (ref, inPlace) => {
        // A definition that is all of itself, by whatever detour, says nothing more by that.
        return inPlace && whole.get(ref)?.has(refTo(name)) === true ? 0 : (known.get(ref) ?? 0);
      });
      if (height === known.get(refTo(name))) continue;
      known.set(refTo(name), height);
      changed = true;
    }
  }
  const measured = new WeakMap<object, number>();
  return (schema) => {
    if (!isObject(schema)) return schema === false ? endless : 0;
    let height = measured.get(schema);
    if (height === undefined) {
      height = heightOf(schema, definitions, (ref) => known.get(ref) ?? 0);
      measured.set(schema, height);
    }
    return height;
  };
}

function refTo(name: string): string {
  return `#/$defs/${name}`;
}

/** The references of which a definition is all, itself included. */
function wholesOf(name: string, definitions: Definitions): Set<string> {
  const found = new Set<string>();
  const follow = (schema: Json) => {
    const ref = own(schema, '$ref');
    if (typeof ref === 'string' && !found.has(ref)) {
      found.add(ref);
      follow(definitionAt(ref, definitions));
    }
    for (const part of listOf(schema, 'allOf')) follow(part);
  };
  follow({ $ref: refTo(name) });
  return found;
}

function definitionAt(ref: string, definitions: Definitions): Json {
  return own(definitions as JsonObject, ref.slice('#/$defs/'.length)) ?? {};
}

function heightOf(schema: Json, definitions: Definitions, lookup: Lookup): number {
  if (!isObject(schema)) return schema === false ? endless : 0;
  if (schema.const !== undefined || Array.isArray(schema.enum)) return 0;
  const inside = (part: Json) => heightOf(part, definitions, (ref) => lookup(ref, false));
  let height = typeof schema.$ref === 'string' ? lookup(schema.$ref, true) : 0;
  for (const part of listOf(schema, 'allOf')) height = Math.max(height, heightOf(part, definitions, lookup));
  for (const union of ['anyOf', 'oneOf']) {
    const branches = listOf(schema, union);
    if (branches.length > 0) height = Math.max(height, Math.min(...branches.map(inside)));
  }
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  const isOnly = (type: string) => types === undefined || (types.length === 1 && types[0] === type);
  const required = schema.required;
  if (Array.isArray(required) && isOnly('object')) {
    const properties = propertiesOf(schema, definitions);
    for (const name of required) {
      for (const part of properties.get(String(name)) ?? []) height = Math.max(height, 1 + inside(part));
    }
  }
  if (Number(schema.minItems) > 0 && isOnly('array')) {
    height = Math.max(height, 1 + inside(schema.items ?? {}), ...listOf(schema, 'prefixItems').map(inside));
  }
  return height;
}

function listOf(schema: Json, key: string): Json[] {
  const list = own(schema, key);
  return Array.isArray(list) ? list : [];
}

/** The properties that a schema and what it is put together from declare. */
function propertiesOf(schema: JsonSchema, definitions: Definitions): Map<string, Json[]> {
  const found = new Map<string, Json[]>();
  const seen = new Set<Json>();
  const collect = (part: Json) => {
    if (!isObject(part) || seen.has(part)) return;
    seen.add(part);
    if (isObject(part.properties)) {
      for (const [name, property] of Object.entries(part.properties)) {
        found.set(name, [...(found.get(name) ?? []), property]);
      }
    }
    if (typeof part.$ref === 'string') collect(definitionAt(part.$ref, definitions));
    for (const one of listOf(part, 'allOf')) collect(one);
  };
  collect(schema);
  return found;
}
