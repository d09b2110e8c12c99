import { hashOf } from '../base/hash.js';
import type { SeenEntries } from '../contract/invariants/sequence.js';

/** Characters of an identity that is remembered as it is; of longer ones there is only the hash. */
const LONGEST = 64;

/** Entries that all walks of a run may remember together. */
export class EntryBudget {
  /** True once an entry was not remembered. */
  isSpent = false;

  /** @param left at about 120 bytes each; default: 24 MB in all */
  constructor(public left = 200_000) {}
}

/**
 * The entries of one walk, as many as the budget allows.
 *
 * Hashes alone would take half the memory, but hashing in JavaScript takes twice as long as a `Map` of the identities.
 */
export class BoundedEntries implements SeenEntries {
  readonly #budget: EntryBudget;
  readonly #places = new Map<string | number, number>();

  constructor(budget: EntryBudget) {
    this.#budget = budget;
  }

  add(identity: string, place: number): number | undefined {
    const key = identity.length > LONGEST ? hashOf(identity) : identity;
    const before = this.#places.get(key);
    if (before !== undefined) return before;
    if (this.#budget.left > 0) {
      this.#budget.left--;
      this.#places.set(key, place);
    } else {
      this.#budget.isSpent = true;
    }
    return undefined;
  }

  /** Forgets everything, and gives its part of the budget back. */
  release(): void {
    this.#budget.left += this.#places.size;
    this.#places.clear();
  }
}
