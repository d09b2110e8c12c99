import { isObject, type Json, type JsonObject, own } from '../../base/json.js';
import type { Cause, Contract } from '../../contract/contract.js';
import { mustBeAccepted } from '../facts/must-be-accepted.js';
import { codesFor, codesOf, isClientError, isUnrelated, reports } from '../facts/refusal.js';
import { requiredBy, type Validity, validityOf } from '../facts/request-validity.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Meaning } from '../readings/read-as.js';
import { type RuleMaker, rule } from '../rule.js';

/** What a request can be refused for, as far as the request tells. */
const faults: readonly Cause[] = ['invalid-parameter', 'missing-parameter', 'not-found'];

/** A refusal is reported with the code that the page documents for its cause, as far as the cause can be told. */
export const refusalCode: RuleMaker = (meaning) => {
  const { contract } = meaning;
  // Where the page has no code for any fault of a request, there is nothing to hold a refusal against.
  if (faults.every((cause) => codesFor(contract, [cause]).length === 0)) return [];
  return [
    rule(contract, {
      id: 'refusal-code',
      class: 'input',
      provenance: { kind: 'documented', where: 'Error codes' },
      statement: 'A refusal has the status and the code that the page documents for its cause.',
      remedy: 'a request that is refused for a reason that the page has a code for',
      sense: requiredBy(contract),
      begin: (ledger) => ({
        see: (seen, verdict) => {
          const { request, exchange, body } = seen;
          const { status } = exchange;
          if (request === undefined || status === undefined || !isClientError(status) || isUnrelated(seen)) return;
          const validity = validityOf(meaning, ledger, request);
          const causes = causesOf(meaning, ledger, request, validity);
          const fitting = codesFor(contract, causes);
          if (fitting.length === 0) return;
          const isReported = (codes: typeof fitting) =>
            codes.some((one) => status === one.status && reports(body, one.code));
          // What is missing, or of another type, may be noticed before the operation is reached, by those who have codes
          // of their own.
          const isElsewhere = isMalformed(validity);
          if (isElsewhere && !isReported(codesOf(contract))) return;
          verdict.compared();
          if (isReported(fitting)) return;
          const field = isObject(body) ? Object.keys(body).find((key) => /code$/i.test(key)) : undefined;
          verdict.found({
            path: field === undefined ? '' : `/${field}`,
            keyword: 'code',
            message: 'is another code than the documented one',
            expected: fitting.map((one) => `${one.status} ${one.code}`),
            actual: field === undefined ? status : `${status} ${String(own(body, field))}`,
          });
        },
      }),
    }),
  ];
};

/** What a refusal may be about. A key of the wrong shape is also the key of nothing. */
function causesOf(meaning: Meaning, ledger: Ledger, request: JsonObject, validity: Validity): readonly Cause[] {
  const { contract } = meaning;
  const key = contract.lookup?.key;
  const [fault] = [...validity.faults, ...validity.doubts, ...validity.unlisted];
  const isSought = key !== undefined && own(request, key) !== undefined;
  if (fault === undefined) {
    if (!isSought) return [];
    return isOnlyUnknown(meaning, ledger, request, key) ? ['not-found'] : ['not-found', 'invalid-parameter'];
  }
  const causes: Cause[] = isMissing(validity) ? ['missing-parameter'] : ['invalid-parameter', 'missing-parameter'];
  return isSought && fault.path.startsWith(`/${key}`) ? [...causes, 'not-found'] : causes;
}

function isMissing({ faults, doubts, unlisted }: Validity): boolean {
  if (faults.length === 0 || doubts.length + unlisted.length > 0) return false;
  return faults.every(({ keyword }) => keyword === 'required' || keyword === 'anyOf');
}

/** Whether all that is wrong is seen without knowing what the operation does: something is missing, or of another type. */
function isMalformed({ faults, doubts, unlisted }: Validity): boolean {
  const errors = [...faults, ...doubts, ...unlisted];
  return errors.length > 0 && errors.every(({ keyword }) => ['required', 'anyOf', 'type'].includes(keyword));
}

/**
 * Whether nothing can be wrong with a request but that its key is that of nothing: the key looks like those that exist,
 * and everything beside it is taken for sure, whatever the key.
 */
function isOnlyUnknown(meaning: Meaning, ledger: Ledger, request: JsonObject, key: string): boolean {
  const { contract } = meaning;
  const beside = Object.entries(request).filter(([name]) => name !== key);
  const selects = ({ name, filter }: Contract['parameters'][number]) =>
    filter !== undefined && beside.some(([other]) => other === name);
  if (contract.parameters.some(selects)) return false;
  if (!mustBeAccepted(meaning, ledger, Object.fromEntries(beside))) return false;
  const value = own(request, key);
  return value !== undefined && knownKeys(contract, ledger, key).some((known) => isAlike(value, known));
}

/** Keys that are, or that the page shows. */
function knownKeys({ parameters }: Contract, ledger: Ledger, key: string): readonly Json[] {
  const examples = parameters.flatMap(({ name, examples }) => (name === key ? examples : []));
  return [...examples, ...(ledger.given[key] ?? []), ...ledger.keys];
}

/** Whether a value has the shape of another: a number of no more digits, a text with its separators and kinds of characters. */
function isAlike(value: Json, known: Json): boolean {
  if (typeof value === 'number' && typeof known === 'number') {
    return value > 0 && Number.isInteger(value) && String(value).length <= String(known).length;
  }
  if (typeof value !== 'string' || typeof known !== 'string') return false;
  const separators = (text: string) => text.replace(/[0-9a-z]/gi, 'x');
  return (
    separators(value) === separators(known) &&
    [/[0-9]/, /[a-f]/, /[A-F]/, /[g-z]/, /[G-Z]/].every((kind) => !kind.test(value) || kind.test(known))
  );
}
