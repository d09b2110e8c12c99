import type { Json, JsonSchema } from '../base/json.js';
import { isObject } from '../base/json.js';
import { type Format, formats } from '../contract/formats.js';

/** The fields of an object that its links are about. */
export type Row = (Json | undefined)[];

/** What may stand at one place. */
export interface Node {
  string: boolean;
  /** `integer` where fractions may not stand. */
  number: boolean | 'integer';
  boolean: boolean;
  null: boolean;
  array: boolean;
  object: boolean;
  values: ReadonlySet<Json> | undefined;
  /** The texts among the values by their length: a set would have to hash a text before it can be looked up. */
  texts: (string[] | undefined)[] | undefined;
  least: number;
  most: number;
  shortest: number;
  longest: number;
  patterns: readonly Pick<Format, 'test'>[];
  items: Node | undefined;
  fewest: number;
  /** Undefined where an object may have any keys. */
  keys: Map<string, Key> | undefined;
  /** The keys in the order in which they are declared, which most objects follow. */
  order: Key[];
  /** The fields of the object that is being looked at, for {@link screens}. */
  row: Row;
  screens: ((row: Row) => boolean)[];
  required: number;
}

/** A declared key of an object. */
export interface Key {
  readonly name: string;
  readonly index: number;
  readonly node: Node;
  readonly isRequired: boolean;
  /** Index in the row; -1 where no link is about the field. */
  slot: number;
}

const known = new Set([
  ...['$id', '$ref', 'type', 'enum', 'const', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['items', 'minItems', 'properties', 'required'],
]);

/** Makes nodes of the schemas of one contract. */
export class Compiler {
  /** True once a schema was met that says what no node can. */
  isBeyond = false;
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  readonly #nodes = new Map<string, Node>();

  /** @param schemas by id, as `schemasOf` gives them */
  constructor(schemas: ReadonlyMap<string, JsonSchema>) {
    this.#schemas = schemas;
  }

  /** The node of a schema; the same for the same definition. */
  nodeOf(schema: Json | undefined): Node {
    const node = emptyNode();
    if (schema === undefined || schema === true) return node;
    if (!isObject(schema)) return this.#beyond(node);
    if (typeof schema.$ref === 'string') {
      const target = this.#schemas.get(schema.$ref);
      if (target === undefined || Object.keys(schema).length > 1) return this.#beyond(node);
      const made = this.#nodes.get(schema.$ref);
      if (made !== undefined) return made;
      // Known before it is filled: a schema may contain itself.
      this.#nodes.set(schema.$ref, node);
      if (typeof target.$ref === 'string') return Object.assign(node, this.nodeOf({ $ref: target.$ref }));
      this.#fill(node, target);
      return node;
    }
    this.#fill(node, schema);
    return node;
  }

  #beyond(node: Node): Node {
    this.isBeyond = true;
    return node;
  }

  #fill(node: Node, schema: JsonSchema): void {
    for (const [key, value] of Object.entries(schema)) {
      // Undeclared keys are never accepted here.
      if (!known.has(key) && !(key === 'additionalProperties' && value === false)) this.#beyond(node);
    }
    const { type, items, properties } = schema;
    if (type !== undefined) {
      const types = Array.isArray(type) ? type : [type];
      for (const name of ['string', 'boolean', 'null', 'array', 'object'] as const) node[name] = types.includes(name);
      node.number = types.includes('number') || (types.includes('integer') && 'integer');
    }
    if (schema.enum !== undefined || schema.const !== undefined) {
      const values = (Array.isArray(schema.enum) ? schema.enum : [schema.const]) as Json[];
      if (schema.enum !== undefined && schema.const !== undefined) this.#beyond(node);
      node.values = new Set(values);
      node.texts = [];
      for (const value of values) {
        if (typeof value !== 'string') continue;
        node.texts[value.length] ??= [];
        node.texts[value.length]?.push(value);
      }
    }
    node.least = numberOr(schema.minimum, node.least);
    node.most = numberOr(schema.maximum, node.most);
    // Lengths count code points, of which a text has at least half as many as code units, and at most as many.
    const shortest = numberOr(schema.minLength, 0);
    node.shortest = shortest > 1 ? 2 * shortest : shortest;
    node.longest = numberOr(schema.maxLength, node.longest);
    node.fewest = numberOr(schema.minItems, 0);
    const { pattern, format } = schema;
    if (typeof pattern === 'string') node.patterns = [...node.patterns, new RegExp(pattern, 'u')];
    if (typeof format === 'string' && Object.hasOwn(formats, format)) {
      node.patterns = [...node.patterns, formats[format] as Format];
    }
    if (node.values !== undefined && node.patterns.length > 0) this.#beyond(node);
    if (items !== undefined) node.items = this.nodeOf(items);
    const required = new Set((schema.required ?? []) as string[]);
    if (isObject(properties)) {
      node.keys = new Map();
      for (const [name, part] of Object.entries(properties)) {
        const key = {
          name,
          index: node.order.length,
          node: this.nodeOf(part),
          isRequired: required.has(name),
          slot: -1,
        };
        node.keys.set(name, key);
        node.order.push(key);
      }
      node.required = required.size;
    } else if (required.size > 0) {
      this.#beyond(node);
    }
  }
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function emptyNode(): Node {
  return {
    string: true,
    number: true,
    boolean: true,
    null: true,
    array: true,
    object: true,
    values: undefined,
    texts: undefined,
    least: Number.NEGATIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
    shortest: 0,
    longest: Number.POSITIVE_INFINITY,
    patterns: [],
    items: undefined,
    fewest: 0,
    keys: undefined,
    order: [],
    row: [],
    screens: [],
    required: 0,
  };
}
