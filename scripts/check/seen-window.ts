import { hashOf } from '../base/hash.js';

/** Texts that are remembered: a power of two. At 8 bytes each, 2 MiB. */
const PLACES = 1 << 18;
/** Places of one text. With few, texts would push each other out while nearly all places are free. */
const WAYS = 4;

/**
 * Tells texts that came before, in constant memory: each text has a few places, and where all are taken one of those
 * that are there is forgotten. So a repetition may be missed; nothing is taken for one that is none (but for
 * {@link hashOf}).
 */
export class SeenWindow {
  #places: Float64Array | undefined;
  /** True once a text was forgotten. */
  hasForgotten = false;

  /** Whether the text came before; remembers it. */
  add(text: string): boolean {
    this.#places ??= new Float64Array(PLACES);
    const hash = hashOf(text) + 1;
    const first = (hash % (PLACES / WAYS)) * WAYS;
    for (let place = first; place < first + WAYS; place++) {
      const before = this.#places[place];
      if (before === hash) return true;
      if (before === 0) {
        this.#places[place] = hash;
        return false;
      }
    }
    this.hasForgotten = true;
    this.#places.copyWithin(first + 1, first, first + WAYS - 1);
    this.#places[first] = hash;
    return false;
  }
}
