import type { Exact } from '../base/exact.js';
import type { Json, JsonObject } from '../base/json.js';
import type { Cause, Contract } from '../contract/contract.js';
import type { Refused } from './throttled.js';
import type { Unsupported } from './unsupported.js';

/** An HTTP request as it travels. */
export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query string, percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a response says, before it is written as HTTP. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  /** Of an error: whether the operation's contract documents it, or the vendor raises it everywhere. */
  readonly source: 'documented' | 'common';
}

/** Why a request is refused, and which parameter it is about. */
export interface Refusal {
  readonly cause: Cause;
  /** Name of the parameter, where one is at fault. */
  readonly parameter?: string;
  /** What is wrong, for people. */
  readonly detail: string;
  /** Code of the error, where it is known better than by its cause: that of a lookup, or one of the protocol's own. */
  readonly code?: string;
}

/** A request that was understood: decoded parameters as one object, as the contract's request schema has it. */
export interface Understood {
  readonly contract: Contract;
  readonly request: JsonObject;
  /** The same with bigints for integers beyond 2^53; undefined where there are none. */
  readonly exact?: Exact;
  /** Names of parameters that neither the contract nor the protocol knows. The vendors' gateways ignore them. */
  readonly unknown: readonly string[];
}

/** A request that was not understood; the operation is there where at least that much is clear. */
export interface Misunderstood {
  readonly contract?: Contract | undefined;
  readonly refusal: Refusal;
}

/** What became of decoding a request. Tell the two apart with `'refusal' in decoded`. */
export type Decoded = Understood | Misunderstood;

/** Finds the operation that a request names, and decodes its parameters; does not validate them. Never throws. */
export type Decoder = (request: WireRequest) => Decoded;

/** How one vendor's requests and errors travel. One implementation per protocol, named in a contract's `x-wire`. */
export interface Protocol {
  /** As `x-wire` spells it. */
  readonly name: string;
  /** Where every response names its call: a header (lower case), and a property of the body if the vendor has one there. */
  readonly requestId: { readonly header: string; readonly property?: string };
  /** The ways in which a client can send the same request; the first is the usual one. */
  variants(contract: Contract): readonly string[];
  /**
   * A decoded request as a client sends it, without credentials.
   *
   * What the wire form cannot express is left out: an empty list where a list is spread over several parameters.
   *
   * @param variant one of {@link variants}; default: the first.
   * @throws UsageError for another variant.
   */
  encode(contract: Contract, request: JsonObject, variant?: string): WireRequest;
  /**
   * The call as one line of code with the vendor's own SDK core, for people to paste.
   *
   * @param url where the server listens, such as `http://127.0.0.1:4010`
   * @returns undefined where there is no SDK.
   */
  sdkExample(contract: Contract, request: JsonObject, url: string): string | undefined;
  /** What of an operation cannot travel in this protocol; default: nothing. */
  unsupportedIn?(contract: Contract): readonly Unsupported[];
  /** Whether the request looks like one of this protocol; decides who answers it on a port that serves several. */
  recognises(request: WireRequest): boolean;
  /** Prepares to decode requests of any of these contracts, all of this protocol. Cheap to use, whatever their number. */
  decoder(contracts: readonly Contract[]): Decoder;
  /**
   * Whether a response, instead of answering, asks for patience: too many requests, or not available for a while. It
   * says nothing about whether the contract is kept.
   */
  isThrottled(response: Refused): boolean;
  /** The vendor's error response for a refusal: the contract's documented one, or one common to all operations. */
  refuse(contract: Contract | undefined, refusal: Refusal, requestId: string): WireResponse;
}
