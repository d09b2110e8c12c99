import type { Json } from '../contract/json.js';

const WIDTH = 120;

/**
 * A JSON value as a JavaScript expression, laid out for people.
 *
 * Safe for any value: texts are JSON texts with the line separators U+2028 and U+2029 escaped, and a key `__proto__`
 * is computed, so that it is a property and not the prototype (ECMA-262, "Property Definition Evaluation").
 *
 * @param indent spaces before the line that the expression stands on
 */
export function literal(value: Json, indent = 0): string {
  const flat = oneLine(value);
  if (flat.length + indent <= WIDTH - 20 || typeof value !== 'object' || value === null) return flat;
  const inner = ' '.repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((element) => `${inner}${literal(element, indent + 2)},`)
    : Object.entries(value).map(([key, element]) => `${inner}${keyOf(key)}: ${literal(element, indent + 2)},`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join('\n')}\n${' '.repeat(indent)}${close}`;
}

function oneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, element]) => `${keyOf(key)}: ${oneLine(element)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

function keyOf(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

/** A text as a JavaScript string literal. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A text that can stand in a comment: on one line, and unable to end the comment. */
export function commentText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('*/', '*\\/')
    .trim();
}
