import type { Contract } from './contract.js';

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

/** Whether a request of an operation asks, and does nothing: what creates something creates another one each time. */
export function isQuestion({ method, wire, pagination, lookup }: Contract): boolean {
  // The gateways of vendors take any method for what only asks.
  return SAFE.has(method.toUpperCase()) || wire !== undefined || pagination !== undefined || lookup !== undefined;
}
