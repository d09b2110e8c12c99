/**
 * What has to be the case for a suspicion to be true: that something which was so before the exchange was still so
 * after it.
 *
 * - `entry`: an entry that is missing, or different, is seen again as it was
 * - `absent`: an entry that should not be there is not there when everything is read again
 * - `result`: a whole result is read again, and is the same
 * - `total`: totals of a result come and go with the pages, so that they are not the data's doing
 * - `still`: nothing was seen to change at all
 */
export type Suspicion =
  | { readonly kind: 'entry' | 'absent'; readonly key: string; readonly scope: string }
  | { readonly kind: 'result'; readonly scope: string; readonly digest: number }
  | { readonly kind: 'total'; readonly scope: string }
  | { readonly kind: 'still' };

/** How a suspicion ended. */
export type Ending = 'confirmed' | 'changed';

interface Pending {
  readonly suspicion: Suspicion;
  readonly since: number;
  readonly end: (ending: Ending) => void;
}

/** Suspicions that wait at most; more of them say nothing new. */
const MOST = 10_000;

/** Suspicions that wait for what the server shows next. */
export class Suspicions {
  #pending: Pending[] = [];

  /** How many wait for another look at the data. */
  get waiting(): number {
    return this.#pending.filter(({ suspicion }) => suspicion.kind !== 'still' && suspicion.kind !== 'total').length;
  }

  /** @param since number of the exchange that gave rise to it */
  add(suspicion: Suspicion, since: number, end: (ending: Ending) => void): void {
    if (this.#pending.length < MOST) this.#pending.push({ suspicion, since, end });
  }

  /** Ends those that a test decides; undefined leaves one waiting. */
  settle(test: (suspicion: Suspicion, since: number) => Ending | undefined): void {
    if (this.#pending.length === 0) return;
    const before = this.#pending;
    this.#pending = [];
    for (const pending of before) {
      const ending = test(pending.suspicion, pending.since);
      if (ending === undefined) this.#pending.push(pending);
      else pending.end(ending);
    }
  }
}
