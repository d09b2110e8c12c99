import type { Exact } from '../base/exact.js';
import type { JsonObject } from '../base/json.js';
import type { Refusal } from '../wire/protocol.js';
import type { Operation } from './operation.js';
import type { Preference } from './prefer.js';

/** A body that is ready to be sent: in one piece, or in several where one would be large. */
export type Text = string | Iterable<string>;

/** What an engine answers: a status and the text of a body, or a refusal that the vendor's error envelope reports. */
export type Answer =
  | {
      readonly status: number;
      readonly text: Text;
      /**
       * `latin1`: the text is UTF-8 already, each character one byte; it is written as it is, and its length is known.
       * Default: `utf8`, a text like any other.
       */
      readonly encoding?: 'utf8' | 'latin1' | undefined;
      /** Default: that of the contract's successful response. */
      readonly mediaType?: string;
      /** For the log: what the answer holds, such as `10 of 149`. */
      readonly note?: string;
      /** False for documented examples, which may break rules between values as the pages do. */
      readonly keepsRules: boolean;
    }
  | { readonly refusal: Refusal };

/** A text as UTF-8, each character one byte. Plain ASCII, which most texts are, stays the same string. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The inverse of {@link toBytes}. */
export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What is known of a request beside its decoded values. */
export interface Hints {
  /** The request with bigints for integers beyond 2^53, where it has any. */
  readonly exact?: Exact | undefined;
  /** Whether it asks for a value that no entry has. */
  readonly findsNothing?: boolean;
}

/** What answers valid requests. */
export interface Engine {
  /**
   * Answers one request.
   *
   * @param request decoded and valid
   * @param requestId for the body, where the protocol has it there
   */
  answer(
    operation: Operation,
    request: JsonObject,
    requestId: string,
    preference: Preference | undefined,
    hints?: Hints,
  ): Answer | Promise<Answer>;
}
