import type { Contract } from '../contract/contract.js';
import { type Meaning, readAs } from './readings/read-as.js';
import type { Rule, RuleMaker } from './rule.js';
import { ruleMakers } from './rules/index.js';

/**
 * Every rule that follows from a contract, read as it stands or in another of its admissible ways.
 *
 * @param of the contract, or one of its meanings
 * @param makers of the rules that are wanted. Default: all.
 */
export function rulesOf(of: Contract | Meaning, makers: readonly RuleMaker[] = ruleMakers): readonly Rule[] {
  const meaning = 'behaviour' in of ? of : readAs(of);
  return makers.flatMap((make) => make(meaning));
}
