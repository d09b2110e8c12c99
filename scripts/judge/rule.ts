import type { Json } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { Exchange, Finding } from './exchange.js';
import type { Ledger } from './ledger/ledger.js';
import type { Seen } from './ledger/seen.js';
import type { Suspicion } from './ledger/suspicions.js';
import type { Meaning } from './readings/read-as.js';

/** The nine kinds of things that a contract says. */
export type RuleClass =
  | 'schema'
  | 'status'
  | 'pagination'
  | 'filters'
  | 'sort'
  | 'input'
  | 'wire'
  | 'cross-response'
  | 'links';

/** `error` fails a run, `warning` does only if the run is strict. */
export type Severity = 'error' | 'warning';

/** Where a rule comes from. */
export type Provenance =
  | {
      readonly kind: 'documented';
      /** The place on the page, as a reader finds it. */
      readonly where: string;
    }
  | { readonly kind: 'inferred'; readonly reason: string };

/** What a rule says of the exchanges that it is shown. */
export interface Verdict {
  /** The condition of the rule was met, and something was compared: so many times. Default: once. */
  compared(times?: number): void;
  /** A place that breaks the rule. */
  found(finding: Finding): void;
  /** A place that breaks the rule if the data behind the server have stayed as they were. */
  suspect(finding: Finding, suspicion: Suspicion): void;
}

/** One rule at work: sees the exchanges of a run or a recording, one after the other. */
export interface RuleRun {
  see(seen: Seen, verdict: Verdict): void;
}

/** Something that every server keeps which keeps the contract. */
export interface Rule {
  /** The same wherever the rule shows: what waivers, `breaks` and `--property` name. */
  readonly id: string;
  readonly class: RuleClass;
  readonly provenance: Provenance;
  readonly severity: Severity;
  /** One sentence. */
  readonly statement: string;
  /** `file:line` of what states it. */
  readonly spec: string;
  /** What would help where the rule was not exercised. */
  readonly remedy: string;
  /** Whether the rule compares several exchanges, so that one alone does not show what breaks it. */
  readonly needsOthers: boolean;
  /** A parameter without which a request is none of the rule's business. Default: the rule sees all exchanges. */
  readonly asks?: string | undefined;
  /**
   * Stands for what the rule says, as far as that differs from meaning to meaning of the contract: two rules of one id and
   * one sense say the same.
   */
  readonly sense: Json;
  /** Begins to judge. */
  begin(ledger: Ledger): RuleRun;
  /** Changes a successful body so that it keeps the rule, where that can be done; touches nothing where it does already. */
  repair?(exchange: Exchange): void;
}

/** Makes the rules of one kind that follow from a contract. One file per kind. */
export type RuleMaker = (meaning: Meaning) => readonly Rule[];

/** The parts of a rule that its maker has to say; the rest has defaults. */
export type RuleParts = Pick<Rule, 'id' | 'class' | 'statement' | 'begin'> & Partial<Rule>;

/**
 * Fills in what nearly all rules have in common: documented in the page as a whole, an error, and alike in all readings.
 * A rule that is only inferred is a warning.
 */
export function rule(contract: Contract, parts: RuleParts): Rule {
  const provenance = parts.provenance ?? { kind: 'documented', where: contract.provenance?.title ?? contract.title };
  return {
    provenance,
    severity: provenance.kind === 'inferred' ? 'warning' : 'error',
    spec: `${contract.location.file}:${contract.location.line}`,
    remedy: 'more varied entries, or another account',
    sense: null,
    needsOthers: false,
    ...parts,
  };
}
