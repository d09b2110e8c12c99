import { UsageError } from '../base/usage-error.js';
import type { WireRequest } from './protocol.js';
import { alibabaSigning } from './sign-alibaba.js';
import { huaweiSigning } from './sign-huawei.js';

/** Key and secret of an account. Never to be printed or written. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
}

/** Signs requests for one host. */
export type Sign = (wire: WireRequest) => WireRequest;

/** How one vendor's requests are signed, with the vendor's own library. */
export interface Signing {
  /** The protocol that it belongs to. */
  readonly protocol: string;
  /** Environment variables that hold key and secret; the names are those of the vendor's own tools. */
  readonly variables: readonly [string, string];
  /** Package of the vendor's library, an optional peer. */
  readonly library: string;
  /** @param url address of the server, whose host is signed, too */
  load(key: AccessKey, url: URL): Promise<Sign>;
}

const all: readonly Signing[] = [alibabaSigning, huaweiSigning];

/** Names of the environment variables that hold key and secret for a protocol; none where nothing is signed. */
export function signingVariables(protocol: string): readonly string[] {
  return all.find((candidate) => candidate.protocol === protocol)?.variables ?? [];
}

/**
 * The signature for a protocol, if the environment holds key and secret.
 *
 * @returns undefined where nothing is to be signed.
 * @throws UsageError where only one of the two is set, or the vendor's library is not installed.
 */
export async function signatureFor(
  protocol: string,
  url: URL,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Sign | undefined> {
  const signing = all.find((candidate) => candidate.protocol === protocol);
  if (signing === undefined) return undefined;
  const [idName, secretName] = signing.variables;
  const id = environment[idName] || undefined;
  const secret = environment[secretName] || undefined;
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined || secret === undefined) {
    throw new UsageError(`${idName} and ${secretName} go together; set both, or neither`);
  }
  try {
    return await signing.load({ id, secret }, url);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(`signing needs ${signing.library}; install it with npm install ${signing.library}`);
  }
}
