import { type Exact, parseExact } from '../../base/exact.js';
import type { Json } from '../../base/json.js';
import { isNestedDeeperThan } from '../../base/json-depth.js';

/**
 * Levels of arrays and objects that a response may have. Whatever walks through a value does so by recursion (Ajv's
 * validators, `JSON.stringify`), so that a hostile depth would end it; real responses have ten.
 */
export const MAX_RESPONSE_DEPTH = 500;

/** What a body says, or why it says nothing. */
export type JsonBody =
  | { readonly body: Json; readonly exact: Exact; readonly problem?: undefined }
  | { readonly body: undefined; readonly exact: undefined; readonly problem: string };

/** Reads the body of a response. Never throws: a body that cannot be read has a problem, in words that follow "the body". */
export function readJsonBody(text: string): JsonBody {
  if (isNestedDeeperThan(text, MAX_RESPONSE_DEPTH)) {
    return { body: undefined, exact: undefined, problem: `is nested more than ${MAX_RESPONSE_DEPTH} levels deep` };
  }
  try {
    const { plain, exact } = parseExact(text);
    return { body: plain, exact };
  } catch {
    return { body: undefined, exact: undefined, problem: text === '' ? 'is empty' : 'is no JSON' };
  }
}
