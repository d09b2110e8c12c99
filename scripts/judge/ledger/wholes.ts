/** Entries that are followed; more say nothing new. */
const MOST = 20_000;

/** Entries that came or went for good, from which on the data must be changing. */
const SOME = 3;

/** Such entries outweigh so many times as many that came and went. */
const OUTWEIGH = 3;

/**
 * Follows which entries the readings of everything have. Data that change have entries that come and stay, or go and stay
 * away; a server that shows now so, now so, has entries that come and go.
 */
export class Wholes {
  #former: ReadonlySet<string> | undefined;
  /** Times that an entry came or went. */
  readonly #moves = new Map<string, number>();
  #settled = 0;
  #restless = 0;

  /** Takes the identities of a whole result. */
  see(keys: readonly (string | undefined)[]): void {
    const now = new Set<string>();
    for (const key of keys) if (key !== undefined) now.add(key);
    const former = this.#former;
    this.#former = now;
    if (former === undefined) return;
    for (const key of now) if (!former.has(key)) this.#move(key);
    for (const key of former) if (!now.has(key)) this.#move(key);
  }

  /** Whether the data have moved on: entries came, or went, and did not turn back. */
  get haveMovedOn(): boolean {
    return this.#settled >= SOME && this.#settled > OUTWEIGH * this.#restless;
  }

  #move(key: string): void {
    const moves = (this.#moves.get(key) ?? 0) + 1;
    if (moves === 1 && this.#moves.size >= MOST) return;
    this.#moves.set(key, moves);
    if (moves === 1) this.#settled++;
    if (moves !== 2) return;
    this.#settled--;
    this.#restless++;
  }
}
