/** Entries that are followed; more say nothing new. */
const MOST = 20_000;

/** Times that entries came or went for good, from which on the data must be changing. */
const SOME = 3;

/** Such entries outweigh so many times as many that came and went. */
const OUTWEIGH = 3;

/** What came or went between two readings. */
interface Moment {
  /** Entries that did not turn back since, and those that did. */
  settled: number;
  restless: number;
}

/**
 * Follows which entries the readings of everything have. Data that change have entries that come and stay, or go and stay
 * away; a server that shows now so, now so, has entries that come and go.
 */
export class Wholes {
  #former: ReadonlySet<string> | undefined;
  /** When an entry came or went first; undefined once it has turned back. */
  readonly #moved = new Map<string, Moment | undefined>();
  readonly #moments: Moment[] = [];
  /** Whether the data have moved on: time and again entries came, or went, and did not turn back. */
  haveMovedOn = false;

  /** Takes the identities of a whole result. */
  see(keys: readonly (string | undefined)[]): void {
    const now = new Set<string>();
    for (const key of keys) if (key !== undefined) now.add(key);
    const former = this.#former;
    this.#former = now;
    if (former === undefined) return;
    const moment = { settled: 0, restless: 0 };
    for (const key of now) if (!former.has(key)) this.#move(key, moment);
    for (const key of former) if (!now.has(key)) this.#move(key, moment);
    if (moment.settled > 0) this.#moments.push(moment);
    this.haveMovedOn = this.#moments.filter(({ settled, restless }) => settled > OUTWEIGH * restless).length >= SOME;
  }

  #move(key: string, moment: Moment): void {
    const first = this.#moved.get(key);
    if (first !== undefined) {
      first.settled--;
      first.restless++;
      this.#moved.set(key, undefined);
    } else if (!this.#moved.has(key) && this.#moved.size < MOST) {
      moment.settled++;
      this.#moved.set(key, moment);
    }
  }
}
