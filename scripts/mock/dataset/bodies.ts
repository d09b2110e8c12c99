import { responseArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { isObject, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import type { Answer } from '../engine.js';
import { draw, type WorldOptions } from './items.js';

/** How many different bodies are drawn. */
const maxDrawn = 50;

/** Answers for operations of which the contract says neither pages nor lookups: the same request has the same answer. */
export class Bodies {
  readonly #contract: Contract;
  readonly #requestId: string | undefined;
  readonly #drawn: readonly Json[];

  constructor(contract: Contract, requestId: string | undefined, { seed, records }: WorldOptions) {
    this.#contract = contract;
    this.#requestId = requestId;
    const hasBody = successBody(contract).mediaType !== '';
    const arbitrary = responseArbitrary(contract, { texts: 'realistic' });
    this.#drawn = hasBody ? draw(arbitrary, hashOf(seed, contract.id), Math.max(1, Math.min(records, maxDrawn))) : [];
  }

  answer(request: JsonObject, requestId: string): Answer {
    const status = successBody(this.#contract).status;
    const body = this.#drawn[hashOf(JSON.stringify(request)) % Math.max(1, this.#drawn.length)];
    if (body === undefined) return { status, text: '', keepsRules: true };
    if (this.#requestId === undefined || !isObject(body) || !Object.hasOwn(body, this.#requestId)) {
      return { status, text: JSON.stringify(body), keepsRules: true };
    }
    const copy = { ...body };
    setOwn(copy, this.#requestId, requestId);
    return { status, text: JSON.stringify(copy), keepsRules: true };
  }
}
