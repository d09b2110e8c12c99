import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { HIDDEN } from '../../base/hidden.js';
import type { JsonObject } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import { isCredentialName } from '../../report/credential-names.js';
import type { Secrets } from '../../report/secrets.js';
import type { WireExchange } from './transport.js';

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
  readonly #secrets: Secrets;
  #descriptor: number | undefined;
  /** Bytes of the file before its tail. */
  #size = 0;
  #isFirst = true;
  #failure: Error | undefined;

  /**
   * @param url address of the server
   * @param secrets the credentials of the run; those of each exchange are found by their names
   * @throws UsageError where the file cannot be written.
   */
  constructor(file: string, url: URL, secrets: Secrets) {
    this.#file = file;
    this.#base = url.origin + url.pathname.replace(/\/$/, '');
    this.#secrets = secrets;
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
    // Signatures differ from request to request: to look for all of them in every entry would take longer and longer.
    const secrets = this.#secrets.copy();
    secrets.learn(
      { method: sent.method, url, headers: sent.headers, body: sent.body },
      answer.kind === 'reply' ? { headers: answer.headers } : undefined,
    );
    const entry = secrets.cleanJson(entryOf(exchange, url));
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

/** Short values are hidden here, where their names say what they are: nobody looks for them elsewhere. */
function pairsOf(pairs: readonly (readonly [string, string])[]): JsonObject[] {
  return pairs.map(([name, value]) => ({ name, value: isCredentialName(name) ? HIDDEN : value }));
}
