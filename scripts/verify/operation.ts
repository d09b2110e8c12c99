import { type Json, type JsonObject, own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { type Exchange, isPassing, itemsPointer, Judge, type Judgement } from '../judge/index.js';
import { protocolOf } from '../wire/index.js';
import type { Protocol, WireRequest } from '../wire/protocol.js';
import { GivenValues } from './given-values.js';
import type { Settings } from './options.js';
import type { Purse } from './purse.js';
import { Everything } from './questions/everything.js';
import { type KnownValues, knownValues } from './questions/known-values.js';
import { itemsIn, successBodyOf } from './questions/result.js';
import type { Answer, NoReply } from './transport/answer.js';
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
  /** The request is made to be refused. */
  readonly isBad?: boolean | undefined;
  /** The judge does not see it: it is about another operation than the contract's. */
  readonly isForeign?: boolean | undefined;
  /** Pays for it. Default: only the run's budget does. */
  readonly purse?: Purse | undefined;
}

/** An answer, and what the judge has against it. */
export interface Asked {
  readonly answer: Answer;
  readonly found: readonly Judgement[];
}

/** Which parameters, and which values of those with an enum, were sent. */
export type Exercised = Record<string, Json[]>;

/** One operation of one server under test: what all of its properties share. */
export class Operation {
  readonly protocol: Protocol;
  readonly known: KnownValues;
  readonly judge: Judge;
  readonly everything: Everything;
  readonly given: GivenValues;
  readonly exercised: Exercised = {};
  /** Questions that were not answered as a server should: those that the network or the server's patience kept are not among them. */
  readonly unanswered: NoReply[] = [];
  /** Answers so far. */
  answers = 0;
  /** Names of the properties that asked for answers. */
  readonly askers = new WeakMap<Answer, string>();
  readonly #transport: Transport;
  readonly #authenticate: Authenticate;

  constructor(
    readonly contract: Contract,
    readonly settings: Settings,
    transport: Transport,
  ) {
    this.protocol = protocolOf(contract);
    const given = own(settings.values as never, contract.id) as Record<string, readonly string[]> | undefined;
    this.known = knownValues(contract, given ?? {}, settings.seed);
    this.judge = new Judge(contract, {
      strict: settings.strict,
      given: Object.fromEntries(Object.keys(given ?? {}).map((name) => [name, this.known.of(name)])),
      without: settings.without,
    });
    this.everything = new Everything(this);
    this.given = new GivenValues(contract, this.known);
    this.#transport = transport;
    this.#authenticate = authenticateFor(contract, serverUrl(settings.url), settings.headers);
  }

  /** Requests of this operation that have left. */
  get requests(): number {
    return this.#transport.tally.of(this.contract.id).requests;
  }

  /** @throws BudgetSpent where nothing may be sent any more. */
  checkBudget(): void {
    this.#transport.budget.check();
  }

  /** Requests that may still leave in the whole run; Infinity where there is no limit. */
  get left(): number {
    return this.#transport.budget.left;
  }

  /**
   * Sends a request, waits for the answer, which may be that there is none, and has it judged.
   *
   * @throws BudgetSpent
   */
  async ask(parameters: JsonObject, options: AskOptions = {}): Promise<Asked> {
    const { variant, as, rewrite, isBad, isForeign, purse } = options;
    const encoded = this.protocol.encode(as ?? this.contract, parameters, variant);
    const wire = rewrite === undefined ? encoded : rewrite(encoded);
    const { contract } = this;
    const send = async (): Promise<Asked> => {
      purse?.take();
      const authenticate = this.#authenticate;
      const answer = await this.#transport.ask({
        contract,
        wire,
        parameters,
        authenticate,
        isBad: isBad ?? as !== undefined,
      });
      purse?.saw(answer);
      if (purse?.owner !== undefined) this.askers.set(answer, purse.owner);
      this.#exercise(parameters, options);
      if (answer.kind === 'reply') this.answers++;
      else if (answer.reason !== 'throttled' && answer.reason !== 'gave-up') this.unanswered.push(answer);
      if (as === undefined && isBad !== true && isForeign !== true) this.given.saw(parameters, this.#itemsOf(answer));
      const exchange = exchangeOf(answer, parameters);
      return { answer, found: exchange === undefined || isForeign === true ? [] : this.judge.see(exchange) };
    };
    const asked = await send();
    // Unavailable for a moment, or whenever this is asked: the judge tells by a second answer.
    return asked.answer.kind === 'reply' && isPassing(asked.answer.status) ? send() : asked;
  }

  /** What an answer has found; undefined where it is no success. An answer without a list is found as a whole. */
  #itemsOf(answer: Answer): readonly Json[] | undefined {
    const body = successBodyOf(this, answer);
    if (body === undefined) return undefined;
    return itemsPointer(this.contract) === undefined ? [body] : itemsIn(this, body);
  }

  /** Values of parameters with few possible ones are listed, others only counted as sent. */
  #exercise(parameters: JsonObject, { as, isForeign }: AskOptions): void {
    if (as !== undefined || isForeign === true) return;
    for (const { name } of this.contract.parameters) {
      const value = own(parameters, name);
      if (value === undefined) continue;
      if (!Object.hasOwn(this.exercised, name)) setOwn(this.exercised, name, []);
      const list = this.exercised[name] as Json[];
      if (this.known.allowed(name) === undefined) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        if (!list.includes(one)) list.push(one);
      }
    }
  }
}

/** An answer as the judge takes it; undefined where there is none. */
function exchangeOf(answer: Answer, request: JsonObject): Exchange | undefined {
  if (answer.kind === 'no-reply') return undefined;
  const { status, headers, body, exact, problem } = answer;
  const told = Date.parse(headers.date ?? '');
  return {
    request,
    status,
    contentType: headers['content-type'] ?? '',
    headers,
    body,
    exact: exact as Json | undefined,
    problem: answer.text === '' ? undefined : problem,
    time: Number.isNaN(told) ? Date.now() : told,
    source: answer,
  };
}
