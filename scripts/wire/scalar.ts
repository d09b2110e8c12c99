import { type Exact, writeExact } from '../base/exact.js';
import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { resolveSchema } from '../contract/schema-at.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * Reads the text of one value. Text that is not of the schema's type stays text, for the validator to refuse. An integer
 * that no number holds exactly is a bigint.
 */
export type ReadScalar = (text: string) => Json | bigint;

/** Characters of an integer that is kept exactly; more are no number that anybody counts with. */
const maxDigits = 40;

// RFC 8259, section 6: the numbers of JSON. "1e3", "+1" and "01" are not what a client writes for an integer.
const integer = /^-?(?:0|[1-9]\d*)$/;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Makes the reader of a scalar value. Where a schema allows both text and numbers, what looks like a number is one. */
export function scalarReader(schema: Json | undefined, definitions: Definitions): ReadScalar {
  const types = typesOf(schema, definitions);
  const pattern = types.has('number') ? number : types.has('integer') ? integer : undefined;
  const isBoolean = types.has('boolean');
  if (pattern === undefined && !isBoolean) return (text) => text;
  return (text) => {
    if (pattern?.test(text)) {
      const value = Number(text);
      if (text.length >= 16 && text.length <= maxDigits && !Number.isSafeInteger(value) && integer.test(text)) {
        return BigInt(text);
      }
      // JSON has no Infinity, and a validator may take it for an integer.
      return Number.isFinite(value) ? value : text;
    }
    if (isBoolean && (text === 'true' || text === 'false')) return text === 'true';
    return text;
  };
}

/** The JSON types that a schema allows, as far as it says so plainly. */
export function typesOf(schema: Json | undefined, definitions: Definitions, depth = 0): Set<string> {
  const types = new Set<string>();
  const resolved = resolveSchema(schema, definitions);
  // A recursive union says nothing new further down.
  if (resolved === undefined || depth > 8) return types;
  const type = own(resolved, 'type');
  if (type !== undefined) {
    for (const one of Array.isArray(type) ? type : [type]) types.add(String(one));
    return types;
  }
  const values = own(resolved, 'enum');
  for (const value of Array.isArray(values) ? values : [own(resolved, 'const')]) {
    if (value !== undefined) types.add(typeOf(value));
  }
  for (const union of ['anyOf', 'oneOf', 'allOf']) {
    const parts = own(resolved, union);
    if (!Array.isArray(parts)) continue;
    for (const part of parts) for (const one of typesOf(part, definitions, depth + 1)) types.add(one);
  }
  return types;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Writes one value as text, integers beyond 2^53 exactly; objects and arrays as JSON. */
export function writeScalar(value: Exact): string {
  return typeof value === 'object' ? writeExact(value) : String(value);
}
