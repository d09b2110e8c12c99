import type { Exact } from '../base/exact.js';
import { setOwn } from '../base/json.js';
import { writeScalar } from './scalar.js';
import type { ValueShape } from './shape.js';

/** A value taken apart into the texts that a style writes and reads: one, a list of them, or names with theirs. */
export type Parts =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, string])[] };

/** Takes a value apart. A list within an object is spread over several entries of one name; what is deeper is JSON. */
export function takeApart(value: Exact): Parts {
  if (Array.isArray(value)) return { kind: 'list', texts: value.map(writeScalar) };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', text: writeScalar(value) };
  const entries = Object.entries(value).flatMap(([name, part]) =>
    Array.isArray(part)
      ? part.map((element) => [name, writeScalar(element)] as const)
      : [[name, writeScalar(part)] as const],
  );
  return { kind: 'object', entries };
}

/** Puts a value together again, as its shape has it; the inverse of {@link takeApart}. */
export function putTogether(parts: Parts, shape: ValueShape): Exact {
  if (parts.kind === 'scalar') return shape.read(parts.text);
  if (parts.kind === 'list') return parts.texts.map((text) => shape.read(text));
  const object: { [key: string]: Exact } = {};
  for (const [name, text] of parts.entries) {
    const property = shape.property(name);
    const value = property === undefined ? text : property.read(text);
    if (property?.kind !== 'list') setOwn(object, name, value);
    else if (Object.hasOwn(object, name)) (object[name] as Exact[]).push(value);
    else setOwn(object, name, [value]);
  }
  return object;
}
