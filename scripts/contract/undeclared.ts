import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { resolveSchema } from './schema-at.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/** A field that the contract does not declare. */
export interface Undeclared {
  /** JSON pointer into the body. */
  readonly path: string;
  readonly value: Json;
}

/** What is declared at one place of a body. */
interface Node {
  /** Undefined where an object may have any keys. */
  keys: Map<string, Node> | undefined;
  items: Node | undefined;
}

/** More of them in one body say nothing more. */
const MOST = 20;

/**
 * Finds the fields of a body that its schema does not declare. Makes nothing where there are none.
 *
 * Objects without declared properties, and those that take others (`additionalProperties`), may have any.
 */
export function undeclaredFinder(schema: JsonSchema, definitions: Definitions): (body: Json) => Undeclared[] {
  const root = nodeOf(schema, definitions, new Map());
  return (body) => (root !== undefined && hasUndeclared(root, body) ? list(root, body) : []);
}

function nodeOf(schema: Json | undefined, definitions: Definitions, known: Map<Json, Node>): Node | undefined {
  if (!isObject(schema)) return undefined;
  const seen = known.get(schema);
  if (seen !== undefined) return seen;
  const node: Node = { keys: undefined, items: undefined };
  // Known before its parts are: a schema may contain itself.
  known.set(schema, node);
  const parts = partsOf(schema, definitions, new Set());
  const isOpen = parts.some((part) =>
    ['additionalProperties', 'patternProperties', 'unevaluatedProperties'].some((keyword) => {
      const value = own(part, keyword);
      return value !== undefined && value !== false;
    }),
  );
  for (const part of parts) {
    const properties = own(part, 'properties');
    if (isObject(properties) && !isOpen) {
      node.keys ??= new Map();
      for (const [key, below] of Object.entries(properties)) {
        node.keys.set(key, nodeOf(below, definitions, known) ?? { keys: undefined, items: undefined });
      }
    }
    node.items ??= nodeOf(own(part, 'items'), definitions, known);
  }
  return node;
}

/** A schema and those that describe the same value together with it. */
function partsOf(schema: JsonSchema, definitions: Definitions, seen: Set<Json>): JsonSchema[] {
  const resolved = resolveSchema(schema, definitions);
  if (resolved === undefined || seen.has(schema)) return [];
  seen.add(schema);
  const further = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => own(resolved, keyword) ?? []);
  return [resolved, ...further.filter(isObject).flatMap((part) => partsOf(part, definitions, seen))];
}

function hasUndeclared(node: Node, value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) {
    const items = node.items;
    if (items === undefined) return false;
    for (const element of value) if (hasUndeclared(items, element)) return true;
    return false;
  }
  const keys = node.keys;
  if (keys === undefined) return false;
  for (const key in value) {
    const below = keys.get(key);
    if (below === undefined) return true;
    const part = value[key] as Json;
    if (typeof part === 'object' && hasUndeclared(below, part)) return true;
  }
  return false;
}

function list(root: Node, body: Json): Undeclared[] {
  const found: Undeclared[] = [];
  const walk = (node: Node, value: Json, path: string) => {
    if (found.length >= MOST || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      if (node.items === undefined) return;
      for (const [index, element] of value.entries()) walk(node.items, element, `${path}/${index}`);
      return;
    }
    if (node.keys === undefined) return;
    for (const [key, part] of Object.entries(value)) {
      const below = node.keys.get(key);
      const here = path + formatPointer([key]);
      if (below !== undefined) walk(below, part, here);
      else if (found.length < MOST) found.push({ path: here, value: part });
    }
  };
  walk(root, body, '');
  return found;
}
