import type { JsonObject } from '../base/json.js';
import { RuntimeValidators } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { protocolOf } from '../wire/index.js';
import type { Protocol, WireRequest } from '../wire/protocol.js';
import type { Answer } from './answer.js';
import type { Client } from './client.js';
import { BudgetSpent, type Gate } from './gate.js';
import { type KnownValues, knownValues } from './known-values.js';
import type { Settings } from './options.js';

/** Failures in a row after which a server is taken to have stopped answering. */
const PATIENCE = 3;

/** Times that a request is sent again after the server asked for patience (RFC 6585, section 4). */
const MAX_RETRIES = 4;

/** How a request is sent, where that is not the usual way. */
export interface AskOptions {
  /** One of the protocol's variants. */
  readonly variant?: string | undefined;
  /** A contract that encodes the request in its stead, for requests that this contract cannot express. */
  readonly as?: Contract | undefined;
  /** Changes how the request is written, not what it says. */
  readonly rewrite?: ((wire: WireRequest) => WireRequest) | undefined;
  /** An answer that another property got to the same request will do, for properties that only look at it. */
  readonly isShared?: boolean | undefined;
}

/** One operation of one server under test: what all of its properties share. */
export class Operation {
  readonly protocol: Protocol;
  readonly validators: RuntimeValidators;
  readonly known: KnownValues;
  /** Requests that were sent so far. */
  requests = 0;
  readonly #client: Client;
  readonly #gate: Gate;
  readonly #memory = new Map<string, Promise<unknown>>();
  #failures = 0;

  constructor(
    readonly contract: Contract,
    readonly settings: Settings,
    client: Client,
    gate: Gate,
  ) {
    this.protocol = protocolOf(contract);
    this.validators = new RuntimeValidators(contract);
    this.known = knownValues(contract, settings.values[contract.id] ?? {}, settings.seed);
    this.#client = client;
    this.#gate = gate;
  }

  /**
   * Sends a request and waits for the answer, which may be that there is none.
   *
   * @param sent is told of every request that leaves
   * @throws BudgetSpent
   */
  async ask(parameters: JsonObject, { variant, as, rewrite }: AskOptions, sent: () => void): Promise<Answer> {
    const encoded = this.protocol.encode(as ?? this.contract, parameters, variant);
    const wire = rewrite === undefined ? encoded : rewrite(encoded);
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#gate.pass(async (): Promise<Answer> => {
        if (this.#failures >= PATIENCE) {
          const message = `not asked: the server did not answer ${PATIENCE} requests in a row`;
          return { kind: 'no-reply', asked: { wire, parameters }, reason: 'gave-up', message };
        }
        const limit = this.settings.requestsPerOperation;
        if (limit !== undefined && this.requests >= limit) throw new BudgetSpent();
        this.requests++;
        sent();
        return this.#client.send(wire, parameters);
      });
      if (answer.kind === 'reply') {
        this.#failures = 0;
        if (answer.status !== 429 || attempt >= MAX_RETRIES) return answer;
        const seconds = Number(answer.headers['retry-after'] ?? 2 ** attempt / 4);
        await new Promise((resolve) => setTimeout(resolve, Math.min(30, seconds >= 0 ? seconds : 1) * 1000));
        continue;
      }
      // A reset comes at once; what costs time is waiting.
      if (answer.reason === 'timeout' || answer.reason === 'unreachable') this.#failures++;
      return answer;
    }
  }

  /** What a task found out, found out once for all properties. */
  remember<T>(key: string, task: () => Promise<T>): Promise<T> {
    let found = this.#memory.get(key) as Promise<T> | undefined;
    if (found === undefined) {
      found = task();
      this.#memory.set(key, found);
      found.catch(() => this.#memory.delete(key));
    }
    return found;
  }

  /** Forgets everything that was found out, because the data behind the server have changed. */
  forget(): void {
    this.#memory.clear();
  }
}
