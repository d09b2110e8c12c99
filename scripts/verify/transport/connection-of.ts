import { certificatesOf } from './certificates.js';
import type { ConnectionOptions } from './connection.js';
import { proxyFor } from './proxy.js';
import { serverUrl } from './server-url.js';

/** How a user says to reach a server. */
export interface Reach {
  /** Address of the server. */
  readonly url: string;
  /** File of certificates (PEM) of authorities to trust, beside those that Node.js knows. */
  readonly ca?: string | undefined;
  /** Address of a proxy. Default: that of the environment, see {@link proxyFor}. */
  readonly proxy?: string | undefined;
}

/**
 * What a connection needs, of what a user says.
 *
 * @throws UsageError for an address that is none, and a file of certificates that cannot be used.
 */
export function connectionOf({ url, ca, proxy }: Reach): ConnectionOptions {
  const server = serverUrl(url);
  return {
    url: server,
    proxy: proxyFor(server, proxy),
    ca: ca === undefined ? undefined : certificatesOf(ca),
  };
}
