import { Agent, request as httpRequest } from 'node:http';
import type { Json } from '../../scripts/base/json.js';
import type { WireRequest } from '../../scripts/wire/protocol.js';

/** Sockets are kept: thousands of requests would otherwise use up the ports. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** An answer, its body parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Json | undefined;
  readonly text: string;
}

/**
 * Sends a request as it stands: the target is not normalised, as `fetch` would do.
 *
 * A kept socket that the server closed just then is replaced by a new one, once, as Node's documentation of
 * `request.reusedSocket` advises.
 */
export async function send(url: string, wire: WireRequest, headers: Record<string, string> = {}): Promise<Answer> {
  try {
    return await sendOnce(url, wire, headers);
  } catch (error) {
    if (!(error instanceof StaleSocket)) throw error;
    return sendOnce(url, wire, { ...headers, connection: 'close' });
  }
}

/** A kept socket was closed before the answer came. */
class StaleSocket extends Error {}

function sendOnce(url: string, wire: WireRequest, headers: Record<string, string>): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { agent, hostname, port, method: wire.method, path: wire.target, headers: { ...wire.headers, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const type = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, type, text, body: parse(text) });
        });
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleSocket() : error);
    });
    request.end(wire.body);
  });
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
