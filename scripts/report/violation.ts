import type { Exact } from '../base/exact.js';
import type { Provenance as RuleProvenance, Severity } from '../judge/index.js';

export type { Severity } from '../judge/index.js';

/** Where a rule comes from, with what the page says there. */
export type Provenance = RuleProvenance & { readonly says?: string | undefined };

/** A request as it was sent or recorded. Credentials may be in it: reports take them out, producers need not. */
export interface Request {
  readonly method: string;
  /** Absolute where it is known; else the target: path and query string. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; undefined where none was sent. */
  readonly body?: string | undefined;
  /** The decoded parameters, where they are known. */
  readonly parameters?: { readonly [name: string]: Exact } | undefined;
}

/** A response as it was received or recorded, of any size. */
export interface Response {
  /** HTTP status; 0 where no response came, undefined where a recording does not say. */
  readonly status?: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, exactly as it came: it need not be JSON. Where no response came: undefined. */
  readonly body?: string | undefined;
  /** Why there is no response, or none that is whole. */
  readonly problem?: string | undefined;
}

/** Where a recording stands. */
export interface Place {
  readonly file: string;
  /** What is counted: the lines of a text, the entries of a HAR, the elements of an array. */
  readonly unit: 'line' | 'entry' | 'element';
  /** From 1. */
  readonly number: number;
}

/**
 * One place of one exchange that breaks a rule, as a producer (verify, check, docs diff) hands it to a report. Many of
 * them may be the same defect: a report shows that as one {@link Defect}.
 */
export interface Violation {
  readonly operation: string;
  /** Id of the property or rule in whose name the producer looked: what `--property`, waivers and reports name. */
  readonly property: string;
  /** Id of the judge's rule that was broken, where several properties use it. Default: the property. */
  readonly rule?: string | undefined;
  /** Class of the property. */
  readonly class: string;
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** The rule as one sentence. */
  readonly statement: string;
  /**
   * JSON pointer into the response body; empty where the response as a whole is meant. Where something is missing or
   * should not be there, the place of that thing, not of the object around it.
   */
  readonly path: string;
  /** The schema keyword that is broken (`enum`, `required`), where one is. */
  readonly keyword?: string | undefined;
  /**
   * Names of the parameters of the request that it is about: two parameters are two defects. Of several, any one may be
   * the cause. Default: none.
   */
  readonly parameters?: readonly string[] | undefined;
  /** What is wrong, with the value in question. */
  readonly message: string;
  readonly expected: Exact;
  /** Undefined where nothing stands. */
  readonly actual: Exact | undefined;
  /** `file:line` of the statement in the spec; undefined where it is no single place. */
  readonly spec?: string | undefined;
  readonly request: Request;
  readonly response: Response;
  /** A command line that shows the violation again. Credentials in it are taken out by the report. */
  readonly replay: string;
  /** Where it was recorded, for producers that read recordings. */
  readonly recorded?: Place | undefined;
}
