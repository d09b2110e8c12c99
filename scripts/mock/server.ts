import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { WireRequest } from '../wire/protocol.js';
import type { Gateway, Reply } from './gateway.js';

/** Limits that keep a hostile client from using up the process. Bytes, and milliseconds. */
export interface Limits {
  readonly bodyBytes: number;
  /** More than Node's 16 KiB: Huawei's X-Auth-Token alone has up to 32,768 characters. */
  readonly headerBytes: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often the two are enforced. */
  readonly checkInterval: number;
  readonly keepAliveTimeout: number;
  /** How long a connection may be silent in the middle of something. */
  readonly idleTimeout: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 80 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  checkInterval: 2_000,
  keepAliveTimeout: 65_000,
  idleTimeout: 120_000,
};

/** What the server asks for while it runs. */
export interface ServerHooks {
  /** The gateway of this moment; a reload replaces it. */
  gateway(): Gateway;
  readonly limits: Limits;
  /** Milliseconds that each answer is held back. */
  readonly latency: number;
  /** Called after each answer; undefined where nothing is logged, which saves looking at the clock. */
  readonly onReply?: ((request: WireRequest, reply: Reply, started: number) => void) | undefined;
}

/** An HTTP server in front of a gateway. Not yet listening. */
export function createMockServer(hooks: ServerHooks): Server {
  const { limits } = hooks;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: limits.checkInterval,
      keepAliveTimeout: limits.keepAliveTimeout,
    },
    (message, response) => receive(hooks, message, response),
  );
  server.setTimeout(limits.idleTimeout);
  server.on('clientError', refuseMalformed);
  return server;
}

/** Answers what is no HTTP: Node has no request for it, so there is no vendor whose envelope would fit. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

function receive(hooks: ServerHooks, message: IncomingMessage, response: ServerResponse): void {
  const started = hooks.onReply === undefined ? 0 : performance.now();
  const { method = 'GET', url = '/' } = message;
  // A proxy's form of target (RFC 9112, section 3.2.2): what counts is behind the host.
  const target = url.startsWith('/') ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
  const headers = message.headers as Record<string, string>;
  if (method === 'GET' || method === 'HEAD') {
    if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) message.resume();
    answer(hooks, { method, target, headers }, response, started);
    return;
  }
  const declared = Number(headers['content-length']);
  if (declared > hooks.limits.bodyBytes) {
    refuseLarge(hooks, { method, target, headers }, message, response, started);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= hooks.limits.bodyBytes) {
      chunks.push(chunk);
      return;
    }
    message.removeAllListeners('data').removeAllListeners('end');
    refuseLarge(hooks, { method, target, headers }, message, response, started);
  });
  message.on('end', () => {
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    answer(hooks, { method, target, headers, body: body.toString('utf8') }, response, started);
  });
  // An aborted request has nobody to answer to.
  message.on('error', () => response.destroy());
}

function refuseLarge(
  hooks: ServerHooks,
  request: WireRequest,
  message: IncomingMessage,
  response: ServerResponse,
  started: number,
): void {
  const detail = `The body has more than ${hooks.limits.bodyBytes} bytes; send less.`;
  const reply = hooks.gateway().refuseEarly(request, { cause: 'invalid-parameter', detail });
  response.setHeader('connection', 'close');
  message.pause();
  // A client that is still sending reads the answer only if we do not reset the connection at once.
  response.on('finish', () => setTimeout(() => message.destroy(), 100).unref());
  // RFC 9110, section 15.5.14.
  send(hooks, request, { ...reply, status: 413 }, response, started);
}

function answer(hooks: ServerHooks, request: WireRequest, response: ServerResponse, started: number): void {
  const reply = hooks.gateway().handle(request);
  if (hooks.latency === 0 && !(reply instanceof Promise)) {
    send(hooks, request, reply, response, started);
    return;
  }
  const wait = hooks.latency === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, hooks.latency));
  Promise.all([reply, wait]).then(
    ([settled]) => send(hooks, request, settled, response, started),
    () => response.destroy(),
  );
}

function send(hooks: ServerHooks, request: WireRequest, reply: Reply, response: ServerResponse, started: number): void {
  if (response.destroyed) return;
  const { text, encoding } = reply;
  const head: (string | number)[] = [reply.requestId[0], reply.requestId[1]];
  const isBodiless = text === '' && (reply.mediaType === '' || reply.status === 204 || reply.status === 304);
  if (!isBodiless) head.unshift('Content-Type', contentType(reply.mediaType));
  if (reply.refusal !== undefined)
    head.push('X-Mock-Refusal', headerText(`${reply.refusal.cause}: ${reply.refusal.detail}`));
  if (reply.ignored.length > 0) head.push('X-Mock-Ignored', headerText(reply.ignored.join(', ')));
  if (typeof text === 'string') {
    if (reply.status === 204 || reply.status === 304) {
      response.writeHead(reply.status, head as string[]).end();
    } else {
      head.push('Content-Length', Buffer.byteLength(text, encoding));
      response.writeHead(reply.status, head as string[]).end(text, encoding);
    }
  } else {
    response.writeHead(reply.status, head as string[]);
    // Piece by piece, no faster than the client reads; a client that goes away ends the making of pieces.
    pipeline(encoded(text, encoding), response).catch(() => response.destroy());
  }
  hooks.onReply?.(request, reply, started);
}

/** Texts as bytes. Others get their turn before each: a client that reads fast would leave them none. */
async function* encoded(pieces: Iterable<string>, encoding: 'utf8' | 'latin1'): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    await new Promise((resolve) => setImmediate(resolve));
    yield Buffer.from(piece, encoding);
  }
}

/** A media type with the charset that all texts are written in, unless the document has parameters of its own. */
function contentType(mediaType: string): string {
  if (mediaType === '' || mediaType.includes('*')) return 'application/json;charset=utf-8';
  return mediaType.includes(';') || /^(?:image|audio|video)\/|octet-stream/i.test(mediaType)
    ? mediaType
    : `${mediaType};charset=utf-8`;
}

/** A header's value is printable ASCII, and short. */
function headerText(text: string): string {
  return text.slice(0, 500).replaceAll(/[^\x20-\x7e]/g, '?');
}
