import type { Json, JsonObject } from '../base/json.js';

/** One place of the recorded traffic that does not keep the contract. */
export interface Violation {
  readonly operation: string;
  /** Name of the rule: an invariant's id, or one of {@link rules}. */
  readonly property: string;
  /** `error` makes the run fail. */
  readonly severity: 'error' | 'warning';
  /** `documented: …` or `inferred: …`, with the statement that is broken. */
  readonly source: string;
  /** JSON pointer into the response body; empty where the response as a whole is meant. */
  readonly path: string;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json;
  readonly request: JsonObject;
  readonly response: JsonObject;
  /** A command line that shows the violation again. */
  readonly replay: string;
  readonly file: string;
  /** Line of the file, from 1; number of the entry or element in a HAR or an array. */
  readonly line: number;
}

/** A part of the input that could not be judged. */
export interface Unreadable {
  readonly file: string;
  /** As in {@link Violation}; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly message: string;
}

/** What came out for one rule of one operation. */
export interface PropertySummary {
  readonly name: string;
  /** No violation of severity `error`. */
  readonly ok: boolean;
  /** Responses, or walks, that were judged. */
  readonly runs: number;
  /** Places that break the rule; the report shows the first of them only. */
  readonly found: number;
}

/** The result of a run. Its keys up to `violations` are those of every report of the tool. */
export interface CheckReport {
  readonly ok: boolean;
  /** Always 0: nothing is drawn at random. */
  readonly seed: 0;
  readonly operations: readonly {
    readonly operation: string;
    /** Recorded exchanges of the operation. */
    readonly requests: number;
    readonly properties: readonly PropertySummary[];
  }[];
  /** The first violations of every rule. */
  readonly violations: readonly Violation[];
  readonly unreadable: readonly Unreadable[];
  /** How many parts could not be judged; `unreadable` shows the first of them. */
  readonly unreadableCount: number;
  /** Exchanges that belong to none of the operations. */
  readonly skipped: number;
  /** Bytes that were read. */
  readonly bytes: number;
  /** What could not be judged to the full, and why. */
  readonly notes: readonly string[];
}

/**
 * The exit code that a report stands for: 0 all kept, 1 a contract is violated, 2 nothing is violated but a part of the
 * input could not be judged.
 */
export function exitCodeOf(report: CheckReport): 0 | 1 | 2 {
  if (report.violations.some(({ severity }) => severity === 'error')) return 1;
  return report.unreadableCount > 0 ? 2 : 0;
}
