import type { CheckReport, PropertySummary, Unreadable, Violation } from './report.js';
import type { Rule } from './rules.js';

/** Violations that are kept of each rule of each operation; all are counted. */
const KEPT = 20;
/** Unreadable parts that are kept; all are counted. */
const KEPT_UNREADABLE = 100;

/** Counts of one rule of one operation. */
export interface Tally {
  readonly rule: Rule;
  runs: number;
  found: number;
  readonly kept: Violation[];
}

/** Counts of one operation. */
export class OperationTally {
  requests = 0;
  readonly tallies: Tally[] = [];

  constructor(readonly operation: string) {}

  /** A place to count what comes of one rule. */
  of(rule: Rule): Tally {
    const tally = { rule, runs: 0, found: 0, kept: [] };
    this.tallies.push(tally);
    return tally;
  }
}

/** Counts a violation, and keeps it if it is one of the first. `make` is called only then. */
export function count(tally: Tally, make: () => Violation): void {
  if (++tally.found <= KEPT) tally.kept.push(make());
}

/** Collects what a run finds, in bounded memory. */
export class Collector {
  readonly operations: OperationTally[] = [];
  readonly notes = new Set<string>();
  readonly #unreadable: Unreadable[] = [];
  #unreadableCount = 0;
  skipped = 0;
  bytes = 0;

  /** A place to count what comes of one operation. */
  of(operation: string): OperationTally {
    const tally = new OperationTally(operation);
    this.operations.push(tally);
    return tally;
  }

  /** Notes a part of the input that cannot be judged. */
  unreadable(file: string, line: number, message: string): void {
    if (++this.#unreadableCount <= KEPT_UNREADABLE) this.#unreadable.push({ file, line, message });
  }

  /** The result so far. */
  report(): CheckReport {
    const seen = this.operations.filter(({ requests }) => requests > 0);
    const violations = seen.flatMap(({ tallies }) => tallies.flatMap(({ kept }) => kept));
    return {
      ok: this.#unreadableCount === 0 && !violations.some(({ severity }) => severity === 'error'),
      seed: 0,
      operations: seen.map(({ operation, requests, tallies }) => ({
        operation,
        requests,
        properties: tallies.filter(({ runs }) => runs > 0).map(summaryOf),
      })),
      violations,
      unreadable: this.#unreadable,
      unreadableCount: this.#unreadableCount,
      skipped: this.skipped,
      bytes: this.bytes,
      notes: [...this.notes],
    };
  }
}

function summaryOf({ rule, runs, found, kept }: Tally): PropertySummary {
  return { name: rule.id, ok: !kept.some(({ severity }) => severity === 'error'), runs, found };
}
