import type { Seen } from '../ledger/seen.js';

/** Pages on which an entry stood twice, so that it is no accident. */
const OFTEN = 10;

/** Of all pages at one place of their walks, so many in a hundred. */
const NEARLY_ALL = 90;

/** Times as many as the data can account for. */
const BEYOND = 3;

/** How often pages at one place of a walk repeat an entry, and how many requests lay between each and the one before. */
interface Place {
  pages: number;
  repeating: number;
  requests: number;
}

/**
 * Tells pages that shift from data that do. An entry that comes in while a walk is under way moves another one onto the
 * next page, once; that takes as many moves as there are such pages, at any time that lies between two of them. A server
 * that always begins a page too early does so however little moves.
 */
export class OverlapRate {
  readonly #places = new Map<number, Place>();
  #exchanges = 0;
  #moves = 0;
  #isKnown = false;

  /** Takes an exchange. @param isKnown everything was read by now, so that an entry which is new later has come in */
  see({ sightings }: Pick<Seen, 'sightings'>, isKnown: boolean): void {
    this.#exchanges++;
    for (const sighting of sightings) if (sighting !== 'same' && (sighting !== 'new' || this.#isKnown)) this.#moves++;
    this.#isKnown = isKnown;
  }

  /**
   * Takes a page that follows another one of its walk.
   *
   * @param place which page of the walk it is
   * @param requests how many lay between the two, the later one counted
   * @returns whether it repeats an entry that no move of the data accounts for
   */
  page(place: number, requests: number, isRepeating: boolean): boolean {
    const here = this.#places.get(place) ?? { pages: 0, repeating: 0, requests: 0 };
    this.#places.set(place, here);
    here.pages++;
    here.requests += requests;
    if (!isRepeating) return false;
    here.repeating++;
    const moved = (here.requests * this.#moves) / this.#exchanges;
    return here.repeating > OFTEN + BEYOND * moved && here.repeating * 100 >= here.pages * NEARLY_ALL;
  }
}
