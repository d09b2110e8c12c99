import type { Contract } from '../contract/contract.js';
import { errorBodies } from '../contract/responses.js';
import { Random } from './dataset/random.js';
import type { Answer } from './engine.js';

/** Makes some answers fail on purpose, to test a client's retries; which ones follows from the seed. */
export class Faults {
  readonly #random: Random;
  readonly #rate: number;

  /** @param rate share of valid requests that fail, from 0 to 1 */
  constructor(seed: number, rate: number) {
    this.#random = new Random('faults', seed);
    this.#rate = rate;
  }

  /** The error for the next request, one that the contract declares; undefined where the request is to succeed. */
  next(contract: Contract): Answer | undefined {
    if (this.#random.below(1e9) >= this.#rate * 1e9) return undefined;
    const errors = errorBodies(contract).flatMap(({ status, examples }) =>
      Object.entries(examples).map(([name, example]) => ({ status: status || 500, name, ...example })),
    );
    // A request that is right fails for the service's reasons, where the contract has an error of that kind.
    const own = errors.filter(({ raisedWhen }) =>
      raisedWhen.some((cause) => cause === 'internal' || cause === 'throttled'),
    );
    const choice = own.length > 0 ? own : errors;
    const chosen = choice[this.#random.below(choice.length)];
    if (chosen === undefined) return undefined;
    return {
      status: chosen.status,
      text: JSON.stringify(chosen.value),
      note: `${chosen.name} on purpose (error rate)`,
      keepsRules: false,
    };
  }
}
