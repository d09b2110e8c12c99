import type { Contract } from '../contract/contract.js';
import { protocolOf } from '../wire/index.js';
import { type Sign, signatureFor } from '../wire/sign.js';
import type { Authenticate } from './client.js';

/** Stands for a credential where none is given, so that a server that only asks for one is satisfied. */
const PLACEHOLDER = 'placeholder';

/**
 * Completes requests with the given headers and with a credential: the one among the headers; else the signature of
 * the vendor's library, if the environment holds a key; else a placeholder where the contract wants one in a header.
 *
 * @param headers names in any case
 */
export function authenticateFor(contract: Contract, url: URL, headers: Readonly<Record<string, string>>): Authenticate {
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const isGiven = contract.security.some((set) => set.some(({ name }) => given[name.toLowerCase()] !== undefined));
  const wanted = contract.security.find((set) => set.every((credential) => credential.in === 'header')) ?? [];
  const placeholders = Object.fromEntries(wanted.map(({ name }) => [name.toLowerCase(), PLACEHOLDER]));
  let signature: Promise<Sign | undefined> | undefined;
  return async (wire) => {
    const plain = { ...wire, headers: { ...wire.headers, ...given } };
    if (isGiven) return plain;
    signature ??= signatureFor(protocolOf(contract).name, url);
    const sign = await signature;
    return sign === undefined ? { ...plain, headers: { ...placeholders, ...plain.headers } } : sign(plain);
  };
}
