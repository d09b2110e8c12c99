import type { Contract } from '../contract/contract.js';
import type { Exchange } from './exchange.js';
import { Judge } from './judge.js';
import type { RuleOutcome } from './outcome.js';
import { rulesOf } from './rules-of.js';

/**
 * What the rules beyond the schemas say of one exchange by itself: links, pages, filters, order.
 *
 * @returns what came out for each of them, broken or not
 */
export function judgeAlone(contract: Contract, exchange: Exchange): readonly RuleOutcome[] {
  const without = rulesOf(contract)
    .filter(({ class: kind }) => kind === 'schema' || kind === 'status' || kind === 'input')
    .map(({ id }) => id);
  const judged = (asItStands: boolean) => {
    const judge = new Judge(contract, { without, asItStands });
    judge.see(exchange);
    return judge.close().rules;
  };
  // What the first reading explains needs no other: so it is with most of what is asked here, at a part of the work.
  const first = judged(true);
  return first.some(({ broken }) => broken > 0) ? judged(false) : first;
}
