import type { Json } from '../../base/json.js';
import { isObject, setOwn } from '../../base/json.js';
import { at, formatPointer } from '../../base/pointer.js';
import { literal } from '../literal.js';
import { expression, keyOf, nameOf, type Tree } from './tree.js';

/** From this number of names on, a set is faster than a list. */
const WORTH_A_SET = 16;

/**
 * The constants of a module that hold schemas. AJV writes each schema out whole; what the code really uses of them is
 * hoisted into constants of its own, and the rest goes.
 */
export class SchemaConstants {
  readonly #schemas = new Map<string, Json>();
  readonly #hoisted = new Map<string, { name: string; code: string }>();

  /** Takes note of a top-level constant, if it is one that holds a schema. */
  add(name: string, init: Tree | null | undefined): void {
    if (/^schema\d+$/.test(name)) this.#schemas.set(name, jsonOf(init));
  }

  /** Whether a top-level name holds a schema. */
  has(name: string): boolean {
    return this.#schemas.has(name);
  }

  /**
   * What stands in place of an expression that reads from a schema, such as `schema1.properties.a.const`.
   *
   * @returns undefined for any other expression, and for one that has the schema itself: the list of an enum.
   */
  replace(node: Tree): Tree | undefined {
    const found = this.#find(node);
    if (found === undefined) return undefined;
    return expression(this.#hoist(literal(found)));
  }

  /** An expression that tells whether a key is one of the names that an expression has, which reads from a schema. */
  isKeyOf(names: Tree, key: Tree): Tree | undefined {
    const found = this.#find(names);
    if (!isObject(found)) return undefined;
    const keys = Object.keys(found);
    const list = literal(keys);
    const call =
      keys.length >= WORTH_A_SET ? `${this.#hoist(`new Set(${list})`)}.has()` : `${this.#hoist(list)}.includes()`;
    const test = expression<Tree>(call);
    if (test.type === 'CallExpression') test.arguments.push(key as never);
    return test;
  }

  /** The declarations of all that was hoisted. */
  get declarations(): string {
    return [...this.#hoisted.values()].map(({ name, code }) => `const ${name} = ${code};\n`).join('');
  }

  #hoist(code: string): string {
    const known = this.#hoisted.get(code) ?? { name: `value${this.#hoisted.size}`, code };
    this.#hoisted.set(code, known);
    return known.name;
  }

  /** The part of a schema that a chain of plain member accesses names. */
  #find(node: Tree): Json | undefined {
    if (node.type !== 'MemberExpression') return undefined;
    const { object, property, computed } = node;
    const key = !computed ? nameOf(property) : property.type === 'Literal' ? String(property.value) : undefined;
    const name = nameOf(object as Tree);
    const holder = name === undefined ? this.#find(object as Tree) : this.#schemas.get(name);
    return key === undefined ? undefined : at(holder, formatPointer([key]));
  }
}

/** The JSON value that an expression writes out. */
function jsonOf(node: Tree | null | undefined): Json {
  if (node?.type === 'Literal') return node.value as Json;
  if (node?.type === 'UnaryExpression' && node.operator === '-') return -Number(jsonOf(node.argument));
  if (node?.type === 'ArrayExpression') return node.elements.map((element) => jsonOf(element as Tree));
  if (node?.type === 'ObjectExpression') {
    const object = {};
    for (const property of node.properties) {
      if (property.type === 'Property') setOwn(object, keyOf(property.key) ?? '', jsonOf(property.value));
    }
    return object;
  }
  throw new Error(`AJV writes a schema with a ${node?.type}`);
}
