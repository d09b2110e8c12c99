import type { Json } from './json.js';
import { isObject, own, setOwn } from './json.js';

/** The steps of a JSON pointer (RFC 6901), unescaped. `''` has no steps. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(pointer.startsWith('/') ? 1 : 0)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer (RFC 6901) from its steps. */
export function formatPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A JSON pointer with `*` in place of each number: what the same place of every element has in common. */
export function anyIndex(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

/** One place that a pattern found: where it is and what stands there. */
export interface Found {
  readonly path: string;
  readonly value: Json;
}

/** Goes one step down from a value; undefined where there is nothing. */
export function child(value: Json | undefined, step: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) {
    const found = value[step];
    // All that an object inherits is functions, which JSON has none of, and its prototype. Asking is worth it only then.
    return typeof found === 'function' || step === '__proto__' ? own(value, step) : found;
  }
  return /^(?:0|[1-9]\d{0,9})$/.test(step) ? value[Number(step)] : undefined;
}

/** Pointers that were parsed before. The contracts' own come again for every value; others are let go from time to time. */
const parsed = new Map<string, readonly string[]>();

function stepsOf(pointer: string): readonly string[] {
  let steps = parsed.get(pointer);
  if (steps === undefined) {
    if (parsed.size >= 4096) parsed.clear();
    steps = parsePointer(pointer);
    parsed.set(pointer, steps);
  }
  return steps;
}

/** The value at a JSON pointer; undefined where there is nothing. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  let here = value;
  for (const step of stepsOf(pointer)) here = child(here, step);
  return here;
}

/** Reads a value at a JSON pointer, prepared for many values: like {@link at}. */
export function reader(pointer: string): (value: Json) => Json | undefined {
  const [first, second, ...further] = parsePointer(pointer);
  if (first === undefined) return (value) => value;
  if (second === undefined) return (value) => child(value, first);
  if (further.length === 0) return (value) => child(child(value, first), second);
  return (value) => at(value, pointer);
}

/**
 * Tells whether any place that a pointer pattern names passes a test: those that {@link select} finds, without making
 * their paths. Prepared for many values.
 */
export function matcher(pattern: string, test: (value: Json) => boolean): (value: Json) => boolean {
  let match = test;
  for (const step of parsePointer(pattern).reverse()) match = step === '*' ? inElements(match) : inChild(step, match);
  return match;
}

function inElements(match: (value: Json) => boolean): (value: Json) => boolean {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const element of value) if (match(element)) return true;
    return false;
  };
}

function inChild(step: string, match: (value: Json) => boolean): (value: Json) => boolean {
  return (value) => {
    const below = child(value, step);
    return below !== undefined && match(below);
  };
}

/** Calls back with every value that a pointer pattern names: those that {@link select} finds, without their paths. Prepared for many values. */
export function visitor(pattern: string): (value: Json, visit: (found: Json) => void) => void {
  let walk = (value: Json, visit: (found: Json) => void): void => visit(value);
  for (const step of parsePointer(pattern).reverse()) {
    const further = walk;
    walk =
      step === '*'
        ? (value, visit) => {
            if (Array.isArray(value)) for (const element of value) further(element, visit);
          }
        : (value, visit) => {
            const below = child(value, step);
            if (below !== undefined) further(below, visit);
          };
  }
  return walk;
}

/**
 * Every place that a pointer pattern names. A step `*` stands for every element of an array.
 *
 * @example select({ a: [{ b: 1 }, { b: 2 }] }, '/a/*\/b') // [{ path: '/a/0/b', value: 1 }, { path: '/a/1/b', value: 2 }]
 */
export function select(value: Json, pattern: string): Found[] {
  let places: Found[] = [{ path: '', value }];
  for (const step of stepsOf(pattern)) {
    const next: Found[] = [];
    for (const place of places) {
      if (step === '*') {
        if (!Array.isArray(place.value)) continue;
        for (const [index, element] of place.value.entries()) {
          next.push({ path: `${place.path}/${index}`, value: element });
        }
      } else {
        const below = child(place.value, step);
        if (below !== undefined) next.push({ path: place.path + formatPointer([step]), value: below });
      }
    }
    places = next;
  }
  return places;
}

/** The container of a pointer's last step, if it exists, and that step. */
export function parentOf(value: Json, pointer: string): { parent: Json | undefined; key: string } {
  const steps = parsePointer(pointer);
  const key = steps.pop() ?? '';
  return { parent: at(value, formatPointer(steps)), key };
}

/** Sets the value at a pointer, creating the objects on the way. Nothing is changed where an array or a scalar is in the way. */
export function put(target: Json, pointer: string, value: Json): void {
  const steps = parsePointer(pointer);
  const last = steps.pop();
  if (last === undefined) return;
  let here: Json | undefined = target;
  for (const step of steps) {
    let below = child(here, step);
    if (below === undefined && isObject(here)) {
      below = {};
      setOwn(here, step, below);
    }
    here = below;
  }
  if (isObject(here)) setOwn(here, last, value);
  else if (Array.isArray(here) && /^\d{1,9}$/.test(last) && Number(last) < here.length) here[Number(last)] = value;
}

/** Removes the value at a pointer, if there is one. */
export function remove(target: Json, pointer: string): void {
  const { parent, key } = parentOf(target, pointer);
  if (isObject(parent) && Object.hasOwn(parent, key)) delete parent[key];
}
