import { responseArbitrary } from '../../arbitraries/response.js';
import { type Exact, writeExact } from '../../base/exact.js';
import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { clone, isObject, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { isJson, successBody } from '../../contract/responses.js';
import type { Answer, Hints } from '../engine.js';
import { notImplemented } from '../not-implemented.js';
import { echo } from './echo.js';
import { draw, looksOf, type WorldOptions } from './items.js';

/** How many different bodies are kept. */
const maxKept = 50;

/**
 * Answers for operations of which the contract says neither pages nor lookups: the same request has the same answer,
 * and what it names comes back.
 *
 * A body is drawn when it is asked for, since one body of a large API can be all that time allows.
 */
export class Bodies {
  readonly #contract: Contract;
  readonly #requestId: string | undefined;
  readonly #options: WorldOptions;
  readonly #drawn = new Map<number, Json>();
  /** Why none can be drawn, once that is known. */
  #problem: string | undefined;
  readonly #arbitrary: ReturnType<typeof responseArbitrary> | undefined;

  constructor(contract: Contract, requestId: string | undefined, options: WorldOptions) {
    this.#contract = contract;
    this.#requestId = requestId;
    this.#options = options;
    const { mediaType, status } = successBody(contract);
    // RFC 9110, section 15.3.5: a 204 has no body, whatever the document says.
    if (mediaType === '' || status === 204 || status === 304) return;
    try {
      this.#arbitrary = responseArbitrary(contract, looksOf(options));
    } catch (error) {
      this.#problem = (error as Error).message;
    }
  }

  answer(request: JsonObject, requestId: string, { exact }: Hints = {}): Answer {
    const { status, mediaType } = successBody(this.#contract);
    if (this.#arbitrary === undefined && this.#problem === undefined) return { status, text: '', keepsRules: true };
    const body = this.#body(hashOf(JSON.stringify(request)));
    if (body === undefined) return notImplemented(this.#contract, this.#problem ?? '');
    const answer = echo(this.#contract, clone(body), (exact ?? request) as { [name: string]: Exact });
    if (this.#requestId !== undefined && isObject(answer) && Object.hasOwn(answer, this.#requestId)) {
      setOwn(answer as JsonObject, this.#requestId, requestId);
    }
    return { status, text: bodyText(mediaType, answer), keepsRules: true };
  }

  /** The body of a number; undefined where none can be drawn, and the document has no example. */
  #body(number: number): Json | undefined {
    const key = number % maxKept;
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    let body: Json | undefined;
    if (this.#arbitrary !== undefined && this.#problem === undefined) {
      try {
        [body] = draw(this.#arbitrary, hashOf(this.#options.seed, this.#contract.id, key), 1);
      } catch (error) {
        this.#problem = (error as Error).message;
      }
    }
    body ??= Object.values(successBody(this.#contract).examples)[0]?.value;
    if (body !== undefined) this.#drawn.set(key, body);
    return body;
  }
}

/** A body as its media type writes it: what is not JSON is a text, as it is. */
export function bodyText(mediaType: string, body: Exact): string {
  return typeof body === 'string' && !isJson(mediaType) && !mediaType.includes('*') ? body : writeExact(body);
}
