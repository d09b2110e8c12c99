import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { canonical, isNamed } from '../contract/satisfies.js';

/** Schemas of which a value satisfies one. */
export interface Union {
  readonly branches: readonly Json[];
  /** Property that names the branch (OpenAPI, "Discriminator Object"), and the names of branches by `$ref`. */
  readonly discriminator?: { readonly property: string; readonly names: ReadonlyMap<string, string> } | undefined;
}

/** A schema taken apart: what holds in every case, and what there is to choose from. */
export interface Flat {
  /** Without `$ref`, `allOf` and anything that offers a choice. */
  readonly schema: JsonSchema;
  readonly unions: readonly Union[];
  /** True where a value that was drawn from the other two may yet violate the schema. */
  readonly isHard: boolean;
}

/** Keywords that are not, or not wholly, drawn towards. */
const hard = new Set([
  ...['not', 'oneOf', 'if', 'unevaluatedProperties', 'unevaluatedItems', 'contains', 'uniqueItems'],
  ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'dependentSchemas', 'dependentRequired'],
  ...['pattern', 'format', 'multipleOf', 'enum', 'const'],
]);
const groups = new Set(['properties', 'patternProperties', 'additionalProperties', 'prefixItems', 'items']);
const choices = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependentRequired',
  'not',
]);

/**
 * Takes a schema apart.
 *
 * @returns undefined where its parts contradict each other plainly, such as types that exclude each other.
 */
export function flatten(schema: Json, definitions: Readonly<Record<string, JsonSchema>>): Flat | undefined {
  const flattening = new Flattening(definitions);
  flattening.add(schema, []);
  return flattening.isPossible ? flattening : undefined;
}

class Flattening implements Flat {
  schema: JsonObject = {};
  readonly unions: Union[] = [];
  isHard = false;
  isPossible = true;
  readonly #definitions: Readonly<Record<string, JsonSchema>>;

  constructor(definitions: Readonly<Record<string, JsonSchema>>) {
    this.#definitions = definitions;
  }

  /** @param open the references that led here: a schema that is all of itself says nothing more. */
  add(schema: Json, open: readonly string[]): void {
    if (!isObject(schema)) {
      this.isPossible &&= schema !== false;
      return;
    }
    const ref = own(schema, '$ref');
    if (typeof ref === 'string' && !open.includes(ref)) {
      this.add(own(this.#definitions as JsonObject, ref.slice('#/$defs/'.length)) ?? {}, [...open, ref]);
    }
    for (const part of listOf(schema, 'allOf')) this.add(part, open);
    this.isHard ||= Object.keys(schema).some((key) => hard.has(key));
    this.#addChoices(schema);
    this.#addGroups(schema);
    for (const [key, value] of Object.entries(schema)) {
      if (!choices.has(key) && !groups.has(key)) this.#addKeyword(key, value);
    }
  }

  #addChoices(schema: JsonObject): void {
    for (const key of ['anyOf', 'oneOf']) {
      const branches = listOf(schema, key);
      if (Array.isArray(own(schema, key))) this.unions.push({ branches, discriminator: discriminatorOf(schema) });
    }
    const condition = own(schema, 'if');
    if (condition !== undefined) {
      this.unions.push({
        branches: [
          { allOf: [condition, own(schema, 'then') ?? true] },
          { allOf: [{ not: condition }, own(schema, 'else') ?? true] },
        ],
      });
    }
    for (const [name, part] of entriesOf(schema, 'dependentSchemas')) this.#dependOn(name, part);
    for (const [name, needed] of entriesOf(schema, 'dependentRequired')) this.#dependOn(name, { required: needed });
    const not = own(schema, 'not');
    if (not === true) this.isPossible = false;
    const absent = listOf(not ?? {}, 'required');
    if (isObject(not) && absent.length === 1 && Object.keys(not).length === 1) {
      this.#addGroups({ properties: { [String(absent[0])]: false } });
    }
  }

  #dependOn(name: string, part: Json): void {
    this.unions.push({ branches: [{ allOf: [{ required: [name] }, part] }, { not: { required: [name] } }] });
  }

