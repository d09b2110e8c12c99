import { type Json, own } from '../base/json.js';

/** What of a response tells whether it asks for patience. */
export interface Refused {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where it is no JSON. */
  readonly body: Json | undefined;
}

/**
 * Whether a response asks for patience in the words of HTTP: 429 (RFC 6585, section 4), or 503 that says when to come
 * back (RFC 9110, section 15.6.4). A 503 that does not is a server that fails.
 */
export function isThrottledByStatus({ status, headers }: Refused): boolean {
  return status === 429 || (status === 503 && headers['retry-after'] !== undefined);
}

/** Whether the vendor's envelope holds a code of throttling, whatever the status. */
export function hasCode({ body }: Refused, field: string, pattern: RegExp): boolean {
  const code = own(body, field);
  return typeof code === 'string' && pattern.test(code);
}
