import type { Exact } from '../base/exact.js';
import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { resolveSchema } from '../contract/schema-at.js';
import { type ReadScalar, scalarReader, typesOf, writeScalar } from './scalar.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * Structured values spread over several parameters, lists counted from 1: `Name.1=a`, `Name.1.Property=a`.
 * So the vendor's SDK cores flatten a query (`OpenApiUtil.query`).
 */
export type Shape =
  | { readonly kind: 'scalar'; readonly read: ReadScalar }
  | { readonly kind: 'list'; readonly item: () => Shape }
  | { readonly kind: 'object'; readonly property: (name: string) => Shape | undefined };

/** The shape that values of a schema have on the wire. Recursive schemas unfold as far as names go, each part once. */
export function shapeOf(schema: Json | undefined, definitions: Definitions): Shape {
  const types = typesOf(schema, definitions);
  const resolved = resolveSchema(schema, definitions);
  if (types.has('array')) {
    let item: Shape | undefined;
    return {
      kind: 'list',
      item: () => {
        item ??= shapeOf(own(resolved, 'items'), definitions);
        return item;
      },
    };
  }
  if (types.has('object')) {
    const known = new Map<string, Shape>();
    return {
      kind: 'object',
      property: (name) => {
        const property = own(own(resolved, 'properties'), name);
        if (property === undefined) return undefined;
        const shape = known.get(name) ?? shapeOf(property, definitions);
        known.set(name, shape);
        return shape;
      },
    };
  }
  return { kind: 'scalar', read: scalarReader(schema, definitions) };
}

/** Steps of a name that are looked at; no vendor nests deeper, and a deeper name would only burn time. */
const maxDepth = 16;
const listIndex = /^[1-9]\d{0,8}$/;

/** Collects the parts of one structured value as they come, in any order. Its memory grows with the parts, not with their indexes. */
export class Flattened {
  readonly #shape: Shape;
  readonly #parts = new Map<string | number, Flattened>();
  #value: Exact | undefined;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /**
   * Takes one part.
   *
   * @param steps the name's steps behind the first, such as `['1', 'RegionId']`
   * @returns `'unknown'` where the shape has no such place; else what is wrong with the part, or undefined.
   */
  add(steps: readonly string[], value: string): 'unknown' | string | undefined {
    const [step, ...below] = steps;
    const shape = this.#shape;
    if (shape.kind === 'scalar') {
      if (step !== undefined) return 'unknown';
      if (this.#value !== undefined) return 'is given twice; send it once';
      this.#value = shape.read(value);
      return undefined;
    }
    if (step === undefined) {
      return shape.kind === 'list'
        ? 'is a list; send its elements as Name.1, Name.2, …'
        : 'is an object; send its properties as Name.Property';
    }
    if (steps.length > maxDepth) return 'unknown';
    let part: Shape | undefined;
    let key: string | number = step;
    if (shape.kind === 'list') {
      if (!/^\d+$/.test(step)) return 'unknown';
      if (!listIndex.test(step)) return `has the index ${step.slice(0, 40)}; count from 1`;
      key = Number(step);
      part = shape.item();
    } else {
      part = shape.property(step);
    }
    if (part === undefined) return 'unknown';
    let here = this.#parts.get(key);
    if (here !== undefined) return here.add(below, value);
    here = new Flattened(part);
    const problem = here.add(below, value);
    // A part that nobody knows must not leave an empty element behind.
    if (problem === undefined) this.#parts.set(key, here);
    return problem;
  }

  /** The whole value, or what is wrong with it. */
  finish(): { readonly value: Exact } | { readonly problem: string } {
    if (this.#shape.kind === 'scalar') return { value: this.#value ?? null };
    if (this.#shape.kind === 'list') {
      const list: Exact[] = [];
      for (let index = 1; index <= this.#parts.size; index++) {
        const part = this.#parts.get(index);
        if (part === undefined)
          return { problem: `has ${this.#parts.size} elements but none at ${index}; count from 1 without a gap` };
        const done = part.finish();
        if ('problem' in done) return done;
        list.push(done.value);
      }
      return { value: list };
    }
    const object: { [key: string]: Exact } = {};
    for (const [name, part] of this.#parts) {
      const done = part.finish();
      if ('problem' in done) return done;
      setOwn(object, String(name), done.value);
    }
    return { value: object };
  }
}

/** Spreads a value over parameters; the inverse of {@link Flattened}. Empty lists and objects have no wire form. */
export function flatten(name: string, value: Json): (readonly [string, string])[] {
  if (Array.isArray(value)) {
    let index = 0;
    return value.flatMap((element) => {
      const pairs = flatten(`${name}.${index + 1}`, element);
      if (pairs.length > 0) index++;
      return pairs;
    });
  }
  if (isObject(value)) return Object.entries(value).flatMap(([key, below]) => flatten(`${name}.${key}`, below));
  return [[name, writeScalar(value)]];
}
