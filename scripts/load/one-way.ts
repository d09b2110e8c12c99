import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Node } from './place.js';
import type { Workspace } from './workspace.js';

/** Which way a schema's values travel. */
export type Way = 'request' | 'response';

const barred = { request: 'readOnly', response: 'writeOnly' } as const;

/**
 * The names of `required` that a schema means for values that travel one way: OpenAPI 3.0.3, "Schema Object", has
 * `required` take effect on responses only for what is `readOnly`, on requests only for what is `writeOnly`.
 *
 * @param node the schema, with its `required` and `properties`
 */
export function requiredOn(workspace: Workspace, way: Way, node: Node, required: readonly Json[]): Json[] {
  return required.filter((name) => typeof name !== 'string' || !isBarred(workspace, way, propertyOf(node, name)));
}

function propertyOf(node: Node, name: string): Node | undefined {
  const value = own(own(node.value, 'properties') ?? null, name);
  return value === undefined
    ? undefined
    : { file: node.file, pointer: `${node.pointer}/properties${formatPointer([name])}`, value };
}

/** Whether a property is declared not to travel this way, by itself or where its `$ref`s lead. */
function isBarred(workspace: Workspace, way: Way, property: Node | undefined): boolean {
  const seen = new Set<string>();
  for (let here = property; here !== undefined; ) {
    if (own(here.value, barred[way]) === true) return true;
    const ref = own(here.value, '$ref');
    const key = `${here.file}#${here.pointer}`;
    if (ref === undefined || seen.has(key)) return false;
    seen.add(key);
    here = workspace.follow(here, ref);
  }
  return false;
}

/** Tells the schemas that mean something else for requests than for responses, by themselves or by what they refer to. */
export class OneWaySchemas {
  static readonly #of = new WeakMap<Workspace, OneWaySchemas>();
  readonly #workspace: Workspace;
  /** By place, of all that was looked through: documents refer to the same schemas from many operations. */
  readonly #known = new Map<string, boolean>();

  private constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** One for all operations of a workspace. */
  static of(workspace: Workspace): OneWaySchemas {
    let known = OneWaySchemas.#of.get(workspace);
    if (known === undefined) {
      known = new OneWaySchemas(workspace);
      OneWaySchemas.#of.set(workspace, known);
    }
    return known;
  }

  has(node: Node): boolean {
    const seen = new Set<string>();
    if (this.#reaches(node, seen)) return true;
    for (const key of seen) this.#known.set(key, false);
    return false;
  }

  #reaches(node: Node, seen: Set<string>): boolean {
    if (node.value === null || typeof node.value !== 'object') return false;
    const key = `${node.file}#${node.pointer}`;
    const known = this.#known.get(key);
    if (known !== undefined || seen.has(key)) return known ?? false;
    seen.add(key);
    const found = this.#drops(node) || this.#below(node).some((next) => this.#reaches(next, seen));
    if (found) this.#known.set(key, true);
    return found;
  }

  #drops(node: Node): boolean {
    const required = own(node.value, 'required');
    if (!Array.isArray(required)) return false;
    return ways.some((way) => requiredOn(this.#workspace, way, node, required).length < required.length);
  }

  /** What stands below a node, and where its `$ref` leads. */
  #below(node: Node): Node[] {
    const ref = own(node.value, '$ref');
    const target = typeof ref === 'string' ? this.#workspace.follow(node, ref) : undefined;
    const inside = Object.entries(node.value as JsonObject).map(([step, value]) => ({
      file: node.file,
      pointer: node.pointer + formatPointer([step]),
      value,
    }));
    return target === undefined ? inside : [...inside, target];
  }
}

const ways: readonly Way[] = ['request', 'response'];
