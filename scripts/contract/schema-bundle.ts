import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import type { Node, Place, Workspace } from './workspace.js';

/** Keywords whose value is one schema. */
const one = new Set([
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'contentSchema',
  'not',
  'if',
  'then',
  'else',
]);
const many = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const maps = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Ways to name and reach schemas other than a plain `$ref`; no spec we know of uses them in OpenAPI. */
const unsupported = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef'];

/**
 * Collects the schemas of one contract into one self-contained set: every `$ref` becomes `#/$defs/Name`.
 *
 * Recursive schemas stay recursive by name, so that the result is plain JSON without cycles.
 */
export class SchemaBundle {
  readonly definitions: Record<string, JsonSchema> = Object.create(null);
  readonly origins: Record<string, string> = Object.create(null);
  /** The place in the specs of each definition. */
  readonly places = new Map<string, Place>();
  readonly #names = new Map<string, string>();
  readonly #workspace: Workspace;
  readonly #version: '3.0' | '3.1';

  /** @param version of the document whose schemas are collected: 3.0 has its own dialect of JSON Schema. */
  constructor(workspace: Workspace, version: '3.0' | '3.1') {
    this.#workspace = workspace;
    this.#version = version;
  }

  /**
   * Copies the schema at a node.
   *
   * @param pointer where the copy stands in the contract, for {@link origins}.
   */
  add(node: Node, pointer: string): JsonSchema {
    this.origins[pointer] = this.#workspace.originOf(node);
    if (typeof node.value === 'boolean') return node.value ? {} : { not: {} };
    if (!isObject(node.value)) {
      this.#workspace.add(node, 'is not a schema; a schema is a map of keywords');
      return {};
    }
    const schema: JsonObject = {};
    for (const [key, value] of Object.entries(node.value)) {
      const here = { file: node.file, pointer: `${node.pointer}${formatPointer([key])}`, value };
      if (key === '$ref') {
        const name = this.#define(node, value);
        if (name === undefined) continue;
        schema.$ref = `#/$defs/${name}`;
        // OpenAPI 3.0.3, "Reference Object": properties beside $ref are ignored.
        if (this.#version === '3.0') return { $ref: `#/$defs/${name}` };
      } else if (key === '$defs' || key === '$schema' || key === '$comment') {
        // Reached by reference, or of no consequence.
      } else if (unsupported.includes(key)) {
        this.#workspace.add(here, `keyword ${key} is not supported; use $ref with a file and a JSON pointer`);
      } else if (one.has(key) && (isObject(value) || key === 'items')) {
        schema[key] = this.add(here, `${pointer}/${key}`);
      } else if (many.has(key)) {
        if (!Array.isArray(value)) {
          this.#workspace.add(here, 'is not a list of schemas; begin each with "- "');
          continue;
        }
        schema[key] = value.map((element, index) =>
          this.add({ ...here, pointer: `${here.pointer}/${index}`, value: element }, `${pointer}/${key}/${index}`),
        );
      } else if (maps.has(key)) {
        schema[key] = this.#addMap(here, `${pointer}/${key}`);
      } else {
        setOwn(schema, key, value);
      }
    }
    return this.#version === '3.0' ? upgrade(schema) : schema;
  }

  #addMap(node: Node, pointer: string): JsonObject {
    const copy: JsonObject = {};
    if (!isObject(node.value)) {
      this.#workspace.add(node, 'is not a map of names to schemas; correct its indentation');
      return copy;
    }
    for (const [name, value] of Object.entries(node.value)) {
      const step = formatPointer([name]);
      setOwn(copy, name, this.add({ file: node.file, pointer: node.pointer + step, value }, pointer + step));
    }
    return copy;
  }

  /** The name of the definition that a `$ref` leads to; made on first sight. */
  #define(from: Place, ref: Json): string | undefined {
    const target = this.#workspace.follow(from, ref);
    if (target === undefined) return undefined;
    if (this.#refersToItself(target)) return undefined;
    const key = `${target.file}#${target.pointer}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#freeName(target);
    this.#names.set(key, name);
    this.places.set(name, target);
    // Claim the name before descending: a recursive schema meets itself below.
    this.definitions[name] = {};
    this.definitions[name] = this.add(target, `/definitions/${name}`);
    return name;
  }

  /** Notes a problem where a chain of bare `$ref`s comes back to its start: it would say nothing at all. */
  #refersToItself(start: Node): boolean {
    const seen = new Set<string>();
    for (let here: Node | undefined = start; here !== undefined; ) {
      const ref: Json | undefined = own(here.value, '$ref');
      if (ref === undefined) return false;
      const key: string = `${here.file}#${here.pointer}`;
      if (seen.has(key)) {
        this.#workspace.add(start, `$ref "${String(ref)}" leads back to itself`);
        return true;
      }
      seen.add(key);
      here = this.#workspace.follow(here, ref);
    }
    return true;
  }

  #freeName(place: Place): string {
    const steps = parsePointer(place.pointer);
    const last = steps.at(-1) ?? place.file;
    const base = last.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d|_|$)/, 'Schema');
    let name = base;
    for (let number = 2; name in this.definitions; number++) name = `${base}${number}`;
    return name;
  }
}

/** Rewrites a schema of OpenAPI 3.0 (its "Schema Object") into JSON Schema 2020-12. */
function upgrade(schema: JsonSchema): JsonSchema {
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
