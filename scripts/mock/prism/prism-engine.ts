import type { JsonObject } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import type { Contract } from '../../contract/contract.js';
import { plain } from '../../wire/plain.js';
import type { Answer, Engine } from '../engine.js';
import type { Operation } from '../operation.js';
import type { Preference } from '../prefer.js';
import { preferredExample } from '../preferred-example.js';
import { loadPrism, type Prism, type PrismClient } from './load-prism.js';

/**
 * Answers with the real Prism: one instance per contract, since operations that share a path collide in one document.
 *
 * The gateway speaks the vendor's protocol and validates; Prism gets the same request as plain OpenAPI has it.
 */
export class PrismEngine implements Engine {
  readonly #prism: Prism;
  readonly #specs: string;
  readonly #clients = new Map<Contract, Promise<PrismClient>>();

  private constructor(prism: Prism, specs: string) {
    this.#prism = prism;
    this.#specs = specs;
  }

  /**
   * @param specs path of the folder, or of the single document, that the contracts come from: Prism reads it itself
   * @throws UsageError where Prism is not installed.
   */
  static async start(specs: string | undefined): Promise<PrismEngine> {
    if (specs === undefined) {
      throw new UsageError(
        'the Prism engine reads the specs itself; give their folder as "specs" instead of "contracts"',
      );
    }
    return new PrismEngine(await loadPrism(), specs);
  }

  async answer(
    { contract }: Operation,
    request: JsonObject,
    _requestId: string,
    preference: Preference | undefined,
  ): Promise<Answer> {
    const client = await this.#clientOf(contract);
    const { method, target, headers, body } = plain.encode(contract, request);
    const input = { method: method.toLowerCase(), headers, ...(body === undefined ? {} : { body: JSON.parse(body) }) };
    const reply = await client.request(target, input, preference ?? {});
    if ('problem' in reply) {
      // Prism only says "not found"; our reading of the same preference knows what there is.
      const known = preference === undefined ? undefined : preferredExample(contract, preference);
      if (known !== undefined && 'refusal' in known) return known;
      return { refusal: { cause: 'internal', detail: `Prism: ${reply.problem}` } };
    }
    const text = reply.data === undefined ? '' : JSON.stringify(reply.data);
    const note = preference?.dynamic === true ? 'Prism, dynamic' : 'Prism, example';
    return { status: reply.status, text, note, keepsRules: false };
  }

  #clientOf(contract: Contract): Promise<PrismClient> {
    let client = this.#clients.get(contract);
    if (client === undefined) {
      client = this.#prism.open(this.#specs, contract);
      this.#clients.set(contract, client);
    }
    return client;
  }
}
