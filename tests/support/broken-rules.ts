import type { Step } from '../../scripts/arbitraries/index.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { Judge, judgeAlone } from '../../scripts/judge/index.js';

/** The ids of the rules beyond the schema that a response breaks by itself, each once, sorted. */
export function brokenByPage(
  contract: Contract,
  { request, response }: Pick<Step, 'response'> & { readonly request?: Step['request'] | undefined },
): string[] {
  const { status } = successBody(contract);
  const broken = judgeAlone(contract, { request, status, body: response }).filter((one) => one.broken > 0);
  return [...new Set(broken.map(({ rule }) => rule.id))].sort();
}

/** Times that a walk is repeated, so that what differs from page to page is told from data that change. */
const TIMES = 3;

/** The ids of the rules of pages that a walk breaks, if it is the same whenever it is repeated. */
export function brokenByWalk(contract: Contract, steps: readonly Step[]): string[] {
  const judge = new Judge(contract);
  const { status } = successBody(contract);
  for (let time = 0; time < TIMES; time++) {
    for (const { request, response } of steps) judge.see({ request, status, body: response });
  }
  return judge
    .close()
    .rules.filter(({ rule, broken }) => broken > 0 && rule.class === 'pagination')
    .map(({ rule }) => rule.id);
}
