import type { JsonObject } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import type { Answer, Engine } from '../engine.js';
import type { Operation } from '../operation.js';
import { type Preference, preferredExample } from '../prefer.js';
import { Bodies } from './bodies.js';
import { Entities } from './entities.js';
import type { WorldOptions } from './items.js';
import { Pages } from './pages.js';

/** The part of a world that one operation shows. */
interface Shown {
  answer(request: JsonObject, requestId: string): Answer;
}

/**
 * Answers from a seeded, consistent world: what a request's filters, order and page select of it.
 *
 * Each operation's part is made when its first request comes.
 */
export class DatasetEngine implements Engine {
  readonly #options: WorldOptions;
  readonly #clock: () => number;
  readonly #shown = new WeakMap<Contract, Shown>();

  /** @param clock milliseconds since 1970 */
  constructor(options: WorldOptions, clock: () => number) {
    this.#options = options;
    this.#clock = clock;
  }

  answer(operation: Operation, request: JsonObject, requestId: string, preference: Preference | undefined): Answer {
    if (preference !== undefined) {
      const preferred = preferredExample(operation.contract, preference);
      if (preferred !== undefined) return preferred;
    }
    let shown = this.#shown.get(operation.contract);
    if (shown === undefined) {
      shown = this.#make(operation);
      this.#shown.set(operation.contract, shown);
    }
    return shown.answer(request, requestId);
  }

  #make({ contract, protocol }: Operation): Shown {
    const requestId = protocol.requestId.property;
    const { pagination, lookup } = contract;
    if (pagination !== undefined) return new Pages(contract, pagination, requestId, this.#options, this.#clock);
    if (lookup !== undefined) return new Entities(contract, lookup, requestId, this.#options, this.#clock);
    return new Bodies(contract, requestId, this.#options);
  }
}
