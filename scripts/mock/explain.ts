import type { JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import { parsePointer } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import type { Refusal } from '../wire/protocol.js';
import type { Violation } from './operation.js';

/**
 * The refusal of a request that violates its schema: a missing parameter, or a bad one, with its name.
 *
 * Of several violations, the first one that concerns a parameter by itself is reported; that none of a set is there
 * comes last, since a union's own message says less.
 */
export function explain(contract: Contract, request: JsonObject, violations: readonly Violation[]): Refusal {
  const bad = violations.find(({ path, keyword }) => path !== '' && keyword !== 'required');
  if (bad !== undefined) return { cause: 'invalid-parameter', parameter: nameIn(bad.path), detail: bad.message };
  const absent = contract.parameters.find(({ name, required }) => required && own(request, name) === undefined);
  if (absent !== undefined) return missing(absent.name, `${absent.name} is required.`);
  const nested = violations.find(({ path }) => parsePointer(path).length > 1);
  if (nested !== undefined)
    return { cause: 'invalid-parameter', parameter: nameIn(nested.path), detail: nested.message };
  for (const names of contract.atLeastOneOf) {
    if (names.some((name) => own(request, name) !== undefined)) continue;
    return missing(names[0] as string, `At least one of ${names.join(', ')} is required.`);
  }
  if (contract.body?.required && own(request, 'body') === undefined) return missing('body', 'A body is required.');
  return { cause: 'invalid-parameter', detail: violations[0]?.message ?? 'The request violates its schema.' };
}

function missing(parameter: string, detail: string): Refusal {
  return { cause: 'missing-parameter', parameter, detail };
}

function nameIn(path: string): string {
  return parsePointer(path)[0] ?? '';
}
