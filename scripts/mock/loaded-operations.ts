import type { Json } from '../base/json.js';
import type { Part } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { successResponse } from '../contract/responses.js';
import { SchemaJudge } from '../judge/index.js';
import { protocolOf } from '../wire/index.js';
import type { Check, Operation } from './operation.js';

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
    let judge: SchemaJudge | undefined;
    // In the words of the generated validators.
    const check = (partOf: () => Part): Check => {
      let part: Part | undefined;
      return (value) => {
        judge ??= new SchemaJudge(contract);
        part ??= partOf();
        if (judge.accepts(part, value as Json)) return undefined;
        return judge.errors(part, value as Json).map(({ path, keyword, message, spec }) => ({
          path,
          keyword,
          message: `${path || '/'}: ${message} (${spec})`,
        }));
      };
    };
    return {
      contract,
      protocol: protocolOf(contract),
      checkRequest: check(() => 'request'),
      checkResponse: check(() => successResponse(contract)),
    };
  });
}
