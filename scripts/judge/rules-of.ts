import type { Contract } from '../contract/contract.js';
import { type Meaning, readAs } from './readings/read-as.js';
import type { Rule } from './rule.js';
import { ruleMakers } from './rules/index.js';

/**
 * Every rule that follows from a contract, read as it stands or in another of its admissible ways.
 *
 * @param of the contract, or one of its meanings
 */
export function rulesOf(of: Contract | Meaning): readonly Rule[] {
  const meaning = 'behaviour' in of ? of : readAs(of);
  return ruleMakers.flatMap((make) => make(meaning));
}
