import http from 'node:http';
import { UsageError } from '../../base/usage-error.js';
import type { Contract, Credential } from '../../contract/contract.js';
import { protocolOf } from '../../wire/index.js';
import type { WireRequest } from '../../wire/protocol.js';
import { type Sign, signatureFor } from '../../wire/sign.js';
import { basicOf } from './connection.js';

/** Completes a request with what the caller proves himself by, just before it is sent. */
export type Authenticate = (wire: WireRequest) => WireRequest | Promise<WireRequest>;

/** Stands for a credential where none is given, so that a server that only asks for one is satisfied. */
const PLACEHOLDER = 'placeholder';

/**
 * Completes requests with the given headers and with a credential: the one among the headers; else the user info of the
 * address (RFC 7617); else the signature of the vendor's library, if the environment holds a key; else a placeholder
 * where the contract wants one in a header.
 *
 * @param headers names in any case
 * @throws UsageError for a header that cannot be sent.
 */
export function authenticateFor(contract: Contract, url: URL, headers: Readonly<Record<string, string>>): Authenticate {
  const given = givenHeaders(url, headers);
  const isGiven =
    hasUserInfo(url) ||
    contract.security.some((set) =>
      set.some((one) => given[one.in === 'cookie' ? 'cookie' : one.name.toLowerCase()] !== undefined),
    );
  const wanted = contract.security.find((set) => set.every((credential) => credential.in === 'header')) ?? [];
  const placeholders = Object.fromEntries(wanted.map((one) => [one.name.toLowerCase(), placeholderOf(one)]));
  let signature: Promise<Sign | undefined> | undefined;
  return async (wire) => {
    const plain = { ...wire, headers: { ...wire.headers, ...given } };
    if (isGiven) return plain;
    signature ??= signatureFor(protocolOf(contract).name, url);
    const sign = await signature;
    return sign === undefined ? { ...plain, headers: { ...placeholders, ...plain.headers } } : sign(plain);
  };
}

function placeholderOf({ httpScheme }: Credential): string {
  if (httpScheme === undefined) return PLACEHOLDER;
  if (httpScheme.toLowerCase() !== 'basic') return `${httpScheme} ${PLACEHOLDER}`;
  return `Basic ${Buffer.from(`${PLACEHOLDER}:${PLACEHOLDER}`).toString('base64')}`;
}

function hasUserInfo({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** @throws UsageError; its message does not repeat the value, which may be a credential. */
function givenHeaders(url: URL, headers: Readonly<Record<string, string>>): Record<string, string> {
  const given: Record<string, string> = hasUserInfo(url) ? { authorization: basicOf(url) } : {};
  for (const [name, value] of Object.entries(headers)) {
    try {
      http.validateHeaderName(name);
      http.validateHeaderValue(name, value);
    } catch {
      throw new UsageError(
        `the header ${JSON.stringify(name)} cannot be sent; a value is one line of Latin-1 characters`,
      );
    }
    given[name.toLowerCase()] = value;
  }
  return given;
}
