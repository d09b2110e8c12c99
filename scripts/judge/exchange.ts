import type { Json, JsonObject } from '../base/json.js';

/** A question and its answer, wherever they come from: a live server, a recording, a mock, a drawn example, a page. */
export interface Exchange {
  /** The decoded request; undefined where it is not known. */
  readonly request?: JsonObject | undefined;
  /** HTTP status; undefined where a body stands alone. */
  readonly status?: number | undefined;
  /** The header `content-type`; undefined where it is not known. */
  readonly contentType?: string | undefined;
  /** All headers of the answer, by their names in lower case; undefined where they are not known. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body, parsed; undefined where there is none, or none that is JSON. */
  readonly body?: Json | undefined;
  /** The body with integers beyond 2^53 as bigints. Default: the body. */
  readonly exact?: Json | undefined;
  /** Why there is no parsed body although there should be one: "is no JSON". */
  readonly problem?: string | undefined;
  /** When it was answered: milliseconds since 1970. Default: the clock's. */
  readonly time?: number | undefined;
  /** What the producer knows the exchange by. Comes back with every finding. */
  readonly source?: unknown;
}

/** What one place of an exchange is, and what it should be. */
export interface Finding {
  /** JSON pointer into the response body; of something missing, the place where it should be. */
  readonly path: string;
  /** The schema keyword that is broken, or a word of the rule's own for what is compared. */
  readonly keyword: string;
  /** What is wrong, as a phrase about the place. */
  readonly message: string;
  readonly expected: Json;
  /** Undefined where nothing stands. */
  readonly actual: Json | undefined;
  /** Parameters of the request that it is about; of several, any one may be the cause. Default: none. */
  readonly parameters?: readonly string[] | undefined;
  /** `file:line`. Default: the rule's. */
  readonly spec?: string | undefined;
  /** Why the contract only infers what is broken here. Default: the rule's provenance. */
  readonly inferred?: string | undefined;
}
