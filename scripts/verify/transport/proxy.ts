import { BlockList, isIP, isIPv6 } from 'node:net';
import { UsageError } from '../../base/usage-error.js';
import { endpointOf } from './server-url.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy's refusal to connect to the server. */
export class ProxyRefusal extends Error {
  constructor(status: number) {
    super(`the proxy answers ${status} to CONNECT`);
  }
}

/**
 * The proxy through which a server is reached: the one that was asked for; else that of the environment, as curl reads
 * it: `https_proxy` or `HTTPS_PROXY`, `http_proxy` in lower case only (a CGI server sets HTTP_PROXY from a header of its
 * client's), then `all_proxy` or `ALL_PROXY`; not where `no_proxy` or `NO_PROXY` lists the host. A server on this machine is never
 * reached through the environment's proxy, which could not find it.
 *
 * @param asked the value of `--proxy`
 * @returns undefined where the server is reached directly.
 * @throws UsageError for a proxy that is no http or https address.
 */
export function proxyFor(server: URL, asked?: string, environment: Environment = process.env): URL | undefined {
  if (asked !== undefined) return parse('--proxy', asked);
  const pick = (...names: string[]) => {
    const name = names.find((one) => environment[one]);
    return name === undefined ? undefined : ([name, environment[name] as string] as const);
  };
  const found =
    (server.protocol === 'https:' ? pick('https_proxy', 'HTTPS_PROXY') : pick('http_proxy')) ??
    pick('all_proxy', 'ALL_PROXY');
  if (found === undefined || isLocal(server) || isExcepted(server, pick('no_proxy', 'NO_PROXY')?.[1] ?? '')) {
    return undefined;
  }
  return parse(...found);
}

/** The message does not repeat the address, which may hold a password. */
function parse(name: string, text: string): URL {
  // curl takes a proxy without a scheme for http.
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new UsageError(`${name} is no http or https address of a proxy; write one such as http://127.0.0.1:3128`);
  }
  return url;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLocal(server: URL): boolean {
  const { host } = endpointOf(server);
  return host === 'localhost' || host.endsWith('.localhost') || isIn(loopback, host);
}

function isIn(list: BlockList, host: string): boolean {
  return isIP(host) !== 0 && list.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

/** `example.com` and `.example.com` except that host and those below it, `10.0.0.0/8` a network, `host:8443` one port, `*` all. */
function isExcepted(server: URL, list: string): boolean {
  const { host, port } = endpointOf(server);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const network = /^(.+)\/(\d{1,3})$/.exec(entry);
      if (network !== null) return isInNetwork(host, network[1] as string, Number(network[2]));
      const [, name = entry, only] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      if (only !== undefined && Number(only) !== port) return false;
      const plain = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
      return host === plain || (isIP(host) === 0 && host.endsWith(`.${plain}`));
    });
}

function isInNetwork(host: string, network: string, prefix: number): boolean {
  const list = new BlockList();
  try {
    list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  } catch {
    return false;
  }
  return isIn(list, host);
}
