import type { JsonObject } from '../base/json.js';
import { RuntimeValidators } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { protocolOf } from '../wire/index.js';
import type { Protocol, WireRequest } from '../wire/protocol.js';
import { type KnownValues, knownValues } from './known-values.js';
import type { Settings } from './options.js';
import type { Answer } from './transport/answer.js';
import { type Authenticate, authenticateFor } from './transport/authenticate.js';
import { serverUrl } from './transport/server-url.js';
import type { Transport } from './transport/transport.js';

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
  readonly #transport: Transport;
  readonly #authenticate: Authenticate;
  readonly #memory = new Map<string, Promise<unknown>>();

  constructor(
    readonly contract: Contract,
    readonly settings: Settings,
    transport: Transport,
  ) {
    this.protocol = protocolOf(contract);
    this.validators = new RuntimeValidators(contract);
    this.known = knownValues(contract, settings.values[contract.id] ?? {}, settings.seed);
    this.#transport = transport;
    this.#authenticate = authenticateFor(contract, serverUrl(settings.url), settings.headers);
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
    const { contract } = this;
    return this.#transport.ask({ contract, wire, parameters, authenticate: this.#authenticate, onSent: sent });
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
