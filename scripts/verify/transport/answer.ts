import type { Json, JsonObject } from '../base/json.js';
import type { WireRequest } from '../wire/protocol.js';

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
  readonly text: string;
  /** The parsed body; undefined where it is no JSON. */
  readonly body: Json | undefined;
}

/** Why there is no response. */
export type FailureReason = 'unreachable' | 'timeout' | 'reset' | 'rubbish' | 'gave-up';

/** A question that got no response. */
export interface NoReply {
  readonly kind: 'no-reply';
  readonly asked: Asked;
  readonly reason: FailureReason;
  /** For people. */
  readonly message: string;
}

/** What became of a question. */
export type Answer = Reply | NoReply;
