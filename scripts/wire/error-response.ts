import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import type { Cause, Contract } from '../contract/contract.js';
import { errorBodies } from '../contract/responses.js';
import type { Refusal } from './protocol.js';

/** An error that a contract declares: its HTTP status and an example of its body. */
export interface ErrorResponse {
  readonly status: number;
  readonly code: string;
  readonly body: Json;
  /** `common`: the vendor raises it everywhere, the page does not list it. */
  readonly source: 'documented' | 'common';
}

/** Causes that stand in where a contract has no error of the right one. */
const instead: Partial<Record<Cause, Cause>> = {
  'missing-parameter': 'invalid-parameter',
  'not-found': 'invalid-parameter',
};

/**
 * The contract's own error for a refusal: the one of its code, else the first one raised by its cause.
 *
 * @returns undefined where the contract has none; the protocol's common errors apply.
 */
export function findError(contract: Contract | undefined, refusal: Refusal): ErrorResponse | undefined {
  if (contract === undefined) return undefined;
  if (refusal.code !== undefined) return firstError(contract, (code) => code === refusal.code);
  const next = instead[refusal.cause];
  return (
    firstError(contract, (_, causes) => causes.includes(refusal.cause)) ??
    (next && firstError(contract, (_, causes) => causes.includes(next)))
  );
}

function firstError(
  contract: Contract,
  fits: (code: string, causes: readonly Cause[]) => boolean,
): ErrorResponse | undefined {
  for (const { status, examples } of errorBodies(contract)) {
    for (const [code, example] of Object.entries(examples)) {
      if (fits(code, example.raisedWhen)) return { status, code, body: example.value, source: example.source };
    }
  }
  return undefined;
}

/** A copy of an error's body with some of its properties set anew; those that the body does not have stay absent. */
export function withProperties(body: Json, changes: Readonly<Record<string, string>>): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const copy = { ...body };
  for (const [name, value] of Object.entries(changes)) if (own(copy, name) !== undefined) copy[name] = value;
  return copy;
}
