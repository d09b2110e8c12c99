import type { Json } from '../base/json.js';

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
  if (typeof value !== 'object' || value === null) return oneLine(value);
  // What is long as JSON is long as an expression too; only what is not is worth the attempt.
  if (isShort(value, WIDTH)) {
    const flat = oneLine(value);
    if (flat.length + indent <= WIDTH - 20) return flat;
  }
  const inner = ' '.repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((element) => `${inner}${literal(element, indent + 2)},`)
    : Object.entries(value).map(([key, element]) => `${inner}${keyOf(key)}: ${literal(element, indent + 2)},`);
  if (lines.length === 0) return oneLine(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join('\n')}\n${' '.repeat(indent)}${close}`;
}

/** Whether the texts of a value together have fewer characters than a line; looks no further than that. */
function isShort(value: Json, limit: number): boolean {
  let left = limit;
  const pending: Json[] = [value];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    left -= typeof part === 'string' ? part.length + 2 : 1;
    if (left < 0) return false;
    if (typeof part !== 'object' || part === null) continue;
    for (const [key, below] of Object.entries(part)) {
      if (!Array.isArray(part)) left -= key.length;
      if (left < 0) return false;
      pending.push(below);
    }
  }
  return true;
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
