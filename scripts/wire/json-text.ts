import { type Exact, parseExact } from '../base/exact.js';
import { isNestedDeeperThan } from '../base/json-depth.js';

/** How deep a value may be nested. What walks over a deeper one, recursively, would run out of stack. */
export const maxJsonDepth = 100;

/**
 * Reads JSON that a client sent, integers beyond 2^53 exactly.
 *
 * @returns the value, or what is wrong with the text, for people.
 */
export function readJson(text: string): { readonly value: Exact } | { readonly problem: string } {
  if (isNestedDeeperThan(text, maxJsonDepth)) return { problem: `is nested more than ${maxJsonDepth} levels deep` };
  try {
    return { value: parseExact(text).exact };
  } catch {
    return { problem: `is not JSON: ${JSON.stringify(text.slice(0, 80))}` };
  }
}
