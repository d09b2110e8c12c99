import type { Exact } from '../../base/exact.js';
import type { Json } from '../../base/json.js';

/** One keyword of one schema that recorded answers do not keep. */
export interface Proposal {
  readonly operation: string;
  /** `file:line` of the schema, the file as the path below the specs folder. */
  readonly spec: string;
  /** Place in the body, indices as `*`. */
  readonly place: string;
  /** Keyword of JSON Schema, or `undeclared`. */
  readonly keyword: string;
  /** Name of the missing or surplus property, where the keyword is about one. */
  readonly property: string | undefined;
  /** Why the spec has the keyword although no page states it. */
  readonly inferred: string | undefined;
  /** Where it was seen first: `traffic.har, entry 3`. */
  readonly first: string;
  /** Times that it was seen. */
  count: number;
  /** Different values that were found, by their JSON text, and where each was seen first; without credentials. */
  readonly values: Map<string, { readonly value: Exact; readonly first: string }>;
  /** The smallest and the largest measure of the values: a number's size, a text's length, a list's elements. */
  least: number;
  most: number;
}

/** What bounds measure of a value: a number itself, characters, elements, properties. */
export function measureOf(value: Json | undefined): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : Number.NaN;
}
