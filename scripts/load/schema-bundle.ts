import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import { applicators, shelves } from '../contract/schema-keywords.js';
import { OneWaySchemas, requiredOn, type Way } from './one-way.js';
import type { Node, Place } from './place.js';
import { upgradeSchema } from './schema-dialects.js';
import type { Workspace } from './workspace.js';

/** Keywords that name schemas or keep them for reference: their work is done once references are resolved. */
const done = new Set([
  ...['$id', '$anchor', '$dynamicAnchor', '$schema', '$comment', '$vocabulary'],
  ...['$defs', 'definitions'],
]);
/** Ways to reach schemas that were given up in favour of `$dynamicRef`. */
const unsupported = new Set(['$recursiveRef', '$recursiveAnchor']);

/** The outermost place of each dynamic anchor that was passed on the way to a schema (JSON Schema 2020-12, Core, 7.1). */
type Scope = ReadonlyMap<string, Place>;

const outermost: Scope = new Map();

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
  /** The place in the specs of what stands at a pointer of the contract. */
  readonly sites = new Map<string, Place>();
  readonly #names = new Map<string, string>();
  readonly #workspace: Workspace;
  readonly #version: '3.0' | '3.1';
  readonly #oneWay: OneWaySchemas;
  /** Which way the values of the schema travel that is being added. */
  #way: Way = 'request';

  /** @param version of the document whose schemas are collected: 3.0 has its own dialect of JSON Schema. */
  constructor(workspace: Workspace, version: '3.0' | '3.1') {
    this.#workspace = workspace;
    this.#version = version;
    this.#oneWay = OneWaySchemas.of(workspace);
  }

  /**
   * Copies the schema at a node.
   *
   * @param pointer where the copy stands in the contract, for {@link origins}.
   */
  add(node: Node, pointer: string): JsonSchema {
    this.#way = pointer.startsWith('/responses/') ? 'response' : 'request';
    return this.#add(node, pointer, this.#enter(outermost, node));
  }

  #add(node: Node, pointer: string, outer: Scope): JsonSchema {
    this.origins[pointer] = this.#workspace.originOf(node);
    this.sites.set(pointer, { file: node.file, pointer: node.pointer });
    if (typeof node.value === 'boolean') return node.value ? {} : { not: {} };
    if (!isObject(node.value)) {
      this.#workspace.warn(node, 'is not a schema; a schema is a map of keywords', 'schema: any value is taken');
      return {};
    }
    const scope = own(node.value, '$id') === undefined ? outer : this.#enter(outer, node);
    const schema: JsonObject = {};
    const further: Json[] = [];
    for (const [key, value] of Object.entries(node.value)) {
      const here = { file: node.file, pointer: `${node.pointer}${formatPointer([key])}`, value };
      if (this.#workspace.isSpoiled(here) || done.has(key)) continue;
      if (key === '$ref' || key === '$dynamicRef') {
        const name = this.#define(node, key, value, scope);
        if (name === undefined) continue;
        const $ref = `#/$defs/${name}`;
        // OpenAPI 3.0.3, "Reference Object": properties beside $ref are ignored.
        if (this.#version === '3.0') return { $ref };
        if (schema.$ref === undefined) schema.$ref = $ref;
        else further.push({ $ref });
      } else if (unsupported.has(key)) {
        this.#workspace.add(here, `keyword ${key} is not supported; use $dynamicRef and $dynamicAnchor`);
      } else if (key === 'pattern' && typeof value === 'string' && !this.#isPattern(here, value)) {
        // Left out.
      } else {
        this.#addKeyword(schema, key, node, here, pointer, scope);
      }
    }
    if (further.length > 0) schema.allOf = [...((schema.allOf ?? []) as Json[]), ...further];
    return upgradeSchema(schema, this.#version);
  }

  #addKeyword(schema: JsonObject, key: string, owner: Node, here: Node, pointer: string, scope: Scope): void {
    const { value } = here;
    const holds = holdingOf(key, value);
    // `additionalProperties: false` and the like stay as they are.
    if (key === 'required' && Array.isArray(value)) {
      schema.required = requiredOn(this.#workspace, this.#way, owner, value);
      return;
    }
    const isPlain = holds === undefined || (typeof value === 'boolean' && key !== 'items' && holds === 'schema');
    if (isPlain) setOwn(schema, key, value);
    else if (holds === 'schema') schema[key] = this.#add(here, `${pointer}/${key}`, scope);
    else if (holds === 'list') {
      if (Array.isArray(value)) {
        schema[key] = value.map((element, index) =>
          this.#add(
            { ...here, pointer: `${here.pointer}/${index}`, value: element },
            `${pointer}/${key}/${index}`,
            scope,
          ),
        );
      } else {
        this.#workspace.warn(here, 'is not a list of schemas; begin each with "- "', `keyword ${key}`);
      }
    } else if (isObject(value)) {
      schema[key] = this.#addMap(key, here, `${pointer}/${key}`, scope);
    } else {
      this.#workspace.warn(here, 'is not a map of names to schemas; correct its indentation', `keyword ${key}`);
    }
  }

  #addMap(key: string, node: Node, pointer: string, scope: Scope): JsonObject {
    const copy: JsonObject = {};
    for (const [name, value] of Object.entries(node.value as JsonObject)) {
      const step = formatPointer([name]);
      const here = { file: node.file, pointer: node.pointer + step, value };
      if (key === 'patternProperties' && !this.#isPattern(here, name)) continue;
      // The old `dependencies` also lists names of properties.
      const part = key === 'dependencies' && Array.isArray(value) ? value : this.#add(here, pointer + step, scope);
      setOwn(copy, name, part);
    }
    return copy;
  }

  /** Whether a text is a regular expression as AJV has it, with Unicode. */
  #isPattern(place: Place, pattern: string): boolean {
    try {
      new RegExp(pattern, 'u');
      return true;
    } catch (error) {
      const why = (error as Error).message.replace(/^Invalid regular expression: /, '');
      this.#workspace.warn(
        place,
        `is no regular expression with Unicode (ECMA-262): ${why}`,
        `pattern ${JSON.stringify(pattern)}`,
      );
      return false;
    }
  }

  /** The name of the definition that a reference leads to; made on first sight. */
  #define(from: Node, keyword: string, ref: Json, outer: Scope): string | undefined {
    const found = this.#workspace.follow(from, ref, keyword);
    if (found === undefined) return undefined;
    const target = keyword === '$dynamicRef' ? this.#dynamicTarget(found, String(ref), outer) : found;
    if (this.#refersToItself(target)) return undefined;
    const scope = this.#enter(outer, target);
    const passed = [...scope].map(([name, { file, pointer }]) => `${name} ${file}#${pointer}`).join(' ');
    const way = this.#oneWay.has(target) ? this.#way : '';
    const key = `${target.file}#${target.pointer} ${passed} ${way}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#freeName(target);
    this.#names.set(key, name);
    this.places.set(name, target);
    // Claim the name before descending: a recursive schema meets itself below.
    this.definitions[name] = {};
    this.definitions[name] = this.#add(target, `/definitions/${name}`, scope);
    return name;
  }

  /** What a `$dynamicRef` leads to: the outermost schema of the dynamic anchor's name that was passed on the way. */
  #dynamicTarget(found: Node, ref: string, scope: Scope): Node {
    const name = ref.slice(ref.indexOf('#') + 1);
    const outer = scope.get(name);
    if (outer === undefined || !this.#workspace.identifiers.anchor(found, name)?.isDynamic) return found;
    return this.#workspace.nodeAt(outer) ?? found;
  }

  /** The scope within a schema resource: what was passed before it stays outermost. */
  #enter(outer: Scope, place: Place): Scope {
    const added = this.#workspace.identifiers.dynamicAnchors(place).filter(([name]) => !outer.has(name));
    return added.length === 0 ? outer : new Map([...outer, ...added]);
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

/** How a keyword holds schemas, the old ones that {@link upgradeSchema} rewrites among them. */
function holdingOf(key: string, value: Json): 'schema' | 'list' | 'map' | undefined {
  if (key === 'items' && Array.isArray(value)) return 'list';
  if (key === 'additionalItems') return 'schema';
  if (key === 'dependencies') return 'map';
  if (Object.hasOwn(shelves, key)) return shelves[key];
  return Object.hasOwn(applicators, key) ? applicators[key]?.holds : undefined;
}
