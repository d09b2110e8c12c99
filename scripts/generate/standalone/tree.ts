import { type AnyNode, type Node, type Program, parse as parseProgram } from 'acorn';
import { generate } from 'astring';

/** A node of an ECMAScript syntax tree (the ESTree specification), of whatever kind. */
export type Tree = AnyNode;

/** The syntax tree of an ES module. */
export function parse(code: string): Program {
  return parseProgram(code, { ecmaVersion: 2022, sourceType: 'module' });
}

/** The one expression that a text is. */
export function expression<T extends Tree>(code: string): T {
  const [statement] = parse(`(${code}\n)`).body;
  if (statement?.type !== 'ExpressionStatement') throw new Error(`no expression: ${code}`);
  return statement.expression as T;
}

/** The statements that a text is. */
export function statements(code: string): Program['body'] {
  return parseProgram(code, { ecmaVersion: 2022, sourceType: 'module', allowReturnOutsideFunction: true }).body;
}

/** The source text of a tree. Comments are lost. */
export function print(node: Node): string {
  return generate(node as never);
}

/**
 * Walks a tree, parents before what they contain.
 *
 * @param visit may return another node, which then stands in place of the visited one and is not walked itself, or
 *   `null` to remove an element of a list
 */
export function rewrite(node: Tree, visit: (node: Tree) => Tree | null | undefined): void {
  const slots = node as unknown as Record<string, unknown>;
  for (const key in slots) {
    const value = slots[key];
    if (Array.isArray(value)) {
      let write = 0;
      for (const element of value) {
        const next = isNode(element) ? visit(element) : undefined;
        if (next === null) continue;
        if (next === undefined) rewrite(element, visit);
        value[write++] = next ?? element;
      }
      value.length = write;
    } else if (isNode(value)) {
      const next = visit(value);
      if (next === undefined || next === null) rewrite(value, visit);
      else slots[key] = next;
    }
  }
}

/** Calls for every node of a tree, parents before what they contain. */
export function walk(node: Tree, visit: (node: Tree) => void): void {
  visit(node);
  const slots = node as unknown as Record<string, unknown>;
  for (const key in slots) {
    const value = slots[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const element of value) if (isNode(element)) walk(element, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

/** The name of an identifier; undefined for any other node. */
export function nameOf(node: Tree | null | undefined): string | undefined {
  return node?.type === 'Identifier' ? node.name : undefined;
}

/** The value of a property of an object expression; a shorthand's is its name. */
export function propertyOf(object: Tree | undefined, key: string): Tree | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type === 'Property' && !property.computed && keyOf(property.key) === key)
      return property.value as Tree;
  }
  return undefined;
}

/** The name that a property's key has without brackets. */
export function keyOf(key: Tree): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

/** A literal of a text, written as JSON. */
export function textLiteral(value: string): Tree {
  const raw = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return { type: 'Literal', value, raw, start: 0, end: 0 } as Tree;
}

function isNode(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
