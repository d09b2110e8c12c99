import type { ErrorObject } from 'ajv';
import { type Json, own } from '../base/json.js';
import { at, formatPointer } from '../base/pointer.js';
import { RuntimeValidators } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { successResponse } from '../contract/responses.js';
import { protocolOf } from '../wire/index.js';
import type { Check, Operation, Violation } from './operation.js';

/**
 * Operations of contracts that are only known at run time.
 *
 * Each operation's validators are compiled when its first request comes: with hundreds of operations, compiling all of
 * them is what makes other mocks start slowly.
 *
 * @throws UsageError where `x-wire` names an unknown protocol.
 */
export function loadedOperations(contracts: readonly Contract[]): Operation[] {
  return contracts.map((contract) => {
    let validators: RuntimeValidators | undefined;
    const lazy = (part: 'request' | 'response'): Check => {
      let check: Check | undefined;
      return (value) => {
        if (check === undefined) {
          validators ??= new RuntimeValidators(contract);
          const validate = validators.of(part === 'request' ? 'request' : successResponse(contract));
          check = (data) =>
            validate(data) ? undefined : (validate.errors ?? []).map((error) => violationOf(error, data));
        }
        return check(value);
      };
    };
    return {
      contract,
      protocol: protocolOf(contract),
      checkRequest: lazy('request'),
      checkResponse: lazy('response'),
    };
  });
}

function violationOf({ instancePath, keyword, params, message = '' }: ErrorObject, data: unknown): Violation {
  const missing = keyword === 'required' ? own(params as Json, 'missingProperty') : undefined;
  const path = missing === undefined ? instancePath : instancePath + formatPointer([String(missing)]);
  const allowed = keyword === 'enum' ? `: ${(params as { allowedValues: Json[] }).allowedValues.join(', ')}` : '';
  const found = (JSON.stringify(at(data as Json, path)) ?? 'nothing').slice(0, 80);
  return { path, keyword, message: `${path || '/'} ${message}${allowed}, found ${found}` };
}
