import { hashOf } from '../../base/hash.js';
import type { JsonObject } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { protocolOf } from '../../wire/index.js';
import type { WireRequest } from '../../wire/protocol.js';
import type { Answer, FailureReason, Reply } from './answer.js';
import type { Authenticate } from './authenticate.js';
import type { Budget } from './budget.js';
import { BudgetSpent } from './budget.js';
import { Client, type ClientOptions } from './client.js';
import { type Clock, realClock } from './clock.js';
import { Gate } from './gate.js';
import { Patience } from './patience.js';
import { Tally } from './tally.js';

/** Questions in a row that an operation may leave unanswered, until it is taken to have stopped answering. */
const MAX_FAILURES = 3;

/** What costs time, and becomes no better by asking on and on. A reset comes at once. */
const COSTLY: ReadonlySet<FailureReason> = new Set(['timeout', 'unreachable', 'throttled', 'oversized']);

/** Milliseconds that are waited for one question, if the server asks for patience: quotas are often by the minute. */
export const DEFAULT_PATIENCE = 90_000;

/** One exchange as it was on the wire, credentials included. */
export interface WireExchange {
  readonly operation: string;
  readonly sent: WireRequest;
  readonly answer: Answer;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** How a run reaches its server. */
export interface TransportOptions extends ClientOptions {
  readonly budget: Budget;
  /** Requests that may be on their way at once. */
  readonly concurrency: number;
  /** Requests per second. Default: no limit. */
  readonly rate?: number | undefined;
  /** Milliseconds that are waited for one question, if the server asks for it. Default: {@link DEFAULT_PATIENCE}. */
  readonly patience?: number | undefined;
  /** Jitter follows from it. */
  readonly seed: number;
  readonly clock?: Clock | undefined;
  /** Is told of every exchange, in the order of the answers. */
  readonly onExchange?: ((exchange: WireExchange) => void) | undefined;
}

/** A question to one operation. */
export interface Question {
  readonly contract: Contract;
  /** As it is to be sent, without credentials. */
  readonly wire: WireRequest;
  /** The decoded parameters, for reports. */
  readonly parameters: JsonObject;
  readonly authenticate: Authenticate;
  /** It is made to be refused, so that a refusal is no sign of missing rights. Default: false. */
  readonly isBad?: boolean | undefined;
  /** Is told of every request that leaves for it. */
  readonly onSent?: (() => void) | undefined;
}

/**
 * All that lies between a question and its answer, for every operation of a run: credentials, the one budget, so many
 * requests at once and a second, patience, connections.
 */
export class Transport {
  readonly tally = new Tally();
  readonly #options: TransportOptions;
  readonly #client: Client;
  readonly #gate: Gate;
  readonly #clock: Clock;
  /** Questions in a row that were not answered, by operation. */
  readonly #failures = new Map<string, number>();
  /** The server has worn out all patience, and has answered nothing since. */
  #isWornOut = false;
  #draws = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#client = new Client(options);
    this.#gate = new Gate(options);
  }

  /** What the run may spend, and has spent. */
  get budget(): Budget {
    return this.#options.budget;
  }

  /**
   * Asks, as often as the server asks for patience, and waits for the answer, which may be that there is none.
   *
   * @throws BudgetSpent where a request may no longer leave, or was on its way when the run ended; with `silence` where
   * the server did not answer three questions to the operation in a row.
   */
  async ask(question: Question): Promise<Answer> {
    const { contract, isBad = false } = question;
    const answer = await this.#patiently(question);
    this.tally.count(contract.id, answer, isBad);
    const isCostly = answer.kind === 'no-reply' && COSTLY.has(answer.reason);
    if (answer.kind === 'reply') this.#isWornOut = false;
    if (answer.kind === 'reply' || isCostly) {
      this.#failures.set(contract.id, isCostly ? (this.#failures.get(contract.id) ?? 0) + 1 : 0);
    }
    return answer;
  }

  /** Closes all connections. What is on its way fails. */
  close(): void {
    this.#client.close();
  }

  async #patiently(question: Question): Promise<Answer> {
    const { contract } = question;
    const { isThrottled } = protocolOf(contract);
    const total = this.#isWornOut ? 0 : (this.#options.patience ?? DEFAULT_PATIENCE);
    const patience = new Patience({ total, random: () => this.#draw() });
    for (;;) {
      const { answer, isReused } = await this.#once(question);
      // A kept connection may be closed by the server just as it is used again (RFC 9112, section 9.3.1): no fault. All
      // that were kept may have been closed together; each try uses up one, and a new one ends it.
      if (answer.kind === 'no-reply' && answer.reason === 'reset' && isReused) continue;
      if (answer.kind === 'no-reply' || !isThrottled(answer)) return answer;
      const tally = this.tally.of(contract.id);
      tally.throttled++;
      const wait = patience.next(answer, this.#clock.now());
      if (wait === undefined) return this.#wornOut(answer);
      tally.waited += wait;
      // Everybody waits: what the server counts are the requests of an account.
      this.#gate.hold(wait);
    }
  }

  #wornOut(last: Reply): Answer {
    this.#isWornOut = true;
    const when = last.headers['retry-after'];
    const message = `the server asks for patience with status ${last.status}${when === undefined ? '' : ` and retry-after: ${when.slice(0, 40)}`}; more of it than there is`;
    return { kind: 'no-reply', asked: last.asked, reason: 'throttled', message, last };
  }

  /** Lets one request leave. */
  #once({ contract, wire, parameters, authenticate, onSent }: Question) {
    const { budget, onExchange } = this.#options;
    const asked = { wire, parameters };
    return this.#gate.pass(async () => {
      if ((this.#failures.get(contract.id) ?? 0) >= MAX_FAILURES) throw new BudgetSpent('silence');
      // Anew for each request: a signature holds for one only.
      const sent = await authenticate(wire);
      budget.take();
      onSent?.();
      this.tally.of(contract.id).requests++;
      const started = this.#clock.now();
      const exchange = await this.#client.send(sent, asked, budget.signal);
      onExchange?.({
        operation: contract.id,
        sent,
        answer: exchange.answer,
        started,
        duration: this.#clock.now() - started,
      });
      // An answer that was cut off by the end of the run says nothing about the server.
      if (budget.signal.aborted && exchange.answer.kind === 'no-reply') {
        throw new BudgetSpent(budget.spent ?? 'interrupted');
      }
      return exchange;
    }, budget.signal);
  }

  /** From 0 to below 1, the same in every run with the same seed. */
  #draw(): number {
    return hashOf(this.#options.seed, 'patience', this.#draws++) / 2 ** 53;
  }
}
