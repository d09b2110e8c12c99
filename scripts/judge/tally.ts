import type { Json } from '../base/json.js';
import type { Exchange, Finding } from './exchange.js';
import type { Ledger } from './ledger/ledger.js';
import type { Seen } from './ledger/seen.js';
import type { Suspicion } from './ledger/suspicions.js';
import type { Rule, RuleRun, Severity, Verdict } from './rule.js';

/** A finding with the exchange that shows it. */
export interface Judgement extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly exchange: Exchange;
}

/** Suspicions of one rule that wait at most. */
const MOST_WAITING = 20;

/** One rule at work in one way to read the contract, and what came of it. */
export class Tally implements Verdict {
  /** Comparisons in which the condition of the rule was met. */
  comparisons = 0;
  errors = 0;
  warnings = 0;
  /** Suspicions that were dropped, because the data had changed underneath. */
  dropped = 0;
  /** Suspicions that wait for another look. */
  waiting = 0;
  readonly judgements: Judgement[] = [];
  readonly #run: RuleRun;
  readonly #ledger: Ledger;
  readonly #isStrict: boolean;
  readonly #kept: number;
  #seen: Seen | undefined;

  constructor(
    readonly rule: Rule,
    ledger: Ledger,
    isStrict: boolean,
    kept: number,
  ) {
    this.#ledger = ledger;
    this.#isStrict = isStrict;
    this.#kept = kept;
    this.#run = rule.begin(ledger);
  }

  /** Lets the rule see an exchange. */
  see(seen: Seen): void {
    this.#seen = seen;
    this.#run.see(seen, this);
  }

  compared(times = 1): void {
    this.comparisons += times;
  }

  found(finding: Finding): void {
    if (this.#seen !== undefined) this.#keep(finding, this.#seen.exchange);
  }

  suspect(finding: Finding, suspicion: Suspicion): void {
    const seen = this.#seen;
    // More of the same rule, in the same reading, say nothing new.
    if (seen === undefined || this.waiting >= MOST_WAITING) return;
    this.waiting++;
    this.#ledger.suspicions.add(suspicion, seen.number, (ending) => {
      this.waiting--;
      if (ending === 'confirmed') this.#keep(finding, seen.exchange);
      else this.dropped++;
    });
  }

  #keep(finding: Finding, exchange: Exchange): void {
    const { rule } = this;
    const severity = this.#isStrict ? 'error' : finding.inferred === undefined ? rule.severity : 'warning';
    if (severity === 'error') this.errors++;
    else this.warnings++;
    if (this.judgements.length < this.#kept) {
      const { expected, actual } = finding;
      this.judgements.push({
        ...finding,
        expected: plain(expected),
        actual: actual === undefined ? undefined : plain(actual),
        spec: finding.spec ?? rule.spec,
        rule,
        severity,
        exchange,
      });
    }
  }
}

/** A value as JSON can hold it: an integer beyond 2^53 as text. */
function plain(value: Json): Json {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
