import type { Contract, Credential } from '../contract/contract.js';
import { splitTarget } from '../wire/form.js';
import type { WireRequest } from '../wire/protocol.js';

/**
 * Whether a request carries the credentials of one of the contract's alternatives. Only that they are there: a mock has
 * no keys to check a signature with, and must never ask for real ones.
 */
export function isAuthenticated(contract: Contract, request: WireRequest): boolean {
  return contract.security.length === 0 || contract.security.some((all) => all.every((one) => carries(request, one)));
}

function carries({ target, headers, body }: WireRequest, { name, in: place }: Credential): boolean {
  // A client certificate belongs to the connection, of which a mock has none.
  if (place === 'connection') return true;
  if (place === 'header') {
    const key = name.toLowerCase();
    return Object.hasOwn(headers, key) && headers[key] !== '';
  }
  if (place === 'cookie') return hasPair(headers.cookie?.split(/;\s*/) ?? [], name);
  return hasPair(splitTarget(target)[1].split('&'), name) || hasPair(body?.split('&') ?? [], name);
}

function hasPair(pairs: readonly string[], name: string): boolean {
  return pairs.some((pair) => pair.startsWith(`${name}=`) && pair.length > name.length + 1);
}
