import type { Invariant, InvariantSubject } from './invariant.js';
import { linkInvariant } from './link.js';
import { pageInvariants } from './page.js';

/** Every rule that a successful response of the operation keeps by itself: those of its links, then those of its page. */
export function invariantsOf(contract: InvariantSubject): Invariant[] {
  return [...contract.links.map(linkInvariant), ...pageInvariants(contract)];
}
