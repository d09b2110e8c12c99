import { expect, test } from 'vitest';
import { operations } from '../../generated/index.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { errorBodies } from '../../scripts/contract/responses.js';
import { minimalRequest } from '../support/minimal-request.js';
import { forEachOperation } from '../support/operations.js';

const errorsOf = (contract: Contract) =>
  errorBodies(contract).flatMap(({ status, examples }) =>
    Object.entries(examples).map(([code, example]) => ({ status, code, example })),
  );

forEachOperation(
  (contract, prism) => {
    const { validateError } = operations[contract.id as keyof typeof operations];

    test.each(errorsOf(contract))(
      '$status $code: Prism serves it byte for byte, and it satisfies its schema',
      async ({ status, code, example }) => {
        const answer = await prism.ask(minimalRequest(contract), { prefer: `code=${status}, example=${code}` });
        expect(answer).toMatchObject({ status, text: JSON.stringify(example.value) });
        expect(validateError(answer.body), JSON.stringify(validateError.errors)).toBe(true);
      },
    );
  },
  (contract) => errorsOf(contract).length > 0,
);
