import { randomUUID } from 'node:crypto';
import { suggest } from '../base/suggest.js';
import type { Contract } from '../contract/contract.js';
import { successBody } from '../contract/responses.js';
import { protocols } from '../wire/index.js';
import { plain } from '../wire/plain.js';
import type { Decoder, Misunderstood, Protocol, Refusal, Understood, WireRequest } from '../wire/protocol.js';
import type { Unsupported } from '../wire/unsupported.js';
import { isAuthenticated } from './credentials.js';
import { type Answer, type Engine, fromBytes, type Text } from './engine.js';
import { errorBody } from './error-body.js';
import { explain } from './explain.js';
import type { Faults } from './faults.js';
import { interpret } from './interpret.js';
import { notImplemented } from './not-implemented.js';
import type { Operation } from './operation.js';
import { parsePrefer } from './prefer.js';
import { selfCheck } from './self-check.js';

/** What became of a request: the response, and what the log says of it. */
export interface Reply {
  readonly status: number;
  readonly mediaType: string;
  /** Name and value of the header that names the call. */
  readonly requestId: readonly [string, string];
  readonly text: Text;
  /** See {@link Answer}. */
  readonly encoding: 'utf8' | 'latin1';
  /** Empty where no operation was found. */
  readonly operation: string;
  /** What the answer holds. */
  readonly note: string;
  /** Why the request was refused. */
  readonly refusal?: Refusal | undefined;
  /** Whether the contract documents the error of the refusal, or the vendor raises it everywhere. */
  readonly source?: 'documented' | 'common';
  /** Names of parameters that were ignored, each with the one that was probably meant. */
  readonly ignored: readonly string[];
}

/** What a gateway needs besides the operations. */
export interface GatewayOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  /** Whether requests need credentials where the contract says so. */
  readonly auth: boolean;
  /** Whether each answer is checked against its own contract before it leaves. */
  readonly validateResponses: boolean;
  /** The moment that counts as now: milliseconds since 1970. Default: the clock's. */
  readonly now?: number | undefined;
}

/** One protocol's part of a gateway. */
interface Lane {
  readonly protocol: Protocol;
  readonly decode: Decoder;
}

/**
 * Answers the requests of all operations on one port: finds out whose protocol a request speaks, decodes and validates
 * it, and lets the engine answer. Knows nothing of HTTP servers, so that it can run inside a test or a browser too.
 */
export class Gateway {
  readonly #operations: ReadonlyMap<Contract, Operation>;
  readonly #lanes: readonly Lane[];
  readonly #options: GatewayOptions;
  readonly #unsupported = new WeakMap<Operation, readonly Unsupported[]>();

