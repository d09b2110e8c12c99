import type { Entry } from './entries.js';
import type { Result } from './walks.js';

/**
 * What has to be the case for a suspicion to be true: that something which was so before the answer in doubt was still
 * so after it.
 *
 * - `shown`: nothing; the answers that contradict each other are there
 * - `entry`: an entry that is missing was shown up to an exchange, and is shown again as it was
 * - `absent`: an entry that should not be there is not there when everything is read again
 * - `known`: values that were accepted, or shown, are so again
 * - `total`: totals of a result come and go with the pages, so that they are not the data's doing
 * - `still`: a result was read before and is the same when it is read again, or nothing was seen to change at all
 */
export type Suspicion =
  | { readonly kind: 'shown'; readonly key?: string | undefined }
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly scope: string;
      readonly upTo: number;
      /** The result in doubt is one answer: pages could shift while they are read. */
      readonly isSnapshot: boolean;
    }
  | { readonly kind: 'absent'; readonly key: string; readonly scope: string }
  | { readonly kind: 'known'; readonly isKnownAfter: (exchange: number) => boolean }
  | { readonly kind: 'total'; readonly scope: string }
  | { readonly kind: 'still'; readonly scope?: string };

/**
 * How a suspicion ended. `proven` is more than confirmed: an entry that was never seen to change was there before and
 * after a single answer that should have shown it.
 */
export type Ending = 'proven' | 'confirmed' | 'changed';

/** A suspicion that waits, and what there was when it arose. */
export interface Pending {
  readonly suspicion: Suspicion;
  /** Number of the exchange that gave rise to it. */
  readonly since: number;
  /** Stands for the result of the scope as it was read last before; undefined where it was not. */
  readonly digest: number | undefined;
  readonly end: (ending: Ending) => void;
}

/** Of requests that are under way at once, an answer can be from before so many others that came earlier. */
const OVERTAKEN = 8;

/** Suspicions that wait at most; more of them say nothing new. */
const MOST = 10_000;

/** Suspicions that wait for what the server shows next. */
export class Suspicions {
  #pending: Pending[] = [];

  /** How many wait for another look at the data. */
  get waiting(): number {
    return this.#pending.filter(({ suspicion }) => suspicion.kind !== 'still' && suspicion.kind !== 'total').length;
  }

  /** Lets one wait, or ends it where that cannot be. */
  add(pending: Pending): void {
    if (pending.suspicion.kind === 'shown') pending.end('confirmed');
    else if (this.#pending.length < MOST) this.#pending.push(pending);
  }

  /** Ends those that a test decides; undefined leaves one waiting. */
  settle(test: (pending: Pending) => Ending | undefined): void {
    if (this.#pending.length === 0) return;
    const before = this.#pending;
    this.#pending = [];
    for (const pending of before) {
      const ending = test(pending);
      if (ending === undefined) this.#pending.push(pending);
      else pending.end(ending);
    }
  }
}

/** What an answer shows of what still waits. */
export interface Evidence {
  /** The whole result that it completes. */
  readonly result: Result | undefined;
  /** That result is everything. */
  readonly isEverything: boolean;
  /** What is known of an entry of some data. */
  find(universe: string, key: string): Entry | undefined;
}

/** How a suspicion ends by what an answer shows; undefined where it goes on waiting. */
export function endingOf(
  { suspicion, since, digest }: Pending,
  { result, isEverything, find }: Evidence,
): Ending | undefined {
  const isReadAgain = result !== undefined && result.since > since;
  switch (suspicion.kind) {
    case 'entry': {
      const entry = find(suspicion.scope, suspicion.key);
      if (entry !== undefined && entry.last > since) {
        if (entry.since > suspicion.upTo) return 'changed';
        if (!suspicion.isSnapshot || entry.before.length > 0) return 'confirmed';
        return entry.last > since + OVERTAKEN ? 'proven' : 'confirmed';
      }
      // Everything was read again, and it is gone.
      return isReadAgain && isEverything ? 'changed' : undefined;
    }
    case 'absent':
      if (!isReadAgain || !isEverything || result.scope !== suspicion.scope) return undefined;
      return result.keys.includes(suspicion.key) ? 'changed' : 'confirmed';
    case 'known':
      return suspicion.isKnownAfter(since) ? 'confirmed' : undefined;
    case 'still':
      return isReadAgain && result.scope === suspicion.scope && result.digest === digest ? 'confirmed' : undefined;
    default:
      return undefined;
  }
}
