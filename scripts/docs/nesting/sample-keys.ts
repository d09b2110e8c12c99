import { isObject, type Json } from '../../base/json.js';

/** The keys that the samples have at one place, and what stands below each. */
export interface Keys {
  has(name: string): boolean;
  readonly size: number;
  /** Undefined where the samples show nothing there. */
  below(name: string): Keys | undefined;
  /** What stands below all keys together: of an object whose keys are data, its values. */
  each(): Keys | undefined;
  /** Whether a key has nothing but empty arrays. */
  isEmpty(name: string): boolean;
  /** The only key, where there is no other. */
  readonly only: string | undefined;
}

/** How many elements of an array are looked at. */
const maxElements = 50;

/** The keys of the objects among some values; of arrays, those of their elements. Undefined where there is no object. */
export function keysOf(values: readonly Json[]): Keys | undefined {
  const objects = values.flatMap((value) => elementsOf(value, 0)).filter(isObject);
  if (objects.length === 0) return undefined;
  const byName = new Map<string, Json[]>();
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [value]);
      else list.push(value);
    }
  }
  return {
    has: (name) => byName.has(name),
    size: byName.size,
    only: byName.size === 1 ? ([...byName.keys()][0] as string) : undefined,
    isEmpty: (name) => byName.get(name)?.every((value) => Array.isArray(value) && value.length === 0) === true,
    below: (name) => keysOf(byName.get(name) ?? []),
    each: () => keysOf([...byName.values()].flat()),
  };
}

function elementsOf(value: Json, depth: number): Json[] {
  if (!Array.isArray(value) || depth > 4) return [value];
  return value.slice(0, maxElements).flatMap((element) => elementsOf(element, depth + 1));
}