  /** Keywords that speak of what others of the same schema leave over can only be joined together. */
  #addGroups(schema: JsonObject): void {
    if (![...groups].some((key) => own(schema, key) !== undefined)) return;
    const before = this.schema;
    const joined: JsonObject = { ...before };
    const names = new Set(
      [...entriesOf(before, 'properties'), ...entriesOf(schema, 'properties')].map(([name]) => name),
    );
    const properties: JsonObject = {};
    for (const name of names) setOwn(properties, name, join(propertyOf(before, name), propertyOf(schema, name)));
    if (names.size > 0) joined.properties = properties;
    const patterns = new Set(
      [...entriesOf(before, 'patternProperties'), ...entriesOf(schema, 'patternProperties')].map(([name]) => name),
    );
    const patternProperties: JsonObject = {};
    for (const pattern of patterns)
      setOwn(patternProperties, pattern, join(patternOf(before, pattern), patternOf(schema, pattern)));
    if (patterns.size > 0) joined.patternProperties = patternProperties;
    set(joined, 'additionalProperties', joinIfAny(before.additionalProperties, schema.additionalProperties));
    const first = [before, schema].map((one) => listOf(one, 'prefixItems'));
    const length = Math.max(...first.map((list) => list.length));
    if (length > 0) {
      joined.prefixItems = Array.from({ length }, (_, index) => join(itemOf(before, index), itemOf(schema, index)));
    }
    set(joined, 'items', joinIfAny(before.items, schema.items));
    this.schema = joined;
  }

  #addKeyword(key: string, value: Json): void {
    const { schema } = this;
    const before = own(schema, key);
    if (before === undefined) {
      setOwn(schema, key, value);
    } else if (key === 'type') {
      const types = [before]
        .flat()
        .flatMap((one) => [value].flat().flatMap((other) => narrower(one as Json, other as Json)));
      this.isPossible &&= types.length > 0;
      schema.type = [...new Set(types)];
    } else if (key === 'required' && Array.isArray(before) && Array.isArray(value)) {
      schema.required = [...new Set([...before, ...value])];
    } else if (key === 'enum' && Array.isArray(before) && Array.isArray(value)) {
      const others = new Set(value.map(canonical));
      schema.enum = before.filter((member) => others.has(canonical(member)));
    } else if (/^(?:min|exclusiveMin)/.test(key)) schema[key] = Math.max(Number(before), Number(value));
    else if (/^(?:max|exclusiveMax)/.test(key)) schema[key] = Math.min(Number(before), Number(value));
    else if (key === 'multipleOf') schema[key] = commonMultiple(Number(before), Number(value)) ?? before;
    else if (key === 'propertyNames' || key === 'contains') schema[key] = join(before, value);
    else if (key === 'uniqueItems') schema[key] = before === true || value === true;
    else if (key !== 'pattern' && key !== 'format' && key !== 'const') setOwn(schema, key, value);
  }
}

function discriminatorOf(schema: JsonObject): Union['discriminator'] {
  const discriminator = own(schema, 'discriminator');
  const property = own(discriminator, 'propertyName');
  if (typeof property !== 'string') return undefined;
  const mapping = entriesOf(discriminator as JsonObject, 'mapping');
  return { property, names: new Map(mapping.map(([name, ref]) => [String(ref).replace(/^.*\//, ''), name])) };
}

function set(target: JsonObject, key: string, value: Json | undefined): void {
  if (value !== undefined) target[key] = value;
}

function listOf(schema: Json, key: string): Json[] {
  const list = own(schema, key);
  return Array.isArray(list) ? list : [];
}

function entriesOf(schema: JsonObject, key: string): [string, Json][] {
  const map = own(schema, key);
  return isObject(map) ? Object.entries(map) : [];
}

function propertyOf(schema: JsonObject, name: string): Json | undefined {
  const declared = own(own(schema, 'properties'), name);
  return declared ?? (isNamed(schema, name) ? undefined : own(schema, 'additionalProperties'));
}

function patternOf(schema: JsonObject, pattern: string): Json | undefined {
  return own(own(schema, 'patternProperties'), pattern) ?? own(schema, 'additionalProperties');
}

function itemOf(schema: JsonObject, index: number): Json | undefined {
  return listOf(schema, 'prefixItems')[index] ?? own(schema, 'items');
}

function joinIfAny(one: Json | undefined, other: Json | undefined): Json | undefined {
  return one === undefined && other === undefined ? undefined : join(one, other);
}

function join(one: Json | undefined, other: Json | undefined): Json {
  if (one === undefined || one === true) return other ?? true;
  if (other === undefined || other === true || one === other) return one;
  return one === false || other === false ? false : { allOf: [one, other] };
}

function narrower(one: Json, other: Json): Json[] {
  if (one === other) return [one];
  const pair = [one, other];
  return pair.includes('integer') && pair.includes('number') ? ['integer'] : [];
}

/** The least common multiple, where it can be found by trying. */
export function commonMultiple(one: number, other: number): number | undefined {
  const [small, large] = one < other ? [one, other] : [other, one];
  for (let times = 1; times <= 1000; times++) {
    if (Number.isInteger((large * times) / small)) return large * times;
  }
  return undefined;
}
