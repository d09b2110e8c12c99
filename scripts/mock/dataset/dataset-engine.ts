import type { JsonObject } from '../../base/json.js';
import { parsePointer } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { callIdPointer } from '../../judge/call-id.js';
import type { Answer, Engine, Hints } from '../engine.js';
import type { Operation } from '../operation.js';
import type { Preference } from '../prefer.js';
import { preferredExample } from '../preferred-example.js';
import { Bodies } from './bodies.js';
import { Entities } from './entities.js';
import type { WorldOptions } from './items.js';
import { Pages } from './pages.js';
import { finishInTurns, type Steps } from './steps.js';

/** The part of a world that one operation shows. */
interface Shown {
  answer(request: JsonObject, requestId: string, hints: Hints): Answer;
}

/**
 * Answers from a seeded, consistent world: what a request's filters, order and page select of it.
 *
 * Each operation's part is made when its first request comes, in turns with the answers to others.
 */
export class DatasetEngine implements Engine {
  readonly #options: WorldOptions;
  readonly #clock: () => number;
  readonly #shown = new WeakMap<Contract, Shown | Promise<Shown>>();

  /** @param clock milliseconds since 1970 */
  constructor(options: WorldOptions, clock: () => number) {
    this.#options = options;
    this.#clock = clock;
  }

  answer(
    operation: Operation,
    request: JsonObject,
    requestId: string,
    preference: Preference | undefined,
    hints: Hints = {},
  ): Answer | Promise<Answer> {
    if (preference !== undefined) {
      const preferred = preferredExample(operation.contract, preference);
      if (preferred !== undefined) return preferred;
    }
    const shown = this.#shown.get(operation.contract);
    if (shown instanceof Promise) return shown.then((made) => made.answer(request, requestId, hints));
    if (shown !== undefined) return shown.answer(request, requestId, hints);
    const making = finishInTurns(this.#make(operation)).then((made) => {
      this.#shown.set(operation.contract, made);
      return made;
    });
    this.#shown.set(operation.contract, making);
    // What cannot be made now may be made when it is asked for again.
    making.catch(() => this.#shown.delete(operation.contract));
    return making.then((made) => made.answer(request, requestId, hints));
  }

  *#make({ contract: stated, protocol, meaning }: Operation): Steps<Shown> {
    const contract = meaning?.contract ?? stated;
    const options = meaning === undefined ? this.#options : { ...this.#options, behaviour: meaning.behaviour };
    const named = callIdPointer(contract);
    const requestId = protocol.requestId.property ?? (named === undefined ? undefined : parsePointer(named)[0]);
    const { pagination, lookup } = contract;
    if (pagination !== undefined) return yield* Pages.make(contract, pagination, requestId, options, this.#clock);
    if (lookup !== undefined) return yield* Entities.make(contract, lookup, requestId, options, this.#clock);
    return new Bodies(contract, requestId, options);
  }
}
