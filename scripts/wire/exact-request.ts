import type { Exact } from '../base/exact.js';
import type { Json, JsonObject } from '../base/json.js';

/** A decoded request as validators take it, and with integers beyond 2^53 as they were sent. */
export interface ExactRequest {
  readonly request: JsonObject;
  /** Undefined where there is no such integer. */
  readonly exact?: Exact;
}

/** Makes the two of a request that may hold bigints. */
export function exactRequest(exact: { [key: string]: Exact }): ExactRequest {
  const request = toPlain(exact) as JsonObject;
  return request === exact ? { request } : { request, exact };
}

/** The same value with numbers for bigints; the value itself where there are none. */
function toPlain(value: Exact): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const plain = value.map(toPlain);
    return plain.every((part, index) => part === value[index]) ? (value as Json[]) : plain;
  }
  let isSame = true;
  const plain: JsonObject = {};
  for (const [name, part] of Object.entries(value)) {
    const other = toPlain(part);
    isSame &&= other === part;
    Object.defineProperty(plain, name, { value: other, writable: true, enumerable: true, configurable: true });
  }
  return isSame ? (value as JsonObject) : plain;
}
