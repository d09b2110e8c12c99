import { type Json, own } from '../../base/json.js';
import { at, parsePointer } from '../../base/pointer.js';
import type { Parameter } from '../../contract/contract.js';
import { isClientError, isUnrelated } from '../facts/refusal.js';
import { inOtherLetters, validityOf } from '../facts/request-validity.js';
import { enumOf } from '../facts/selector.js';
import { type RuleMaker, rule } from '../rule.js';

/** Texts and numbers that no server can refuse for another reason than that it does not know them. */
const PLAIN_TEXT = /^[\w-]{1,40}$/;
const PLAIN_NUMBER = 1_000;

/** A value that an enum does not list is refused, or finds nothing: for each parameter always the same. */
export const unlistedRules: RuleMaker = (meaning) =>
  meaning.contract.parameters.flatMap((parameter) => {
    const listed = enumOf(parameter, meaning.contract);
    return listed === undefined ? [] : [unlisted(meaning, parameter, listed)];
  });

function unlisted(meaning: Parameters<RuleMaker>[0], { name }: Parameter, listed: readonly Json[]) {
  const { contract } = meaning;
  const { unknownValue, letterCase } = meaning.valuesOf(name);
  return rule(contract, {
    id: `unlisted:${name}`,
    class: 'input',
    provenance: { kind: 'documented', where: name },
    spec: contract.origins[`/request/properties/${name}`] ?? `${contract.location.file}:${contract.location.line}`,
    statement: `A value of ${name} that the page does not list is a client error, or finds nothing: never a failure of the server.`,
    remedy: `a request with a value of ${name} that is not listed`,
    asks: name,
    sense: { ...meaning.valuesOf(name) },
    begin: (ledger) => ({
      see: (seen, verdict) => {
        const { request, exchange } = seen;
        if (request === undefined || exchange.status === undefined || isUnrelated(seen)) return;
        if (own(request, name) === undefined) return;
        const { faults, doubts, unlisted } = validityOf(meaning, ledger, request);
        const [error, ...others] = unlisted;
        // A refusal may be about anything else that is wrong.
        if (error === undefined || faults.length + doubts.length + others.length > 0) return;
        if (parsePointer(error.path)[0] !== name) return;
        const value = at(request, error.path);
        const what = `${error.path.slice(1)}: ${error.message}`;
        const complain = (message: string, expected: string) =>
          verdict.found({
            path: '',
            keyword: 'unlisted',
            parameters: [name],
            message,
            expected,
            actual: exchange.status,
            spec: error.spec,
          });
        if (!seen.isSuccess && !isClientError(exchange.status)) {
          verdict.compared();
          complain(
            `a value that is not listed is answered with status ${exchange.status} (${what})`,
            'a client error (4xx)',
          );
          return;
        }
        const isSpelled = letterCase === 'any' && inOtherLetters(listed, value) !== undefined;
        const isTaken = isSpelled || unknownValue === 'finds-nothing';
        if (seen.isSuccess) {
          verdict.compared();
          if (!isTaken)
            complain(`an invalid value is answered with status ${exchange.status} (${what})`, 'a client error (4xx)');
        } else if (isTaken && isPlain(value, listed)) {
          verdict.compared();
          complain(
            `a value that is not listed is refused (${what})`,
            isSpelled ? 'what the value finds in its own letters' : 'no entries',
          );
        } else verdict.compared();
      },
    }),
  });
}

function isPlain(value: Json | undefined, listed: readonly Json[]): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= PLAIN_NUMBER;
  return typeof value === 'string' && PLAIN_TEXT.test(value) && listed.some((one) => typeof one === 'string');
}
