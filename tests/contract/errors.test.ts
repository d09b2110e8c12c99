import { describe, expect, test } from 'vitest';
import { operations } from '../../generated/index.js';
import { loadContracts } from '../../scripts/contract/load.js';
import { errorBodies, successBody } from '../../scripts/contract/responses.js';
import { minimalRequest } from '../support/minimal-request.js';
import { forEachOperation } from '../support/operations.js';
import { specsWith } from '../support/specs-with.js';

forEachOperation((contract, prism) => {
  const { validateError } = operations[contract.id as keyof typeof operations];
  const errors = errorBodies(contract).flatMap(({ status, examples }) =>
    Object.entries(examples).map(([code, example]) => ({ status, code, example })),
  );

  test.each(errors)('$status $code is served by Prism and satisfies its schema', async ({ status, code, example }) => {
    const answer = await prism.ask(minimalRequest(contract), { prefer: `code=${status}, example=${code}` });
    expect(answer).toMatchObject({ status, body: example.value });
    expect(validateError(answer.body), JSON.stringify(validateError.errors)).toBe(true);
  });

  test('a successful body is no error', () => {
    expect(validateError(successBody(contract).examples.documented?.value)).toBe(false);
  });
});

describe('planted faults', () => {
  test('an error example without its code is refused by the loader', () => {
    const specs = specsWith('huawei-cloud/common.yaml', (text) => text.replace(/^ +error_code: .*\n/m, ''));
    expect(() => loadContracts(specs)).toThrow(/violates its schema|error_code/);
  });
});
