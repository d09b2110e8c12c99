import { isObject } from '../../base/json.js';
import { contentOf, errorResponses } from '../../contract/responses.js';
import { type RuleMaker, rule } from '../rule.js';

/** Errors come in the declared envelope. A page that lists codes but shows no body leaves the envelope to be inferred. */
export const errorSchema: RuleMaker = ({ contract }) => {
  if (errorResponses(contract).length === 0) return [];
  const reason =
    contract.provenance === undefined ? undefined : 'The page lists statuses and codes of errors, but shows no body.';
  return [
    rule(contract, {
      id: 'error-schema',
      class: 'schema',
      provenance: { kind: 'documented', where: 'Error codes' },
      statement: 'An error with a documented status is JSON, in the declared envelope.',
      remedy: 'a request that is refused',
      begin: ({ schemas }) => ({
        see: ({ exchange, declared, bodyType, isSuccess, body }, verdict) => {
          if (isSuccess || declared === undefined || bodyType === undefined) return;
          if (contentOf(declared).mediaType === '') return;
          // Another success than the documented one falls to `default`, and is no error for that.
          if (exchange.status !== undefined && exchange.status < 300) return;
          verdict.compared();
          const { finding, isJson, part } = bodyType;
          const isBroken = exchange.problem !== undefined && isJson && body === undefined;
          // A body that is no JSON is of another type anyhow: that is one thing to say.
          if (finding !== undefined && !isBroken) verdict.found({ ...finding, inferred: reason });
          // What is not JSON is a text: nothing of it is declared that could be judged.
          if (part === undefined) return;
          if (body === undefined) {
            if (!isBroken) return;
            const message = `the body ${exchange.problem}`;
            verdict.found({ path: '', keyword: 'json', message, expected: 'JSON', actual: null });
            return;
          }
          for (const error of schemas.errors(part, body).slice(0, 5)) {
            verdict.found({ ...error, inferred: isObject(body) ? (error.inferred ?? reason) : undefined });
          }
        },
      }),
    }),
  ];
};
