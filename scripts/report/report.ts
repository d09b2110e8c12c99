import type { Exact } from '../base/exact.js';
import type { Outcome, Severity } from '../judge/index.js';
import type { Place, Provenance } from './violation.js';

export type { Outcome } from '../judge/index.js';

/** What came out for one property of one operation. */
export interface PropertyResult {
  /** Id of the property: what `--property` and waivers name. */
  readonly name: string;
  readonly class: string;
  readonly outcome: Outcome;
  /** False only where the outcome is `violated` at severity error, and neither waived nor known. */
  readonly ok: boolean;
  /** Cases that were tried. */
  readonly runs: number;
  /** Comparisons in which the condition of the property was really met. */
  readonly compared: number;
  /** Requests that were sent for this property. */
  readonly requests?: number | undefined;
  /** Why it was not exercised, is inconclusive, or was judged in part only. */
  readonly notes: readonly string[];
  /** What would help to exercise it: a `--value`, more records, another account. */
  readonly remedies?: readonly string[] | undefined;
  readonly statement?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly provenance?: Provenance | undefined;
}

/** What was sent of one parameter. */
export interface ParameterCoverage {
  readonly name: string;
  readonly sent: boolean;
  /** The values of its enum; empty where it has none. */
  readonly values: readonly { readonly value: Exact; readonly sent: boolean }[];
}

/** What came out for one operation. */
export interface OperationResult {
  readonly operation: string;
  /** Requests that were sent, or exchanges that were recorded. */
  readonly requests: number;
  readonly properties: readonly PropertyResult[];
  readonly parameters?: readonly ParameterCoverage[] | undefined;
}

/** A request as a report shows it: without credentials. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  /** Without those that say nothing about the question. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly parameters?: { readonly [name: string]: Exact } | undefined;
}

/** A response as a report shows it: around the violated place. */
export interface ShownResponse {
  /** 0 where no response came; undefined where a recording does not say. */
  readonly status?: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The body around the violated place, some lines of text; `…` stands for what is left out. */
  readonly excerpt: string;
  /** Index of the excerpt's line that holds the violated place, from 0; undefined where none does. */
  readonly line?: number | undefined;
  readonly problem?: string | undefined;
}

/** One defect with its smallest example: all violations of one operation that have place, kind and parameter in common. */
export interface Defect {
  /** The same in every run that shows the same defect: what a baseline names. */
  readonly id: string;
  readonly operation: string;
  readonly property: string;
  readonly class: string;
  readonly severity: Severity;
  /** `documented: …` or `inferred: …` in words, with what the page says. */
  readonly provenance: string;
  readonly statement: string;
  /** JSON pointer of the example into the response body. */
  readonly path: string;
  /** The pointer with `*` for indices: the place of all examples. */
  readonly place: string;
  /** Id of the rule that is broken: that of the property, where several properties do not share one. */
  readonly rule: string;
  /** What is broken: the schema keyword, or else the rule. */
  readonly kind: string;
  readonly message: string;
  readonly expected: Exact;
  /** `null` where nothing stands, which {@link missing} tells from a `null` that does. */
  readonly actual: Exact;
  readonly missing?: boolean | undefined;
  /** `file:line`; empty where the statement stands in no single place. */
  readonly spec: string;
  readonly request: ShownRequest;
  readonly response: ShownResponse;
  /** A command line that sends the request again; empty where the request is not known. */
  readonly curl: string;
  readonly replay: string;
  /** All ids under which the defect was seen, {@link id} among them: several kinds may be one defect. */
  readonly ids: readonly string[];
  /** Lists of ids of other defects: it follows from them if there is one of each list. Default: none are known. */
  readonly explainedBy?: readonly (readonly string[])[] | undefined;
  /** Other properties that came upon the same defect. */
  readonly alsoSeenBy: readonly string[];
  /** Violations that were seen of it. */
  readonly count: number;
  readonly recorded?: Place | undefined;
  /** Reason of the waiver that made a warning of it. */
  readonly waived?: string | undefined;
}

/** Which reading a server follows where the page leaves the meaning open. */
export interface Observation {
  readonly operation: string;
  /** Id of the decision in the spec. */
  readonly decision: string;
  /** Name of the reading that explains all that was seen; undefined where several still do, or none. */
  readonly reading?: string | undefined;
  /** What was seen, in one line. */
  readonly evidence: string;
  /** The readings that still explain all that was seen. */
  readonly possible?: readonly string[] | undefined;
  /** What the decision is about, in one line. */
  readonly question?: string | undefined;
  /** `file:line` of the decision. */
  readonly spec?: string | undefined;
}

/** Something about the run as a whole that a reader has to know, and what to do about it. */
export interface Warning {
  readonly text: string;
  readonly remedy?: string | undefined;
}

/** A defect that a baseline lists. */
export interface BaselineDefect {
  readonly id: string;
  /** Further ids under which it was seen. */
  readonly ids?: readonly string[] | undefined;
  readonly operation: string;
  readonly property: string;
  readonly place: string;
  readonly kind: string;
  readonly message: string;
  /** Why it is accepted; for people to fill in. */
  readonly reason: string;
}

/** An observation that a baseline lists. */
export interface BaselineObservation {
  readonly operation: string;
  readonly decision: string;
  readonly reading: string;
}

/** Why a run ended before everything was tried. */
export interface Interruption {
  /** `signal`: Ctrl-C, after which the exit code is 130. */
  readonly by: 'signal' | 'time' | 'budget' | 'violations';
  readonly text: string;
}

/** A part of the input that could not be judged. */
export interface Unreadable {
  readonly file: string;
  /** Undefined where the file as a whole is meant. */
  readonly place?: Place | undefined;
  readonly message: string;
}

/** What came out of a run, in the form that `--reporter json` writes. Nothing in it is a credential. */
export interface Report {
  /** False where a property is violated at severity error (neither waived nor known), or a waiver is stale. */
  readonly ok: boolean;
  /** Everything that was drawn follows from it; 0 where nothing was. */
  readonly seed: number;
  readonly operations: readonly OperationResult[];
  /** One entry for each defect that is new, errors first. */
  readonly violations: readonly Defect[];
  readonly observations: readonly Observation[];
  readonly warnings: readonly Warning[];
  /** Defects that the baseline lists, with its reasons. */
  readonly known: readonly (Defect & { readonly reason: string })[];
  /** Defects of the baseline whose property was exercised, and that were not seen. */
  readonly gone: readonly BaselineDefect[];
  /** Observations that differ from the baseline's. They make {@link ok} false, like a new defect. */
  readonly changed: readonly (Observation & { readonly before: string })[];
  /** What is wrong with the waivers. */
  readonly waivers: readonly string[];

  /** Which command made it. */
  readonly tool: string;
  /** What was judged: the address of a server without credentials, names of files. */
  readonly subject: string;
  readonly milliseconds?: number | undefined;
  readonly interrupted?: Interruption | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  /** Share of the properties that were exercised, and what was required; undefined where nothing was. */
  readonly exercised?: { readonly share: number; readonly required: number } | undefined;
  readonly unreadable?: readonly Unreadable[] | undefined;
  /** How many parts could not be judged; {@link unreadable} shows the first of them. */
  readonly unreadableCount?: number | undefined;
  /** Exchanges that belong to none of the operations. */
  readonly skipped?: number | undefined;
}
