import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import type { Json, JsonObject } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import type { WireExchange } from './transport.js';

/** Takes credentials out of what is recorded. */
export interface Redaction {
  /** Learns the credentials of an exchange by the names under which they travel. */
  learn(
    request: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string | undefined },
    response?: { status: number; headers: Readonly<Record<string, string>>; body: string },
  ): void;
  /** A copy without any credential. */
  cleanJson<T extends Json>(value: T): T;
}

/** Behind the last entry. Written after each of them, and over by the next one: the file is whole at any time. */
const TAIL = '\n]}}\n';

/**
 * Writes the exchanges of a run into a file as they come, as HTTP Archive 1.2, for `check` to judge again without a
 * network. Credentials are taken out of everything, also out of what a server repeats.
 *
 * Exchanges without a response have the status 0, as browsers write it.
 */
export class HarRecorder {
  readonly #file: string;
  readonly #base: string;
  readonly #redaction: Redaction;
  #descriptor: number | undefined;
  /** Bytes of the file before its tail. */
  #size = 0;
  #isFirst = true;
  #failure: Error | undefined;

  /**
   * @param url address of the server
   * @throws UsageError where the file cannot be written.
   */
  constructor(file: string, url: URL, redaction: Redaction) {
    this.#file = file;
    this.#base = url.origin + url.pathname.replace(/\/$/, '');
    this.#redaction = redaction;
    try {
      this.#descriptor = openSync(file, 'w', 0o600);
    } catch (error) {
      throw this.#error(error as Error);
    }
    const creator = { name: 'cloudsec-contracts', version: versionOf() };
    this.#append(`{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`);
  }

  /** Adds an exchange. Never throws: a disk that is full must not end the run. */
  add(exchange: WireExchange): void {
    const { sent, answer } = exchange;
    const url = this.#base + sent.target;
    this.#redaction.learn(
      { method: sent.method, url, headers: sent.headers, body: sent.body },
      answer.kind === 'reply' ? { status: answer.status, headers: answer.headers, body: answer.text } : undefined,
    );
    const entry = this.#redaction.cleanJson(entryOf(exchange, url));
    this.#append(`${this.#isFirst ? '' : ','}\n${JSON.stringify(entry)}`);
    this.#isFirst = false;
  }

  /**
   * Closes the file.
   *
   * @throws UsageError where it could not be written as a whole.
   */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    if (this.#failure !== undefined) throw this.#error(this.#failure);
  }

  #append(text: string): void {
    if (this.#descriptor === undefined || this.#failure !== undefined) return;
    try {
      const bytes = Buffer.from(text + TAIL, 'utf8');
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#size + done);
      }
      this.#size += bytes.length - TAIL.length;
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #error({ message }: Error): UsageError {
    return new UsageError(`--record cannot write ${this.#file}: ${message}; name another file, or make room`);
  }
}

function versionOf(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** An entry of a HAR 1.2, section "entries". What is not known is -1, or empty. */
function entryOf({ sent, answer, started, duration }: WireExchange, url: string): JsonObject {
  const { method, headers, body } = sent;
  const time = Math.round(duration * 1000) / 1000;
  const question = url.indexOf('?');
  const http = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  return {
    startedDateTime: new Date(started).toISOString(),
    time,
    request: {
      ...http,
      method,
      url,
      headers: pairsOf(Object.entries(headers)),
      queryString: question < 0 ? [] : pairsOf([...new URLSearchParams(url.slice(question + 1))]),
      ...(body === undefined ? {} : { postData: { mimeType: headers['content-type'] ?? '', text: body } }),
      bodySize: Buffer.byteLength(body ?? ''),
    },
    response:
      answer.kind === 'reply'
        ? {
            ...http,
            status: answer.status,
            statusText: STATUS_CODES[answer.status] ?? '',
            headers: pairsOf(Object.entries(answer.headers)),
            content: {
              size: Buffer.byteLength(answer.text),
              mimeType: answer.headers['content-type'] ?? '',
              text: answer.text,
            },
            redirectURL: answer.headers.location ?? '',
            bodySize: -1,
          }
        : {
            ...http,
            status: 0,
            statusText: '',
            headers: [],
            content: { size: 0, mimeType: '' },
            redirectURL: '',
            bodySize: -1,
            _error: answer.message,
          },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

function pairsOf(pairs: readonly (readonly [string, string])[]): JsonObject[] {
  return pairs.map(([name, value]) => ({ name, value }));
}
