import http from 'node:http';
import https from 'node:https';
import type { Json, JsonObject } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import type { WireRequest } from '../wire/protocol.js';
import type { Answer, FailureReason } from './answer.js';

/** Bytes of a body that are read at most; more is a server that does not stop. */
const MAX_BODY = 64 * 2 ** 20;

/** Completes a request with what the caller proves himself by, just before it is sent. */
export type Authenticate = (wire: WireRequest) => WireRequest | Promise<WireRequest>;

/** How a {@link Client} reaches the server. */
export interface ClientOptions {
  readonly url: string;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeout: number;
  readonly authenticate: Authenticate;
}

/** Parses the address of a server. Requests go below its path. @throws UsageError where it is none. */
export function serverUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new UsageError(`"${url}" is no http or https address; write one such as http://127.0.0.1:4010`);
  }
  return parsed;
}

/** Sends requests over connections that are kept open. Never throws: a server that fails is an answer, too. */
export class Client {
  readonly #url: URL;
  readonly #options: ClientOptions;
  readonly #agent: http.Agent;
  readonly #transport: typeof http | typeof https;

  /** @throws UsageError where the address is none. */
  constructor(options: ClientOptions) {
    this.#options = options;
    this.#url = serverUrl(options.url);
    this.#transport = this.#url.protocol === 'https:' ? https : http;
    this.#agent = new this.#transport.Agent({ keepAlive: true, scheduling: 'lifo' });
  }

  /** @param parameters the decoded parameters, for reports */
  async send(wire: WireRequest, parameters: JsonObject): Promise<Answer> {
    const ready = await this.#options.authenticate(wire);
    const first = await this.#once(ready, wire, parameters);
    // A kept connection may be closed by the server just as it is used again (RFC 9112, section 9.3.1): that is no fault.
    if (first.answer.kind === 'no-reply' && first.reused && first.answer.reason === 'reset') {
      return (await this.#once(ready, wire, parameters)).answer;
    }
    return first.answer;
  }

  /** Closes all connections. */
  close(): void {
    this.#agent.destroy();
  }

  #once(ready: WireRequest, wire: WireRequest, parameters: JsonObject): Promise<{ answer: Answer; reused: boolean }> {
    const asked = { wire, parameters };
    const { timeout } = this.#options;
    return new Promise((resolve) => {
      let done = false;
      const settle = (answer: Answer) => {
        if (done) return;
        done = true;
        clearTimeout(timer);
        resolve({ answer, reused: request.reusedSocket });
      };
      const fail = (reason: FailureReason, message: string) => {
        settle({ kind: 'no-reply', asked, reason, message });
        request.destroy();
      };
      const request = this.#transport.request({
        agent: this.#agent,
        hostname: this.#url.hostname.replace(/^\[|\]$/g, ''),
        port: this.#url.port,
        method: ready.method,
        path: this.#url.pathname.replace(/\/$/, '') + ready.target,
        headers: {
          accept: 'application/json',
          ...ready.headers,
          host: this.#url.host,
          ...(ready.body === undefined && ready.method === 'GET'
            ? {}
            : { 'content-length': String(Buffer.byteLength(ready.body ?? '')) }),
        },
      });
      const timer = setTimeout(() => fail('timeout', `no complete response within ${timeout} ms`), timeout);
      request.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error), error.message || String(error.code)));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > MAX_BODY) fail('rubbish', `the body is longer than ${MAX_BODY} bytes`);
        });
        response.on('aborted', () => fail('reset', 'the connection was closed in the middle of the response'));
        response.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error), error.message));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          settle({
            kind: 'reply',
            asked,
            status: response.statusCode ?? 0,
            headers: headersOf(response.headers),
            text,
            body: parse(text),
          });
        });
      });
      request.end(ready.body);
    });
  }
}

function reasonOf({ code }: NodeJS.ErrnoException): FailureReason {
  if (code === undefined) return 'reset';
  if (code.startsWith('HPE_') || code.startsWith('ERR_')) return 'rubbish';
  return /^(?:ECONNRESET|EPIPE|ECONNABORTED)$/.test(code) ? 'reset' : 'unreachable';
}

function headersOf(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
