import { isObject } from '../../base/json.js';
import { type RuleMaker, rule } from '../rule.js';

/** Statuses are documented ones. Refusals may have others: no page lists all of them. */
export const httpStatus: RuleMaker = ({ contract }) => [
  rule(contract, {
    id: 'http-status',
    class: 'status',
    provenance: { kind: 'documented', where: 'Error codes' },
    statement: 'Every response has a documented status; a refusal may have any client error, told as a JSON object.',
    begin: () => ({
      see: ({ exchange, declared, body }, verdict) => {
        const { status } = exchange;
        if (status === undefined) return;
        verdict.compared();
        const isClientError = status >= 400 && status < 500;
        if (declared !== undefined) return;
        if (isClientError && isObject(body)) return;
        verdict.found({
          path: '',
          keyword: 'status',
          message: isClientError
            ? `status ${status} is not documented, and its body is no JSON object`
            : `status ${status} is not documented`,
          expected: Object.keys(contract.responses),
          actual: status,
        });
      },
    }),
  }),
];
