import type http from 'node:http';
import type { JsonObject } from '../../base/json.js';
import type { WireRequest } from '../../wire/protocol.js';
import { type Answer, type FailureReason, MAX_BODY_BYTES, type Reply } from './answer.js';
import { Connection, type ConnectionOptions } from './connection.js';
import { BodyTooLong, BodyUndecodable, readDecodedBody } from './decoded-body.js';
import { readJsonBody } from './json-body.js';
import { ProxyRefusal } from './proxy.js';

/** How a {@link Client} reaches the server. */
export interface ClientOptions {
  readonly connection: ConnectionOptions;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeout: number;
}

/** What became of a request, and whether its connection had been used before. */
export interface Exchange {
  readonly answer: Answer;
  readonly isReused: boolean;
}

/**
 * Sends requests, each once, over connections that are kept open. Never throws: a server that fails is an answer, too.
 * Redirects are answers, and not followed: what they lead to is another server's, and must not get the credentials.
 */
export class Client {
  readonly #connection: Connection;
  readonly #timeout: number;

  constructor(options: ClientOptions) {
    this.#connection = new Connection(options.connection);
    this.#timeout = options.timeout;
  }

  /**
   * @param ready the request as it travels, credentials included
   * @param asked the question, for the answer to name
   * @param signal ends the request when it aborts: the answer is that there is none
   */
  async send(
    ready: WireRequest,
    asked: { readonly wire: WireRequest; readonly parameters: JsonObject },
    signal: AbortSignal,
  ): Promise<Exchange> {
    const headers = { accept: 'application/json', ...ready.headers, ...lengthOf(ready) };
    const request = this.#connection.request({ method: ready.method, target: ready.target, headers });
    let response: http.IncomingMessage | undefined;
    // Broken HTTP behind the headers is told to the request alone; its response only knows that it was aborted.
    let broken: NodeJS.ErrnoException | undefined;
    request.on('error', (error) => {
      broken ??= error;
    });
    const end = new AbortController();
    const message = `no complete response within ${this.#timeout} ms`;
    const timer = setTimeout(() => end.abort({ reason: 'timeout', message }), this.#timeout);
    const interrupt = () => end.abort({ reason: 'gave-up', message: 'the run ended before the response' });
    signal.addEventListener('abort', interrupt);
    if (signal.aborted) interrupt();
    try {
      // A request that is destroyed before it has a connection says nothing of its end, so that nobody waits for that.
      const text = await untilAborted(end.signal, async () => {
        response = await responseTo(request, ready.body);
        return (await readDecodedBody(response, MAX_BODY_BYTES)).toString('utf8');
      });
      return {
        answer: replyOf(asked, response as unknown as http.IncomingMessage, text),
        isReused: request.reusedSocket,
      };
    } catch (error) {
      const failure = end.signal.aborted
        ? (end.signal.reason as Failure)
        : failureOf(isOfBody(error) ? error : (broken ?? (error as Error)));
      return { answer: { kind: 'no-reply', asked, ...failure }, isReused: request.reusedSocket };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      // The rest of a body that is not wanted would go on arriving.
      if (response?.complete !== true) request.destroy();
    }
  }

  /** Closes all connections. */
  close(): void {
    this.#connection.close();
  }
}

/** Why there is no response. */
interface Failure {
  readonly reason: FailureReason;
  readonly message: string;
}

/** Runs a task, but waits no longer than until a signal aborts. @throws the signal's reason */
function untilAborted<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
    task().then(resolve, reject);
  });
}

function responseTo(request: http.ClientRequest, body: string | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    // Errors behind the first one have nobody to tell, but must not end the process.
    request.on('error', reject);
    request.on('close', () => reject(new Error('the connection was closed before the response')));
    // The library replays the proxy's refusal as if it were the server's answer.
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) reject(new ProxyRefusal(statusCode));
    });
    request.end(body);
  });
}

/** RFC 9110, section 8.6: a request whose method has no use for a body says nothing of its length. */
function lengthOf({ method, body }: WireRequest): { 'content-length'?: string } {
  if (body === undefined && /^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method)) return {};
  return { 'content-length': String(Buffer.byteLength(body ?? '')) };
}

function replyOf(
  asked: { readonly wire: WireRequest; readonly parameters: JsonObject },
  response: http.IncomingMessage,
  text: string,
): Reply {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );
  return { kind: 'reply', asked, status: response.statusCode ?? 0, headers, text, ...readJsonBody(text) };
}

function failureOf(error: NodeJS.ErrnoException): Failure {
  const text = error.message || String(error.code);
  return { reason: reasonOf(error), message: isOfBody(error) ? `the body ${text}` : text };
}

function isOfBody(error: unknown): error is BodyTooLong | BodyUndecodable {
  return error instanceof BodyTooLong || error instanceof BodyUndecodable;
}

function reasonOf(error: NodeJS.ErrnoException): FailureReason {
  if (error instanceof BodyTooLong) return 'oversized';
  if (error instanceof BodyUndecodable) return 'rubbish';
  if (error instanceof ProxyRefusal) return 'unreachable';
  const { code } = error;
  if (code === undefined || /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/.test(code)) return 'reset';
  if (code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_')) return 'unreachable';
  return code.startsWith('HPE_') || code.startsWith('ERR_') ? 'rubbish' : 'unreachable';
}
