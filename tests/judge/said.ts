import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { type Exchange, Judge, type JudgeOptions, type RuleOutcome } from '../../scripts/judge/index.js';

const fresh = new Map<Contract, Contract>();

/** A copy of a contract: what a judge makes of a contract is kept, and loading has let one judge its examples. */
export function freshOf(contract: Contract): Contract {
  const copy = fresh.get(contract) ?? { ...contract };
  fresh.set(contract, copy);
  return copy;
}

/** What comes of one rule when the judge sees some exchanges, in their order. */
export function outcomeOf(
  contract: Contract,
  id: string,
  exchanges: readonly Exchange[],
  options: JudgeOptions = {},
): RuleOutcome {
  const judge = new Judge(freshOf(contract), options);
  for (const exchange of exchanges) judge.see(exchange);
  const found = judge.close().rules.find(({ rule }) => rule.id === id);
  if (found === undefined) throw new Error(`${contract.id} has no rule ${id}`);
  return found;
}

/** What a rule says: one line for each judgement, as `error /place: message; expected 1, found 2`. */
export function said(...what: Parameters<typeof outcomeOf>): string[] {
  return outcomeOf(...what).judgements.map(
    ({ severity, path, message, expected, actual }) =>
      `${severity} ${path}: ${message}; expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`,
  );
}

let calls = 0;

/** A successful answer, with an ID of its own where it has none. */
export function answered(request: JsonObject, body: JsonObject, more: Partial<Exchange> = {}): Exchange {
  const RequestId = `6C3A1B2E-0000-5000-8000-${String(++calls).padStart(12, '0')}`;
  return { request, status: 200, contentType: 'application/json', body: { RequestId, ...body }, time: 0, ...more };
}

/** A page of tasks with some ids, as ListOperationTask answers a request: told by the request, if nothing else is said. */
export function tasks(
  request: JsonObject,
  ids: readonly (number | JsonObject)[],
  { total = ids.length, ...info }: Readonly<Record<string, Json>> = {},
): Exchange {
  const { CurrentPage = 1, PageSize = 20 } = request;
  return answered(request, {
    OperationTasks: ids.map((one) => (typeof one === 'number' ? { TaskId: `task-${one}` } : one)),
    PageInfo: { CurrentPage, PageSize, TotalCount: total as Json, Count: ids.length, ...info },
  });
}

/** Whole numbers from one up to another, which is the last. */
export function upTo(last: number, first = 1): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
