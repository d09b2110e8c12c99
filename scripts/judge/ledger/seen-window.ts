import { hashOf } from '../../base/hash.js';

/** Texts that are remembered at most: a power of two. At 8 bytes each, 2 MiB. */
const MOST_PLACES = 1 << 18;
/** Places to begin with: most of those who judge see a few calls, and there are many of them. */
const FIRST_PLACES = 1 << 8;
/** Places of one text. With few, texts would push each other out while nearly all places are free. */
const WAYS = 4;

/**
 * Tells texts that came before, in bounded memory: each text has a few places, and where all are taken and there may be
 * no more, one of those that are there is forgotten. So a repetition may be missed; nothing is taken for one that is
 * none (but for {@link hashOf}).
 */
export class SeenWindow {
  #places = new Float64Array(FIRST_PLACES);

  /** Whether the text came before; remembers it. */
  add(text: string): boolean {
    const hash = hashOf(text) + 1;
    let place = this.#placeOf(hash);
    while (place === undefined && this.#places.length < MOST_PLACES) {
      this.#grow();
      place = this.#placeOf(hash);
    }
    if (place === undefined) {
      place = this.#firstOf(hash);
      this.#places.copyWithin(place + 1, place, place + WAYS - 1);
    }
    if (this.#places[place] === hash) return true;
    this.#places[place] = hash;
    return false;
  }

  #firstOf(hash: number): number {
    // Its lower half is enough, and integers of 32 bits are quicker to divide.
    return ((hash >>> 0) % (this.#places.length / WAYS)) * WAYS;
  }

  /** Where a hash is, or where there is room for it; undefined where there is none. */
  #placeOf(hash: number): number | undefined {
    const first = this.#firstOf(hash);
    for (let place = first; place < first + WAYS; place++) {
      const before = this.#places[place];
      if (before === hash || before === 0) return place;
    }
    return undefined;
  }

  /** Twice the places: those who shared some are divided between them and as many new ones, so that all find room. */
  #grow(): void {
    const before = this.#places;
    this.#places = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.#places[this.#placeOf(hash) as number] = hash;
  }
}
