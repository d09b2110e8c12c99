import type { Rule } from './rule.js';
import type { Judgement, Tally } from './tally.js';

/**
 * What is known of a rule after a run.
 *
 * - `held`: its condition was met, and nothing broke it
 * - `violated`: no admissible reading explains what was seen
 * - `not-exercised`: nothing was compared, so that nothing is known
 * - `inconclusive`: the data changed underneath whenever something was compared
 */
export type Outcome = 'held' | 'violated' | 'not-exercised' | 'inconclusive';

/** What came out for one rule. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** Comparisons in which the condition of the rule was met. */
  readonly compared: number;
  /** Places that broke it; `judgements` holds the first of them. */
  readonly broken: number;
  readonly judgements: readonly Judgement[];
  readonly notes: readonly string[];
}

/** Says what is known of a rule. */
export function outcomeOf({ rule, comparisons, errors, warnings, dropped, judgements }: Tally): RuleOutcome {
  const broken = errors + warnings;
  const compared = Math.max(0, comparisons - dropped);
  const outcome = broken > 0 ? 'violated' : compared > 0 ? 'held' : dropped > 0 ? 'inconclusive' : 'not-exercised';
  const notes: string[] = [];
  if (dropped > 0) notes.push(`the data changed underneath in ${dropped} of ${comparisons} comparisons`);
  if (outcome === 'not-exercised') notes.push('nothing was compared');
  return { rule, outcome, compared, broken, judgements, notes };
}
