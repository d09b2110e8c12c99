import { type JsonObject, jsonText, own } from '../../base/json.js';
import { parsePointer } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { mustBeAccepted } from '../facts/must-be-accepted.js';
import { codesFor, isClientError, isUnrelated, reports } from '../facts/refusal.js';
import { requiredBy, validityOf } from '../facts/request-validity.js';
import type { Seen } from '../ledger/seen.js';
import { type RuleMaker, type RuleRun, rule } from '../rule.js';
import type { SchemaError } from '../schema/schema-judge.js';

/** Questions that were refused and wait until it is known whether they had to be; more of them say nothing new. */
const MOST_WAITING = 20;

/** What the contract rules out is refused, as the client's fault; what it allows is not. */
export const inputRules: RuleMaker = (meaning) => {
  const { contract } = meaning;
  const where = 'Request parameters';
  const sense = requiredBy(contract);
  return [
    rule(contract, {
      id: 'invalid-input',
      class: 'input',
      provenance: { kind: 'documented', where },
      statement: 'A value that the page rules out is a client error: never a result, never a failure of the server.',
      remedy: 'a request with an invalid value',
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, exchange } = seen;
          if (request === undefined || exchange.status === undefined || isUnrelated(seen)) return;
          const { faults, doubts } = validityOf(meaning, ledger, request);
          const fault = faults.find(
            ({ keyword }) => keyword !== 'required' && keyword !== 'anyOf' && keyword !== 'dependentRequired',
          );
          const what = (error: { path: string; message: string }) => `${error.path.slice(1)}: ${error.message}`;
          if (fault === undefined) {
            if (doubts.length > 0 && !isClientError(exchange.status) && !seen.isSuccess) {
              verdict.compared();
              verdict.found({
                path: '',
                keyword: 'accepted',
                parameters: parsePointer((doubts[0] as SchemaError).path).slice(0, 1),
                message: `an odd value is answered with status ${exchange.status} (${what(doubts[0] as SchemaError)})`,
                expected: 'a result or a client error',
                actual: exchange.status,
              });
            }
            return;
          }
          // No entry has a text that is too long: to say so is as good as to refuse it, where it is seen to be said of that.
          const isNothing = seen.isSuccess && seen.items.length === 0 && faults.every(isOfLength);
          if (isNothing && ledger.largestPage === 0) return;
          verdict.compared();
          if (isClientError(exchange.status) || isNothing) return;
          verdict.found({
            path: '',
            keyword: 'accepted',
            parameters: parsePointer(fault.path).slice(0, 1),
            message: `an invalid value is answered with status ${exchange.status} (${what(fault)})`,
            expected: 'a client error (4xx)',
            actual: exchange.status,
            spec: fault.spec,
          });
        },
      }),
    }),
    ...(contract.atLeastOneOf.length > 0 ||
    contract.parameters.some((parameter) => parameter.required && parameter.in !== 'path')
      ? [
          rule(contract, {
            id: 'missing-input',
            class: 'input',
            provenance: { kind: 'documented', where },
            statement:
              'A request without a required parameter, or without any of those of which one is needed, is a client error.',
            remedy: 'a request without a required parameter',
            sense,
            begin: (ledger) => ({
              see: (seen, verdict) => {
                const { request, exchange } = seen;
                if (request === undefined || exchange.status === undefined || isUnrelated(seen)) return;
                const { faults } = validityOf(meaning, ledger, request);
                // Where one of several is needed, each of them is said to be missing besides.
                const fault =
                  faults.find(({ keyword }) => keyword === 'anyOf') ??
                  faults.find(({ keyword }) => keyword === 'required');
                if (fault === undefined) return;
                verdict.compared();
                if (isClientError(exchange.status)) return;
                verdict.found({
                  path: '',
                  keyword: 'missing',
                  parameters: fault.property === undefined ? [] : [fault.property],
                  message: `a request without ${fault.property ?? String(fault.expected)} is answered with status ${exchange.status}`,
                  expected: 'a client error (4xx)',
                  actual: exchange.status,
                  spec: fault.spec,
                });
              },
            }),
          }),
        ]
      : []),
    rule(contract, {
      id: 'valid-input',
      class: 'input',
      provenance: { kind: 'documented', where },
      statement: 'A valid request is answered with the documented success, if the server has to know what it asks for.',
      remedy: 'a valid request: --value for the parameters that have to be known',
      sense,
      begin: (ledger) => {
        const gone = goneOf(contract);
        const waiting = new Set<string>();
        const see: RuleRun['see'] = (seen, verdict) => {
          const { request, exchange, isSuccess } = seen;
          const { status } = exchange;
          if (request === undefined || status === undefined || isUnrelated(seen)) return;
          if (isSuccess) {
            verdict.compared();
            if (gone.hasReturned(request)) {
              verdict.found({
                path: '',
                keyword: 'refused',
                message: 'what is known now was said to be unknown, after it had been known',
                expected: 'the same as before',
                actual: status,
              });
            }
            return;
          }
          const { faults, doubts, unlisted } = validityOf(meaning, ledger, request);
          if (faults.length + doubts.length + unlisted.length > 0) return;
          const isRefusal = isClientError(status);
          if (waiting.has(seen.question) || waiting.size > MOST_WAITING) return;
          if (isRefusal && !mustBeAccepted(meaning, ledger, request)) return;
          if (isRefusal && gone.isSaid(seen)) return;
          verdict.compared();
          const finding = {
            path: '',
            keyword: isRefusal ? 'refused' : 'status',
            message: `a valid request is answered with status ${status}`,
            expected: successBody(contract).status,
            actual: status,
          };
          const isKnownAfter = (exchange: number) => mustBeAccepted(meaning, ledger, request, exchange);
          // What the server has shown or taken before may be gone by now.
          if (!isRefusal || isKnownAfter(Number.POSITIVE_INFINITY)) {
            verdict.found(finding);
            return;
          }
          waiting.add(seen.question);
          verdict.suspect(finding, {
            kind: 'known',
            isKnownAfter: (exchange) => isKnownAfter(exchange) && waiting.delete(seen.question),
          });
        };
        return { see };
      },
    }),
  ];
};

function isOfLength({ keyword }: SchemaError): boolean {
  return keyword === 'maxLength' || keyword === 'minLength';
}

/** Requests for entities that are remembered. */
const MOST_KNOWN = 10_000;

/** Entities that were known, and then were said to be unknown: an entity can go, but does not come again. */
function goneOf(contract: Contract) {
  const { lookup } = contract;
  const codes = lookup === undefined ? [] : codesFor(contract, ['not-found']);
  const known = new Set<string>();
  const gone = new Set<string>();
  /** What names the entity: its key, or else all that is asked. */
  const nameOf = (request: JsonObject): string => {
    const key = lookup === undefined ? undefined : own(request, lookup.key);
    return key === undefined ? jsonText(request) : `key ${jsonText(key)}`;
  };
  return {
    isSaid: ({ request, exchange, body }: Seen): boolean => {
      if (request === undefined) return false;
      if (!codes.some(({ code, status }) => status === exchange.status && reports(body, code))) return false;
      const name = nameOf(request);
      if (!known.has(name)) return false;
      gone.add(name);
      return true;
    },
    hasReturned: (request: JsonObject): boolean => {
      if (codes.length === 0) return false;
      const name = nameOf(request);
      if (known.size < MOST_KNOWN) known.add(name);
      return gone.delete(name);
    },
  };
}
