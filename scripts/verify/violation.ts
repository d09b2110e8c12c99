import type { Json, JsonObject } from '../base/json.js';

/** The nine classes that properties belong to. */
export type PropertyClass =
  | 'schema'
  | 'status'
  | 'pagination'
  | 'filters'
  | 'sort'
  | 'input'
  | 'wire'
  | 'cross-response'
  | 'links';

/** `error` fails a run, `warning` never does. */
export type Severity = 'error' | 'warning';

/** A request as a report shows it: without credentials. */
export interface ReportedRequest {
  readonly method: string;
  /** Path and query string. */
  readonly target: string;
  /** Lower-case names; only those that say something about the question. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The decoded parameters that were sent. */
  readonly parameters: JsonObject;
}

/** A response as a report shows it: its beginning. `status` 0 where none came. */
export interface ReportedResponse {
  readonly status: number;
  readonly contentType: string;
  /** The first 2,000 characters; or why there is no response. */
  readonly excerpt: string;
}

/** One place where the server does not keep the contract. */
export interface Violation {
  readonly operation: string;
  readonly property: string;
  readonly class: PropertyClass;
  readonly severity: Severity;
  /** `documented: …` or `inferred: …`, with the statement that is broken. */
  readonly source: string;
  /** JSON pointer into the response body; empty where the response as a whole is meant. */
  readonly path: string;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json;
  readonly request: ReportedRequest;
  readonly response: ReportedResponse;
  /** A command line that shows the violation again. */
  readonly replay: string;
  /** The reason of the waiver that made this a warning. */
  readonly waived?: string;
}

/** Which parameters, and which values of those with an enum, were sent. */
export type Exercised = Record<string, Json[]>;

/** What came out of one property of one operation. */
export interface PropertyResult {
  readonly operation: string;
  readonly property: string;
  readonly class: PropertyClass;
  readonly severity: Severity;
  readonly statement: string;
  readonly source: string;
  /** No violation of severity `error`. */
  readonly ok: boolean;
  /** Cases that were judged. */
  readonly runs: number;
  /** Requests that were sent for this property alone. */
  readonly requests: number;
  readonly milliseconds: number;
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** What could not be judged, and what would make it possible. */
  readonly notes: readonly string[];
  readonly exercised: Exercised;
}
