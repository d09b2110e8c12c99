import type { Contract } from '../../scripts/contract/contract.js';
import { invariantsOf } from '../../scripts/contract/invariants/index.js';
import { type Step, sequenceInvariants } from '../../scripts/contract/invariants/sequence.js';

/** The ids of the rules that a response breaks by itself, each once, sorted. */
export function brokenByPage(
  contract: Contract,
  { request, response }: Pick<Step, 'response'> & { readonly request?: Step['request'] | undefined },
): string[] {
  const broken = invariantsOf(contract).filter((rule) => rule.judge({ request, response }).length > 0);
  return [...new Set(broken.map((rule) => rule.id))].sort();
}

/** The ids of the rules that a walk breaks as a whole. */
export function brokenByWalk(contract: Contract, steps: readonly Step[]): string[] {
  return sequenceInvariants(contract)
    .filter((rule) => rule.judge(steps).length > 0)
    .map((rule) => rule.id);
}
