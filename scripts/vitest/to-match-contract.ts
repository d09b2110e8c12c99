import type { Json } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import { successBody } from '../contract/responses.js';
import { Judge } from '../judge/index.js';
import { loadContracts } from '../load/load.js';
import { packagedSpecs } from '../packaged-specs.js';

interface MatchResult {
  readonly pass: boolean;
  message(): string;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that is extended has this parameter.
  interface Matchers<T = any> {
    /** The value is a successful response of the operation, by all rules that a single response can keep. */
    toMatchContract(operation: string): T;
  }
}

/**
 * Makes the matcher `toMatchContract`: a response body passes if it breaks no rule of severity error that can be judged
 * by a single response.
 *
 * @param specs folder of the specs; default: those of this package, read when the matcher is first used
 */
export function toMatchContractOf(specs: string = packagedSpecs()) {
  let contracts: Map<string, Contract> | undefined;

  /** @throws UsageError for an operation that no contract has. */
  return function toMatchContract(received: unknown, operation: string): MatchResult {
    contracts ??= new Map(loadContracts(specs).map((contract) => [contract.id, contract]));
    const contract = contracts.get(operation);
    if (contract === undefined) {
      throw new UsageError(`there is no operation "${operation}"; there are ${[...contracts.keys()].join(', ')}`);
    }
    const problems = problemsOf(contract, received as Json);
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? `expected the value not to be a response of ${operation}`
          : `expected a response of ${operation}, but\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    };
  };
}

function problemsOf(contract: Contract, body: Json): string[] {
  const judge = new Judge(contract);
  judge.see({ status: successBody(contract).status, body: body ?? null });
  return judge
    .close()
    .rules.flatMap(({ judgements }) => judgements)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path, message, expected, actual, spec }) => {
      const what = message.startsWith('expected ')
        ? message
        : `${message}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual) ?? 'nothing'}`;
      return `${path || '/'} ${what} (${rule.id}, ${spec})`;
    });
}
