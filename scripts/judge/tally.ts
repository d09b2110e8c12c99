import type { Json } from '../base/json.js';
import { anyIndex } from '../base/pointer.js';
import { Claims } from './claims.js';
import type { Exchange, Finding } from './exchange.js';
import type { Ledger } from './ledger/ledger.js';
import type { Seen } from './ledger/seen.js';
import type { Suspicion } from './ledger/suspicions.js';
import type { Rule, RuleRun, Severity, Verdict } from './rule.js';

/** Suspicions of one rule that wait at most. */
const MOST_WAITING = 20;

/** Proofs that a rule needs where the data change. */
const PROOFS = 2;

const nothing: ReadonlySet<string> = new Set();

/** A finding with the exchange that shows it. */
export interface Judgement extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly exchange: Exchange;
}

/** One rule at work in one way to read the contract, and what came of it. */
export class Tally implements Verdict {
  /** Comparisons in which the condition of the rule was met. */
  comparisons = 0;
  /** Suspicions that wait for another look. */
  waiting = 0;
  readonly #run: RuleRun;
  readonly #ledger: Ledger;
  readonly #isStrict: boolean;
  readonly #kept: number;
  /** What single answers show. */
  readonly #certain = new Pile();
  /** What answers show that contradict each other, if the data stood still. */
  readonly #claimed = new Pile();
  readonly #claims = new Claims();
  /** Those of them that no change of a single entry explains. */
  readonly #proven = new Pile();
  /** Suspicions that were dropped, because the data had changed underneath. */
  #changed = 0;
  /** Suspicions that were not followed, because enough of them waited. */
  #unfollowed = 0;
  #seen: Seen | undefined;
  /** What was said of the exchange that is being seen. */
  #said: Set<string> | undefined;
  readonly #onChange: () => void;

  /** @param onChange called whenever what speaks against the rule is another than before */
  constructor(
    readonly rule: Rule,
    ledger: Ledger,
    isStrict: boolean,
    kept: number,
    onChange: () => void,
  ) {
    this.#onChange = onChange;
    this.#ledger = ledger;
    this.#isStrict = isStrict;
    this.#kept = kept;
    this.#run = rule.begin(ledger);
  }

  /** Nothing speaks against the rule, by all that is known so far: most rules of most servers, after each exchange. */
  get isSilent(): boolean {
    return this.#certain.size + this.#claimed.size === 0;
  }

  /** Places that break the rule at severity error, by all that is known so far. */
  get errors(): number {
    return this.#count('error');
  }

  /** Places that break the rule at severity warning. */
  get warnings(): number {
    return this.#count('warning');
  }

  /** The first places that break the rule. */
  get judgements(): readonly Judgement[] {
    const claimed = this.#ledger.isLive
      ? new Set([...(this.#isProven ? this.#proven.judgements : []), ...this.#claims.upheld])
      : this.#claimed.judgements;
    return [...this.#certain.judgements, ...claimed];
  }

  /** Comparisons that say nothing, because the data had changed underneath. */
  get dropped(): number {
    // Those that were not followed went the way of those that were.
    const changed = this.#changed === 0 ? 0 : this.#changed + this.#unfollowed;
    if (!this.#ledger.isLive) return changed;
    return (
      changed +
      this.#claimed.size -
      Math.min(this.#claimed.size, this.#count('error') + this.#count('warning') - this.#certain.size)
    );
  }

  /** What is claimed though the data change, so that the question should be asked once more. */
  get doubts(): readonly Judgement[] {
    return this.#ledger.isLive ? this.#claims.standing : [];
  }

  /** Lets the rule see an exchange. */
  see(seen: Seen): void {
    this.#seen = seen;
    this.#said = undefined;
    const before = this.comparisons;
    this.#run.see(seen, this);
    // A body can be large, and not every rule sees the next one.
    this.#seen = undefined;
    if (this.comparisons === before || this.#claims.areNone) return;
    this.#claims.answered(seen.question, this.#said ?? nothing);
    this.#onChange();
  }

  compared(times = 1): void {
    this.comparisons += times;
  }

  found(finding: Finding): void {
    if (this.#seen === undefined) return;
    this.#certain.add(this.#judgementOf(finding, this.#seen.exchange), this.#kept);
    this.#onChange();
  }

  suspect(finding: Finding, suspicion: Suspicion): void {
    const seen = this.#seen;
    if (seen === undefined) return;
    const judgement = this.#judgementOf(finding, seen.exchange);
    const what = textOf(finding, suspicion);
    this.#said ??= new Set();
    this.#said.add(what);
    // More of the same rule that wait, in the same reading, say nothing new.
    if (suspicion.kind !== 'shown' && this.waiting >= MOST_WAITING) {
      this.#unfollowed++;
      return;
    }
    this.waiting++;
    this.#ledger.suspect(suspicion, seen, (ending) => {
      this.waiting--;
      if (ending === 'changed') {
        this.#changed++;
        return;
      }
      this.#claimed.add(judgement, this.#kept);
      this.#claims.hold(seen.question, what, judgement, this.#ledger.readings);
      if (ending === 'proven') this.#proven.add(judgement, this.#kept);
      this.#onChange();
    });
  }

  #count(severity: Severity): number {
    const claimed = this.#ledger.isLive ? this.#claims.upheldOf : this.#claimed;
    return (
      this.#certain[severity] +
      (this.#isProven ? Math.max(this.#proven[severity], claimed[severity]) : claimed[severity])
    );
  }

  /** One proof can be an accident: an entry that went and came back, unseen. Where others do, none is a proof. */
  get #isProven(): boolean {
    return this.#proven.size >= PROOFS && this.#ledger.entries.returned === 0;
  }

  #judgementOf(finding: Finding, exchange: Exchange): Judgement {
    const { rule } = this;
    const { expected, actual } = finding;
    return {
      ...finding,
      expected: plain(expected),
      actual: actual === undefined ? undefined : plain(actual),
      spec: finding.spec ?? rule.spec,
      rule,
      severity: this.#isStrict ? 'error' : finding.inferred === undefined ? rule.severity : 'warning',
      exchange,
    };
  }
}

/** Places of one rule that are told apart, beyond the judgements that are kept anyhow. */
const MOST_PLACES = 200;

/** Judgements: the first ones, and of those behind them the first of each place, so that no common one hides a rare one. */
class Pile {
  error = 0;
  warning = 0;
  readonly judgements: Judgement[] = [];
  readonly #places = new Set<string>();

  get size(): number {
    return this.error + this.warning;
  }

  add(judgement: Judgement, most: number): void {
    this[judgement.severity]++;
    if (this.judgements.length >= most && this.#places.size >= MOST_PLACES) return;
    const { path, keyword, parameters = [] } = judgement;
    const place = `${keyword} ${anyIndex(path)} ${parameters.join(' ')}`;
    if (this.judgements.length >= most && this.#places.has(place)) return;
    this.#places.add(place);
    this.judgements.push(judgement);
  }
}

/** What a finding claims, so that the same claim is known again: of numbers, those that do not agree. */
function textOf({ keyword, expected, actual }: Finding, suspicion: Suspicion): string {
  const key = ('key' in suspicion ? suspicion.key : undefined) ?? '';
  return typeof actual === 'number' ? `${keyword} ${key} ${String(expected)} ${actual}` : `${keyword} ${key}`;
}

/** A value as JSON can hold it: an integer beyond 2^53 as text. */
function plain(value: Json): Json {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
