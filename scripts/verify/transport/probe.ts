import { EventEmitter, once } from 'node:events';
import type http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { UsageError } from '../../base/usage-error.js';
import type { ConnectionOptions } from './connection.js';
import { ProxyRefusal } from './proxy.js';
import { endpointOf } from './server-url.js';

/** Milliseconds that a connection may take where responses have to be faster: it is made once, and proves nothing of them. */
const PATIENCE = 2_000;

/** Milliseconds in which a connection has to be made, where one response may take `timeout`. */
export function connectionTimeout(timeout: number): number {
  return Math.max(timeout, PATIENCE);
}

/**
 * Makes sure that somebody listens at an address, so that a server that is down is not mistaken for one that answers
 * wrongly. Connects, as far as TLS and through the proxy; sends the server no request.
 *
 * @param timeout milliseconds
 * @param signal ends the probe when it aborts, as if it had failed
 * @throws UsageError where no connection can be made.
 */
export async function probe(options: ConnectionOptions, timeout: number, signal?: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const timeoutId = setTimeout(() => timer.abort(), timeout);
  const end = AbortSignal.any([timer.signal, ...(signal === undefined ? [] : [signal])]);
  let socket: net.Socket | undefined;
  try {
    socket = await connect(options, end);
  } catch (error) {
    const cause = timer.signal.aborted ? `no connection within ${timeout} ms` : messageOf(error as Error);
    const { url, proxy } = options;
    const way = proxy === undefined ? '' : ` through the proxy ${proxy.host}`;
    throw new UsageError(`cannot reach ${url.origin}${way}: ${cause}; ${remedyFor(error as Error)}`);
  } finally {
    clearTimeout(timeoutId);
    socket?.destroy();
  }
}

async function connect({ url, proxy, ca }: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  const trusted = ca === undefined ? {} : { ca: [...ca] };
  if (proxy !== undefined && url.protocol === 'https:') return tunnel(url, proxy, trusted, signal);
  const target = proxy ?? url;
  const endpoint = endpointOf(target);
  const isSecure = target.protocol === 'https:';
  const servername = net.isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {};
  const socket = isSecure ? tls.connect({ ...endpoint, ...servername, ...trusted }) : net.connect(endpoint);
  return opened(socket, isSecure ? 'secureConnect' : 'connect', signal);
}

async function tunnel(url: URL, proxy: URL, trusted: { ca?: string[] }, signal: AbortSignal): Promise<net.Socket> {
  const agent = new HttpsProxyAgent(proxy, { ...trusted, signal } as never);
  const request = new EventEmitter();
  let status = 200;
  request.once('proxyConnect', (response: { statusCode: number }) => {
    status = response.statusCode;
  });
  const target = { ...endpointOf(url), ...trusted, secureEndpoint: true as const };
  const socket = await agent.connect(request as http.ClientRequest, target as never);
  if (status !== 200) {
    socket.destroy();
    throw new ProxyRefusal(status);
  }
  return opened(socket, 'secureConnect', signal);
}

async function opened(socket: net.Socket, event: string, signal: AbortSignal): Promise<net.Socket> {
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** An attempt at several addresses of one host fails with the errors of all, and without a message of its own. */
function messageOf(error: NodeJS.ErrnoException & { readonly reason?: unknown }): string {
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  // OpenSSL's messages are lines of its own log; the reason is their only part for people.
  if (typeof error.reason === 'string' && error.code?.startsWith('ERR_SSL_')) return error.reason;
  return error.message || first?.message || String(error.code);
}

function remedyFor(error: NodeJS.ErrnoException): string {
  const { code } = error;
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)/.test(code ?? '')) {
    return 'give the certificate of its authority with --ca';
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return 'it does not speak TLS; write http:// instead of https://';
  if (error instanceof ProxyRefusal) return 'correct --proxy, or list the server in NO_PROXY';
  return 'start the server, or correct the address';
}
