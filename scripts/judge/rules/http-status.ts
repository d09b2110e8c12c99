import { isObject, jsonText } from '../../base/json.js';
import { isClientError, isPassing } from '../facts/refusal.js';
import { type RuleMaker, rule } from '../rule.js';

/** Statuses are documented ones. Refusals may have others: no page lists all of them. */
export const httpStatus: RuleMaker = ({ contract }) => [
  rule(contract, {
    id: 'http-status',
    class: 'status',
    provenance: { kind: 'documented', where: 'Error codes' },
    statement: 'Every response has a documented status; a refusal may have any client error, told as a JSON object.',
    begin: () => {
      let unavailable: string | undefined;
      return {
        see: ({ exchange, declared, body, request }, verdict) => {
          const { status } = exchange;
          if (status === undefined) return;
          verdict.compared();
          if (declared !== undefined) return;
          if (isClientError(status) && isObject(body)) return;
          const question = jsonText(request);
          const isMoment = isPassing(status) && question !== unavailable;
          if (isMoment) unavailable = question;
          verdict.found({
            path: '',
            keyword: 'status',
            message: isClientError(status)
              ? `status ${status} is not documented, and its body is no JSON object`
              : `status ${status} is not documented`,
            expected: Object.keys(contract.responses),
            actual: status,
            inferred: isMoment ? 'Any service is unavailable now and then: until the same is asked again.' : undefined,
          });
        },
      };
    },
  }),
];
