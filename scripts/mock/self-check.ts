import type { Json, JsonObject } from '../base/json.js';
import { successBody } from '../contract/responses.js';
import { judgeAlone } from '../judge/index.js';
import type { Operation } from './operation.js';

/**
 * Whether an answer keeps its own contract: its schema, its links and its page.
 *
 * @param keepsRules false for documented examples, of which only the schema is checked
 * @param now milliseconds since 1970, where that is not the clock's
 * @returns what it violates, for people; empty where it keeps everything.
 */
export function selfCheck(
  operation: Operation,
  request: JsonObject,
  text: string,
  keepsRules: boolean,
  now?: number,
): string[] {
  if (text === '') return [];
  const response = JSON.parse(text) as Json;
  const violations = (operation.checkResponse(response) ?? []).map(({ message }) => message);
  if (!keepsRules) return violations;
  const { contract } = operation;
  const findings = judgeAlone(contract, { request, status: successBody(contract).status, body: response, time: now })
    .flatMap(({ judgements }) => judgements)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path, message }) => `${rule.id}: ${path} ${message}`);
  return [...violations, ...findings];
}
