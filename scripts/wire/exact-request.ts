import type { Exact } from '../base/exact.js';
import { type Json, type JsonObject, setOwn } from '../base/json.js';

/** A decoded request as validators take it, and with integers beyond 2^53 as they were sent. */
export interface ExactRequest {
  readonly request: JsonObject;
  /** Undefined where there is no such integer. */
  readonly exact?: Exact;
}

/** Makes the two of a request that may hold bigints. */
export function exactRequest(exact: { [key: string]: Exact }): ExactRequest {
  // Hardly any request has one, and every request comes by here.
  return holdsBigint(exact) ? { request: toPlain(exact) as JsonObject, exact } : { request: exact as JsonObject };
}

function holdsBigint(value: Exact): boolean {
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBigint);
}

/** The same value with numbers for bigints. */
function toPlain(value: Exact): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  const plain: JsonObject = {};
  for (const [name, part] of Object.entries(value)) setOwn(plain, name, toPlain(part));
  return plain;
}
