/** Any value that JSON can express. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. Objects read from files own every key, `__proto__` included, as plain data. */
export interface JsonObject {
  [key: string]: Json;
}

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = JsonObject;

/** Tells whether a value is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a key that the object itself has.
 *
 * A plain `object[key]` would find `constructor` and `toString` on every object, and specs and bodies are hostile.
 */
export function own(object: Json | undefined, key: string): Json | undefined {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a key as plain data, also where the key is `__proto__`. */
export function setOwn<T>(object: { [key: string]: T }, key: string, value: NoInfer<T>): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Copies a JSON value, so that the copy can be changed. */
export function clone<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** Freezes a JSON value and everything in it. Returns the same value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** Whether two values have the same {@link jsonText}, keys in the same order. Of a few odd ones that have, it does not see it. */
export function isSameText(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    for (let index = 0; index < one.length; index++) {
      if (!isSameText(one[index] as Json, other[index] as Json)) return false;
    }
    return true;
  }
  const others = Object.keys(other);
  let index = 0;
  // Quicker than a second list of keys; what JSON is inherits none.
  for (const key in one) {
    if (key !== others[index++]) return false;
    const [mine, its] = [one[key] as Json, other[key] as Json];
    if (mine !== its && !isSameText(mine, its)) return false;
  }
  return index === others.length;
}

/** A value as JSON text; integers that came as bigints are written as such, so that no two of them are alike. */
export function jsonText(value: Json | undefined): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Only a bigint cannot be written, and hardly any value has one.
    return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? '';
  }
}
