import type { Defects } from './defects.js';
import type {
  Interruption,
  Observation,
  OperationResult,
  Outcome,
  PropertyResult,
  Unreadable,
  Warning,
} from './report.js';
import type { Violation } from './violation.js';

/** What came out for a property as its producer knows it: `ok` follows from the outcome and the severity. */
export interface PropertyRun extends Omit<PropertyResult, 'ok' | 'outcome'> {
  /** `violated` is said by the violations themselves: with one, it is the outcome whatever stands here. */
  readonly outcome: Outcome;
}

/** What came out for one operation as its producer knows it. */
export interface OperationRun extends Omit<OperationResult, 'properties'> {
  readonly properties: readonly PropertyRun[];
}

/** What a producer (verify, check, docs diff) hands over when it is done, or as far as it has come. */
export interface Run {
  readonly tool: string;
  /** What was judged: the address of the server, the names of the files. Credentials in it are taken out. */
  readonly subject: string;
  readonly seed: number;
  readonly operations: readonly OperationRun[];
  readonly violations: Iterable<Violation>;
  /** Violations that are already grouped, by a producer that finds more than memory holds. Made with the report's secrets. */
  readonly grouped?: Defects | undefined;
  readonly observations?: readonly Observation[] | undefined;
  readonly warnings?: readonly Warning[] | undefined;
  readonly milliseconds?: number | undefined;
  readonly interrupted?: Interruption | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  readonly unreadable?: readonly Unreadable[] | undefined;
  readonly unreadableCount?: number | undefined;
  readonly skipped?: number | undefined;
}
