import { isObject, type Json, type JsonObject, own } from '../../base/json.js';
import type { Cause, Contract, Reading } from '../../contract/contract.js';
import { contentOf, errorBodies, successBody } from '../../contract/responses.js';
import type { Seen } from '../ledger/seen.js';
import { type RuleMaker, rule } from '../rule.js';
import { mustBeAccepted, validityOf } from './request-validity.js';

const isClientError = (status: number | undefined) => status !== undefined && status >= 400 && status < 500;

/** What the contract rules out is refused, as the client's fault; what it allows is not. */
export const inputRules: RuleMaker = (meaning) => {
  const { contract } = meaning;
  const where = 'Request parameters';
  const onValues = ({ behaviour }: Reading) =>
    behaviour?.unknownValue !== undefined || behaviour?.letterCase !== undefined;
  const onRequired = ({ requires }: Reading) => requires !== undefined;
  return [
    rule(contract, {
      id: 'invalid-input',
      class: 'input',
      provenance: { kind: 'documented', where },
      statement: 'A value that the page rules out is a client error: never a result, never a failure of the server.',
      remedy: 'a request with an invalid value',
      dependsOn: onValues,
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, exchange } = seen;
          if (request === undefined || exchange.status === undefined || isUnrelated(seen)) return;
          const { faults, unlisted, doubts } = validityOf(meaning, ledger, request);
          const fault = faults.find(
            ({ keyword }) => keyword !== 'required' && keyword !== 'anyOf' && keyword !== 'dependentRequired',
          );
          const what = (error: { path: string; message: string }) => `${error.path.slice(1)}: ${error.message}`;
          if (fault === undefined) {
            const [value] = unlisted;
            // Refused after all, so that this meaning is not the server's; or found although no entry has it.
            if (value !== undefined && isClientError(exchange.status)) {
              verdict.compared();
              verdict.found({
                path: '',
                keyword: 'unlisted',
                message: `a value that is not listed is refused (${what(value)})`,
                expected: 'no entries',
                actual: exchange.status,
              });
            } else if (value !== undefined && seen.isSuccess) verdict.compared();
            else if (doubts.length > 0 && !isClientError(exchange.status) && !seen.isSuccess) {
              verdict.compared();
              verdict.found({
                path: '',
                keyword: 'accepted',
                message: `an odd value is answered with status ${exchange.status} (${what(doubts[0] as never)})`,
                expected: 'a result or a client error',
                actual: exchange.status,
              });
            }
            return;
          }
          verdict.compared();
          if (isClientError(exchange.status)) return;
          verdict.found({
            path: '',
            keyword: 'accepted',
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
            dependsOn: onRequired,
            begin: (ledger) => ({
              see: (seen, verdict) => {
                const { request, exchange } = seen;
                if (request === undefined || exchange.status === undefined || isUnrelated(seen)) return;
                const { faults } = validityOf(meaning, ledger, request);
                const fault = faults.find(({ keyword }) => keyword === 'required' || keyword === 'anyOf');
                if (fault === undefined) return;
                verdict.compared();
                if (isClientError(exchange.status)) return;
                verdict.found({
                  path: '',
                  keyword: 'missing',
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
      dependsOn: onRequired,
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, exchange, isSuccess } = seen;
          const { status } = exchange;
          if (request === undefined || status === undefined || isUnrelated(seen)) return;
          if (isSuccess) {
            verdict.compared();
            return;
          }
          const { faults, doubts, unlisted } = validityOf(meaning, ledger, request);
          if (faults.length + doubts.length + unlisted.length > 0) return;
          const isRefusal = isClientError(status);
          if (isRefusal && !mustBeAccepted(meaning, ledger, request, ledger.given)) return;
          verdict.compared();
          verdict.found({
            path: '',
            keyword: isRefusal ? 'refused' : 'status',
            message: `a valid request is answered with status ${status}`,
            expected: successBody(contract).status,
            actual: status,
          });
        },
      }),
    }),
    rule(contract, {
      id: 'refusal-code',
      class: 'input',
      provenance: { kind: 'documented', where: 'Error codes' },
      statement: 'A refusal has the status and the code that the page documents for its cause.',
      remedy: 'a request that is refused',
      dependsOn: (reading) => onValues(reading) || onRequired(reading),
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, exchange, body } = seen;
          const { status } = exchange;
          if (request === undefined || status === undefined || !isClientError(status) || isUnrelated(seen)) return;
          const { faults, doubts, unlisted } = validityOf(meaning, ledger, request);
          const fault = [...faults, ...doubts, ...unlisted][0];
          const causes = causesOf(contract, request, fault?.path);
          const fitting = codesFor(contract, causes);
          if (fitting.length === 0) return;
          verdict.compared();
          if (fitting.some(({ field, code, status: other }) => status === other && own(body, field) === code)) return;
          const field = fitting[0]?.field ?? '';
          verdict.found({
            path: `/${field}`,
            keyword: 'code',
            message: 'is another code than the documented one',
            expected: fitting.map((one) => `${one.status} ${one.code}`),
            actual: isObject(body) ? `${status} ${String(own(body, field))}` : status,
          });
        },
      }),
    }),
  ];
};

/** Answers about the caller or the service, not about what was asked: credentials, permissions, patience. */
function isUnrelated({ exchange, isSuccess, declared, body }: Seen): boolean {
  const { status } = exchange;
  if (isSuccess || status === undefined) return false;
  if (status === 401 || status === 403 || status === 429) return true;
  if (declared === undefined || !isObject(body)) return false;
  return Object.entries(contentOf(declared).examples).some(
    ([name, { raisedWhen, value }]) =>
      raisedWhen.length > 0 &&
      raisedWhen.every((cause) => ['forbidden', 'unauthorized', 'throttled', 'unknown-operation'].includes(cause)) &&
      isObject(value) &&
      Object.keys(value).some((key) => value[key] === name && body[key] === name),
  );
}

/** What a refusal may be about. A key of the wrong shape is also the key of nothing. */
function causesOf({ lookup }: Contract, request: JsonObject, path: string | undefined): readonly Cause[] {
  const causes: Cause[] = [];
  if (path !== undefined) causes.push('invalid-parameter', 'missing-parameter');
  if (lookup !== undefined && own(request, lookup.key) !== undefined) {
    if (path === undefined) causes.push('not-found');
    else if (path.startsWith(`/${lookup.key}`)) causes.push('not-found');
  }
  return causes;
}

/** A code that reports a cause: where in the body it stands, and with which status. */
interface Code {
  readonly field: string;
  readonly code: string;
  readonly status: number;
}

/**
 * The codes that may report one of some causes. None where the page documents none for the first: then the vendor's
 * common ones apply, which come in many spellings.
 */
export function codesFor(contract: Contract, causes: readonly Cause[]): Code[] {
  const examples = errorBodies(contract).flatMap(({ status, examples: named }) =>
    Object.entries(named)
      .filter(([, example]) => example.raisedWhen.some((one) => causes.includes(one)))
      .map(([name, example]) => ({ name, status, example })),
  );
  const [first] = causes;
  const isDocumented = examples.some(
    ({ example }) => example.source === 'documented' && first !== undefined && example.raisedWhen.includes(first),
  );
  if (!isDocumented) return [];
  return examples.flatMap(({ name, status, example }) => {
    const field = fieldOf(example.value, name);
    return field === undefined ? [] : [{ field, code: name, status }];
  });
}

/** An example is named after its code, so the code stands where the name does. */
function fieldOf(body: Json, name: string): string | undefined {
  return isObject(body) ? Object.keys(body).find((key) => body[key] === name) : undefined;
}
