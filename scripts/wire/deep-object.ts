import type { Exact } from '../base/exact.js';
import { setOwn } from '../base/json.js';
import { writeScalar } from './scalar.js';
import type { ValueShape } from './shape.js';
import type { RawPair } from './styles.js';

/** Steps of a name that are looked at; nobody nests deeper, and a deeper name would only burn time. */
const maxDepth = 16;

/**
 * Spreads a value over pairs: `name[property]=text` (OpenAPI's style `deepObject`). Elements of lists repeat their
 * name, as most servers read them; lists of objects, of which OpenAPI says nothing, have indexes: `name[0][property]`.
 */
export function writeDeep(name: string, value: Exact, write: (text: string) => string): RawPair[] {
  if (Array.isArray(value)) {
    const isFlat = value.every((element) => typeof element !== 'object' || element === null);
    return value.flatMap((element, index) => writeDeep(isFlat ? name : `${name}[${index}]`, element, write));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => writeDeep(`${name}[${key}]`, part, write));
  }
  return [[write(name), write(writeScalar(value))]];
}

/** The steps of a name like `filter[a][b]`: `['filter', 'a', 'b']`; undefined where it has no brackets. */
export function stepsOfName(name: string): string[] | undefined {
  const open = name.indexOf('[');
  if (open < 1 || !name.endsWith(']')) return undefined;
  const steps = name.slice(open + 1, -1).split('][');
  return steps.length > maxDepth ? undefined : [name.slice(0, open), ...steps];
}

/** Collects the pairs of one value as they come; the inverse of {@link writeDeep}. Also reads `name[]` and `name[0]`. */
export class DeepValue {
  readonly #parts = new Map<string, DeepValue>();
  readonly #texts: string[] = [];

  /** @param steps behind the parameter's name */
  add(steps: readonly string[], text: string): void {
    const [step, ...below] = steps;
    if (step === undefined || (step === '' && below.length === 0)) {
      this.#texts.push(text);
      return;
    }
    let part = this.#parts.get(step);
    if (part === undefined) {
      part = new DeepValue();
      this.#parts.set(step, part);
    }
    part.add(below, text);
  }

  /** The whole value, as its shape has it; undefined where its pairs contradict each other. */
  finish(shape: ValueShape | undefined): Exact | undefined {
    if (this.#parts.size === 0) {
      if (shape?.kind === 'list') return this.#texts.map((text) => shape.read(text));
      if (this.#texts.length !== 1) return undefined;
      const text = this.#texts[0] as string;
      return shape === undefined ? text : shape.read(text);
    }
    if (this.#texts.length > 0) return undefined;
    const keys = [...this.#parts.keys()];
    if (shape?.kind === 'list' && keys.every((key) => /^\d{1,9}$/.test(key))) {
      return allOf(
        keys.sort((a, b) => Number(a) - Number(b)).map((key) => this.#parts.get(key)?.finish(shape.items())),
      );
    }
    const values = allOf(keys.map((key) => this.#parts.get(key)?.finish(shape?.property(key))));
    if (values === undefined) return undefined;
    const object: { [key: string]: Exact } = {};
    for (const [index, key] of keys.entries()) setOwn(object, key, values[index] as Exact);
    return object;
  }
}

function allOf(values: readonly (Exact | undefined)[]): Exact[] | undefined {
  return values.includes(undefined) ? undefined : (values as Exact[]);
}
