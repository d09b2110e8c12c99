import { isObject, type Json } from '../../base/json.js';
import type { Cause, Contract } from '../../contract/contract.js';
import { contentOf, errorBodies } from '../../contract/responses.js';
import type { Seen } from '../ledger/seen.js';

/** How deep in the body of an error its code is looked for. */
const CODE_DEPTH = 3;

/**
 * Client errors about the caller, its patience, or the request as a whole, whatever it asks for: credentials and permissions
 * (401, 403), time (408, 425, 429), and the length of request, address or headers (413, 414, 431), which no page bounds.
 */
const GENERAL = new Set([401, 403, 408, 413, 414, 425, 429, 431]);

/** Whether a status is a client error that has nothing to do with the values that are asked for. */
export function isGeneral(status: number | undefined): boolean {
  return status !== undefined && GENERAL.has(status);
}

/** Whether a status says that the client is at fault: 4xx. */
export function isClientError(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}

/** Failures of what stands before a service, or of a service that is not up (RFC 9110, sections 15.6.3 to 15.6.5). */
const PASSING = new Set([502, 503, 504]);

/** Whether a status may have to do with the moment only: asked again, the server may answer. */
export function isPassing(status: number | undefined): boolean {
  return status !== undefined && PASSING.has(status);
}

/** Answers about the caller or the service, not about what was asked: credentials, permissions, patience, length. */
export function isUnrelated({ exchange, isSuccess, declared, body }: Seen): boolean {
  const { status } = exchange;
  if (isSuccess || status === undefined) return false;
  if (isGeneral(status) || isPassing(status)) return true;
  if (declared === undefined || !isObject(body)) return false;
  return Object.entries(contentOf(declared).examples).some(
    ([name, { raisedWhen, value }]) =>
      raisedWhen.length > 0 &&
      raisedWhen.every((cause) => ['forbidden', 'unauthorized', 'throttled', 'unknown-operation'].includes(cause)) &&
      isObject(value) &&
      Object.keys(value).some((key) => value[key] === name && body[key] === name),
  );
}

/** A code that reports a cause, and the status that it comes with. */
export interface Code {
  readonly code: string;
  readonly status: number;
}

/**
 * The codes that may report one of some causes. None where the page documents none for the first: then the vendor's
 * common ones apply, which come in many spellings.
 */
export function codesFor(contract: Contract, causes: readonly Cause[]): Code[] {
  const [first] = causes;
  const raised = codesOf(contract).filter(({ raisedWhen }) => raisedWhen.some((one) => causes.includes(one)));
  const isDocumented = raised.some(
    ({ source, raisedWhen }) => source === 'documented' && raisedWhen.some((one) => one === first),
  );
  return isDocumented ? raised : [];
}

/** Looked up for every refusal, in every meaning of the contract, and the same in all. */
const known = new WeakMap<Contract['responses'], ReturnType<typeof readCodes>>();

/** All codes of a contract: an example of an error is named after its code. */
export function codesOf(contract: Contract): ReturnType<typeof readCodes> {
  const codes = known.get(contract.responses) ?? readCodes(contract);
  known.set(contract.responses, codes);
  return codes;
}

function readCodes(contract: Contract) {
  return errorBodies(contract).flatMap(({ status, examples }) =>
    Object.entries(examples)
      .filter(([name, { value }]) => reports(value, name))
      .map(([code, { raisedWhen, source }]) => ({ code, status, raisedWhen, source })),
  );
}

/**
 * Whether the body of an error has a code, wherever it stands: pages list the codes of errors, and seldom the fields that
 * they come in.
 */
export function reports(body: Json | undefined, code: string, depth = CODE_DEPTH): boolean {
  if (body === code) return true;
  if (depth === 0 || !isObject(body)) return false;
  return Object.values(body).some((part) => reports(part, code, depth - 1));
}
