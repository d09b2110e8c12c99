import { hashOf } from './hash.js';

/** Texts that are remembered at least: a power of two. At 8 bytes each, 2 MiB. */
const PLACES = 1 << 18;

/**
 * Tells texts that came before, in constant memory: of two texts that fall on one place, only the later one is
 * remembered. So a repetition may be missed; nothing is taken for one that is none (but for {@link hashOf}).
 */
export class SeenWindow {
  #places: Float64Array | undefined;
  /** True once a text was forgotten. */
  hasForgotten = false;

  /** Whether the text came before; remembers it. */
  add(text: string): boolean {
    this.#places ??= new Float64Array(PLACES);
    const hash = hashOf(text) + 1;
    const place = hash % PLACES;
    const before = this.#places[place];
    if (before === hash) return true;
    if (before !== 0) this.hasForgotten = true;
    this.#places[place] = hash;
    return false;
  }
}
