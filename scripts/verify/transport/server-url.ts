import { UsageError } from '../../base/usage-error.js';

/**
 * Parses the address of a server. Requests go below its path; a query or fragment has no meaning.
 *
 * @throws UsageError where it is none. The message does not repeat user info, which may be a password.
 */
export function serverUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    const shown = url.replace(/\/\/[^/@]*@/, '//');
    throw new UsageError(`"${shown}" is no http or https address; write one such as http://127.0.0.1:4010`);
  }
  return parsed;
}

/** Host and port to connect to: an IPv6 address without its brackets, the scheme's own port where none is given. */
export function endpointOf(url: URL): { readonly host: string; readonly port: number } {
  const standard = url.protocol === 'https:' ? 443 : 80;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? standard : Number(url.port) };
}
