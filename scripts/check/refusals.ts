import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import type { Cause, Contract } from '../contract/contract.js';
import { errorBodies } from '../contract/responses.js';

const input: readonly Cause[] = ['invalid-parameter', 'missing-parameter'];

/**
 * Tells whether an error says that the request was at fault, and nothing else.
 *
 * A contract's examples of errors are named by their codes: the property that holds the name is the one that a response
 * is told by.
 */
export function inputRefusals(contract: Contract): (status: number, body: Json) => boolean {
  const codes: { status: number; property: string; code: string }[] = [];
  for (const { status, examples } of errorBodies(contract)) {
    for (const [code, { value, raisedWhen }] of Object.entries(examples)) {
      if (raisedWhen.length === 0 || !raisedWhen.every((cause) => input.includes(cause))) continue;
      for (const [property, text] of Object.entries(value ?? {})) {
        if (text === code) codes.push({ status, property, code });
      }
    }
  }
  return (status, body) => codes.some((known) => known.status === status && own(body, known.property) === known.code);
}