  constructor(operations: readonly Operation[], options: GatewayOptions) {
    this.#options = options;
    this.#operations = new Map(operations.map((operation) => [operation.contract, operation]));
    this.#lanes = protocols.flatMap((protocol) => {
      const contracts = operations
        .filter((operation) => operation.protocol === protocol)
        .map(({ contract }) => contract);
      return contracts.length === 0 ? [] : [{ protocol, decode: protocol.decoder(contracts) }];
    });
  }

  /** Answers one request. Never throws: an error of our own is a refusal too. */
  handle(request: WireRequest): Reply | Promise<Reply> {
    const requestId = randomUUID().toUpperCase();
    try {
      return this.#route(request, requestId);
    } catch (error) {
      return refuse(this.#lanes.at(-1)?.protocol ?? plain, undefined, internal(error), requestId);
    }
  }

  #route(request: WireRequest, requestId: string): Reply | Promise<Reply> {
    let lost: { lane: Lane; decoded: Misunderstood } | undefined;
    for (const lane of this.#lanes) {
      if (!lane.protocol.recognises(request)) continue;
      const decoded = lane.decode(request);
      if (!('refusal' in decoded)) return this.#serve(lane.protocol, decoded, request, requestId);
      // Another protocol may know what this one does not.
      if (decoded.contract === undefined) lost ??= { lane, decoded };
      else return refuse(lane.protocol, decoded.contract, decoded.refusal, requestId);
    }
    const last = this.#lanes.at(-1);
    if (lost !== undefined) return refuse(lost.lane.protocol, undefined, lost.decoded.refusal, requestId);
    const detail = `No operation answers to ${request.method} ${request.target.slice(0, 200)}.`;
    return refuse(last?.protocol ?? plain, undefined, { cause: 'unknown-operation', detail }, requestId);
  }

  /** Refuses a request before it is decoded, because of what its size or form says; in the words of its vendor. */
  refuseEarly(request: WireRequest, refusal: Refusal): Reply {
    const lane = this.#lanes.find(({ protocol }) => protocol.recognises(request)) ?? this.#lanes.at(-1);
    return refuse(lane?.protocol ?? plain, undefined, refusal, randomUUID().toUpperCase());
  }

  #serve(protocol: Protocol, understood: Understood, wire: WireRequest, requestId: string): Reply | Promise<Reply> {
    const { contract, unknown, exact } = understood;
    let { request } = understood;
    let findsNothing = false;
    const operation = this.#operations.get(contract) as Operation;
    try {
      const [unsupported] = this.#unsupportedIn(operation);
      if (unsupported !== undefined) {
        const { spec, message } = unsupported;
        return this.#reply(operation, understood, notImplemented(contract, `${message} (${spec})`), requestId, none);
      }
      const ignored = unknown.length === 0 ? none : describeUnknown(contract, unknown);
      if (this.#options.auth && !isAuthenticated(contract, wire)) {
        const refusal: Refusal = { cause: 'unauthorized', detail: `Send credentials: ${credentialsOf(contract)}.` };
        return refuse(protocol, contract, refusal, requestId, ignored);
      }
      if (operation.meaning !== undefined) {
        const interpreted = interpret(operation.meaning, request);
        ({ request, findsNothing } = interpreted);
        const { missing } = interpreted;
        if (missing !== undefined) {
          const refusal: Refusal = {
            cause: 'missing-parameter',
            parameter: missing,
            detail: `${missing} is required.`,
          };
          return refuse(protocol, contract, refusal, requestId, ignored);
        }
      }
      const violations = operation.checkRequest(request);
      if (violations !== undefined) {
        return refuse(protocol, contract, explain(contract, request, violations), requestId, ignored);
      }
      const prefer = wire.headers.prefer;
      const preference = prefer === undefined ? undefined : parsePrefer(prefer);
      const answer =
        this.#options.faults.next(contract) ??
        this.#options.engine.answer(operation, request, requestId, preference, { exact, findsNothing });
      if (!(answer instanceof Promise)) return this.#reply(operation, understood, answer, requestId, ignored);
      return answer
        .then((settled) => this.#reply(operation, understood, settled, requestId, ignored))
        .catch((error: unknown) => refuse(protocol, contract, internal(error), requestId, ignored));
    } catch (error) {
      return refuse(protocol, contract, internal(error), requestId);
    }
  }

  #unsupportedIn(operation: Operation): readonly Unsupported[] {
    let found = this.#unsupported.get(operation);
    if (found === undefined) {
      found = operation.protocol.unsupportedIn?.(operation.contract) ?? none;
      this.#unsupported.set(operation, found);
    }
    return found;
  }

  #reply(
    operation: Operation,
    { request }: Understood,
    answer: Answer,
    requestId: string,
    ignored: readonly string[],
  ): Reply {
    const { contract, protocol } = operation;
    if ('refusal' in answer) return refuse(protocol, contract, answer.refusal, requestId, ignored);
    let { text } = answer;
    if (this.#options.validateResponses && answer.status === successBody(contract).status) {
      const whole = [...text].join('');
      text = whole;
      const readable = answer.encoding === 'latin1' ? fromBytes(whole) : whole;
      const broken = selfCheck(operation, request, readable, answer.keepsRules, this.#options.now);
      if (broken.length > 0) {
        const detail = `The mock's own answer violates its contract: ${broken.slice(0, 3).join('; ')}.`;
        return refuse(protocol, contract, { cause: 'internal', detail }, requestId, ignored);
      }
    }
    return {
      status: answer.status,
      mediaType: answer.mediaType ?? successBody(contract).mediaType,
      requestId: [protocol.requestId.header, requestId],
      text,
      encoding: answer.encoding ?? 'utf8',
      operation: contract.id,
      note: answer.note ?? '',
      ignored,
    };
  }
}

const none: readonly never[] = [];

function refuse(
  protocol: Protocol,
  contract: Contract | undefined,
  refusal: Refusal,
  requestId: string,
  ignored: readonly string[] = none,
): Reply {
  const response = protocol.refuse(contract, refusal, requestId);
  const { status, body } = response;
  // A vendor's envelope is the protocol's; what a plain document declares is its own.
  const own = protocol === plain && contract !== undefined ? errorBody(contract, status, body) : undefined;
  return {
    status,
    mediaType: own?.mediaType ?? 'application/json',
    requestId: [protocol.requestId.header, requestId],
    text: own?.text ?? JSON.stringify(body),
    encoding: 'utf8',
    operation: contract?.id ?? '',
    note: '',
    refusal,
    source: response.source,
    ignored,
  };
}

function internal(error: unknown): Refusal {
  return { cause: 'internal', detail: error instanceof Error ? error.message : String(error) };
}

/** How many unknown names are looked at: a request can have thousands. */
const maxNamed = 5;

function describeUnknown(contract: Contract, unknown: readonly string[]): readonly string[] {
  const known = contract.parameters.map(({ name }) => name);
  const named = unknown.slice(0, maxNamed).map((name) => {
    const meant = suggest(name, known);
    return meant === undefined ? name.slice(0, 100) : `${name.slice(0, 100)} (did you mean ${meant}?)`;
  });
  return unknown.length > maxNamed ? [...named, `and ${unknown.length - maxNamed} more`] : named;
}

function credentialsOf(contract: Contract): string {
  return contract.security.map((all) => all.map((one) => `${one.in} ${one.name}`).join(' and ')).join(', or ');
}
