import net from 'node:net';
import { UsageError } from '../base/usage-error.js';
import { serverUrl } from './client.js';

/**
 * Makes sure that somebody listens at an address, so that a server that is down is not mistaken for one that answers
 * wrongly.
 *
 * @param timeout milliseconds
 * @throws UsageError where no connection can be made.
 */
export async function probe(url: string, timeout: number): Promise<void> {
  const { hostname, port, protocol } = serverUrl(url);
  await new Promise<void>((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = net.connect({ host, port: Number(port || (protocol === 'https:' ? 443 : 80)) });
    const fail = (cause: string) => {
      socket.destroy();
      reject(new UsageError(`cannot reach ${url}: ${cause}; start the server, or correct the address`));
    };
    const timer = setTimeout(() => fail(`no connection within ${timeout} ms`), timeout);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.destroy();
      resolve();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(error.message || String(error.code));
    });
  });
}
