import type { Json } from '../base/json.js';
import { at } from '../base/pointer.js';
import { UsageError } from '../base/usage-error.js';
import { RuntimeValidators } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { invariantsOf } from '../contract/invariants/index.js';
import { loadContracts } from '../contract/load.js';
import { successResponse } from '../contract/responses.js';
import { packagedSpecs } from '../packaged-specs.js';

interface MatchResult {
  readonly pass: boolean;
  message(): string;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that is extended has this parameter.
  interface Matchers<T = any> {
    /** The value is a successful response of the operation: its schema holds, and so do its links and page rules. */
    toMatchContract(operation: string): T;
  }
}

/**
 * Makes the matcher `toMatchContract`: a response body passes if it satisfies the schema of an operation, and keeps the
 * invariants of severity `error` that a single response can keep.
 *
 * @param specs folder of the specs; default: those of this package, read when the matcher is first used
 */
export function toMatchContractOf(specs: string = packagedSpecs()) {
  let contracts: Map<string, { contract: Contract; validators: RuntimeValidators }> | undefined;

  /** @throws UsageError for an operation that no contract has. */
  return function toMatchContract(received: unknown, operation: string): MatchResult {
    contracts ??= new Map(
      loadContracts(specs).map((contract) => [contract.id, { contract, validators: new RuntimeValidators(contract) }]),
    );
    const known = contracts.get(operation);
    if (known === undefined) {
      throw new UsageError(`there is no operation "${operation}"; there are ${[...contracts.keys()].join(', ')}`);
    }
    const problems = judge(known.contract, known.validators, received as Json);
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? `expected the value not to be a response of ${operation}`
          : `expected a response of ${operation}, but\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    };
  };
}

function judge(contract: Contract, validators: RuntimeValidators, body: Json): string[] {
  const validate = validators.of(successResponse(contract));
  if (validate(body) !== true) {
    return (validate.errors ?? []).map(
      ({ instancePath, message }) =>
        `${instancePath || 'it'} ${message ?? 'is wrong'} (found ${JSON.stringify(at(body, instancePath))})`,
    );
  }
  return invariantsOf(contract)
    .filter((invariant) => invariant.severity === 'error')
    .flatMap((invariant) =>
      invariant
        .judge({ response: body })
        .map(
          ({ path, message, expected, actual }) =>
            `${path} ${message} (expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)})`,
        ),
    );
}
