import { isObject } from '../../base/json.js';
import { contentOf, errorResponses, isText, mediaTypeOf } from '../../contract/responses.js';
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
        see: ({ exchange, declared, isSuccess, body }, verdict) => {
          const { mediaType } = declared === undefined ? { mediaType: '' } : contentOf(declared);
          if (isSuccess || declared === undefined || mediaType === '') return;
          verdict.compared();
          const expected = mediaType.toLowerCase();
          const given = exchange.contentType === undefined ? expected : mediaTypeOf(exchange.contentType);
          if (given !== expected) {
            const message = `the content type is "${given}"`;
            verdict.found({ path: '', keyword: 'content-type', message, expected, actual: given, inferred: reason });
          }
          // What is not JSON is a text: nothing of it is declared that could be judged.
          if (isText(expected)) return;
          if (body === undefined) {
            if (exchange.problem === undefined) return;
            const message = `the body ${exchange.problem}`;
            verdict.found({ path: '', keyword: 'json', message, expected: 'JSON', actual: null });
            return;
          }
          for (const error of schemas.errors(declared, body).slice(0, 5)) {
            verdict.found({ ...error, inferred: isObject(body) ? (error.inferred ?? reason) : undefined });
          }
        },
      }),
    }),
  ];
};
