import { Agent, request as ask, createServer, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { type Running, runServer } from '../support/running.js';

/** A request and its answer, as they went over the wire. */
export interface Recorded {
  readonly method: string;
  /** Path and query string. */
  readonly target: string;
  /** Pairs of name and value, as they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly status: number;
  readonly answerHeaders: readonly (readonly [string, string])[];
  /** Decompressed. */
  readonly answer: string;
}

/** A proxy that runs. */
export interface Recorder extends Running {
  /** What was answered until now, in the order in which it was asked; the beginning of it where that is very much. */
  recorded(): Recorded[];
}

/** Characters of answers that are kept; what comes later goes through unrecorded. */
const MOST = 1 << 27;

/** Starts a proxy before a server that keeps what goes through it. */
export async function startRecorder(server: string): Promise<Recorder> {
  const { hostname, port } = new URL(server);
  const agent = new Agent({ keepAlive: true });
  const kept: (Recorded | undefined)[] = [];
  let size = 0;
  const proxy = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    const place = kept.push(undefined) - 1;
    bytesOf(request)
      .then(async (body) => {
        const answer = await new Promise<IncomingMessage>((resolve, reject) => {
          const { method, url: path, headers } = request;
          ask({ hostname, port, method, path, headers: { ...headers, host: `${hostname}:${port}` }, agent }, resolve)
            .once('error', reject)
            .end(body);
        });
        const bytes = await bytesOf(answer);
        size += bytes.length;
        const recorded = {
          method: request.method ?? 'GET',
          target: request.url ?? '/',
          headers: pairsOf(request.rawHeaders),
          body: body.toString('utf8'),
          status: answer.statusCode ?? 0,
          answerHeaders: pairsOf(answer.rawHeaders),
          answer: decompressed(bytes, answer.headers['content-encoding']).toString('utf8'),
        };
        if (size <= MOST) kept[place] = recorded;
        response.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
        response.end(bytes);
      })
      .catch(() => response.destroy());
  });
  const { url, close } = await runServer(proxy);
  return {
    url,
    recorded: () => kept.filter((one) => one !== undefined),
    close: () => {
      agent.destroy();
      return close();
    },
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : []));
}

/** Headers that concern the message, not the connection (RFC 9110, section 7.6.1). */
function endToEnd(raw: readonly string[]): string[] {
  const connection = ['connection', 'keep-alive', 'transfer-encoding'];
  return pairsOf(raw)
    .filter(([name]) => !connection.includes(name.toLowerCase()))
    .flat();
}

function decompressed(bytes: Buffer, coding: string | undefined): Buffer {
  if (coding === 'gzip') return gunzipSync(bytes);
  if (coding === 'deflate') return inflateSync(bytes);
  return coding === 'br' ? brotliDecompressSync(bytes) : bytes;
}
