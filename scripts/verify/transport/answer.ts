import type { Exact } from '../../base/exact.js';
import type { Json, JsonObject } from '../../base/json.js';
import type { WireRequest } from '../../wire/protocol.js';

/** A question as it was sent, credentials left out. */
export interface Asked {
  /** Decoded parameters. */
  readonly parameters: JsonObject;
  readonly wire: WireRequest;
}

/** A complete HTTP response. */
export interface Reply {
  readonly kind: 'reply';
  readonly asked: Asked;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, its content coding taken off. */
  readonly text: string;
  /** The parsed body, as validators want it; undefined where {@link problem} says why there is none. */
  readonly body: Json | undefined;
  /** The parsed body with integers beyond ±2^53 as bigints; the same object as {@link body} where there are none. */
  readonly exact: Exact | undefined;
  /** Why the text is no JSON that can be judged: `is no JSON`, `is nested more than 500 levels deep`. */
  readonly problem?: string | undefined;
}

/**
 * Why there is no response.
 *
 * - `unreachable`: no connection could be made
 * - `timeout`: it was not complete in time
 * - `reset`: the connection was closed before it was complete
 * - `rubbish`: what came is no HTTP, or its content coding is broken
 * - `oversized`: its body is longer than {@link MAX_BODY_BYTES}
 * - `throttled`: the server asked for more patience than there is
 * - `gave-up`: the run ended before
 */
export type FailureReason = 'unreachable' | 'timeout' | 'reset' | 'rubbish' | 'oversized' | 'throttled' | 'gave-up';

/** A question that got no response. */
export interface NoReply {
  readonly kind: 'no-reply';
  readonly asked: Asked;
  readonly reason: FailureReason;
  /** For people. */
  readonly message: string;
  /** Of `throttled`: the last refusal. */
  readonly last?: Reply | undefined;
}

/** What became of a question. */
export type Answer = Reply | NoReply;

/** Bytes of a body that are read at most, content coding taken off; more is a server that does not stop. */
export const MAX_BODY_BYTES = 64 * 2 ** 20;
