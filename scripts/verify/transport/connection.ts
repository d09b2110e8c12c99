import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { endpointOf } from './server-url.js';

/** How a server is reached. */
export interface ConnectionOptions {
  readonly url: URL;
  /** Certificates of the authorities to trust, in PEM. Default: those that Node.js knows. */
  readonly ca?: readonly string[] | undefined;
  readonly proxy?: URL | undefined;
}

/** A request on a {@link Connection}: method, target below the server's path, headers. */
export interface ConnectionRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Connections to one server, kept open between requests: direct, or through a proxy. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #agent: http.Agent;
  readonly #closed = new AbortController();

  constructor(options: ConnectionOptions) {
    const { url, proxy } = options;
    this.#options = options;
    const kept = { keepAlive: true, scheduling: 'lifo' as const };
    const ca = options.ca === undefined ? {} : { ca: [...options.ca] };
    if (proxy === undefined) {
      this.#agent = url.protocol === 'https:' ? new https.Agent({ ...kept, ...ca }) : new http.Agent(kept);
    } else if (url.protocol === 'https:') {
      // The signal ends connections that the proxy has not answered yet, which no request owns.
      const options = { ...kept, ...ca, signal: this.#closed.signal };
      this.#agent = new HttpsProxyAgent(proxy, options as never);
    } else {
      this.#agent = proxy.protocol === 'https:' ? new https.Agent({ ...kept, ...ca }) : new http.Agent(kept);
    }
  }

  /** Begins a request. Its headers leave with its first byte, or its end. */
  request({ method, target, headers }: ConnectionRequest): http.ClientRequest {
    const { url, proxy, ca } = this.#options;
    const path = url.pathname.replace(/\/$/, '') + target;
    const common = { agent: this.#agent, method, setHost: false, ...(ca === undefined ? {} : { ca: [...ca] }) };
    if (proxy === undefined || url.protocol === 'https:') {
      const transport = url.protocol === 'https:' ? https : http;
      const { protocol } = url;
      return transport.request({
        ...common,
        protocol,
        ...endpointOf(url),
        path,
        headers: { ...headers, host: url.host },
      });
    }
    // RFC 9112, section 3.2.2: a proxy is told the whole address. That of an https server sees a tunnel instead.
    const authorization =
      proxy.username === '' && proxy.password === '' ? {} : { 'proxy-authorization': basicOf(proxy) };
    const transport = proxy.protocol === 'https:' ? https : http;
    return transport.request({
      ...common,
      ...endpointOf(proxy),
      path: `${url.protocol}//${url.host}${path}`,
      headers: { ...headers, ...authorization, host: url.host },
    });
  }

  /** Closes all connections. */
  close(): void {
    this.#closed.abort();
    this.#agent.destroy();
  }
}

/** User and password of an address as the scheme Basic has them (RFC 7617). */
export function basicOf({ username, password }: URL): string {
  const pair = `${decode(username)}:${decode(password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
