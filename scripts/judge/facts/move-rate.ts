import type { Seen } from '../ledger/seen.js';

/** Pages that are wrong, so that it is no accident. */
const OFTEN = 10;

/** Of all pages at one place of their walks, so many in a hundred. */
const NEARLY_ALL = 90;

/** Times as many as the data can account for. */
const BEYOND = 3;

/** How often pages at one place of a walk are wrong, and how many requests lay between what each is compared with and it. */
interface Place {
  pages: number;
  wrong: number;
  requests: number;
}

/**
 * Tells pages that shift from data that do. An entry that comes or goes while a walk is under way moves another one to the
 * next page or the one before, once; that takes as many moves as there are such pages, at any time that lies between two
 * of them. A server that always begins a page too early or too late does so however little moves.
 */
export class MoveRate {
  readonly #places = new Map<number, Place>();
  #exchanges = 0;
  #moves = 0;
  /** Entries that came in since the total was stated last. */
  #came = 0;
  #total: number | undefined;
  #isKnown = false;

  /** Takes an exchange. @param isKnown everything was read by now, so that an entry which is new later has come in */
  see({ sightings, isEverything, total }: Seen, isKnown: boolean): void {
    this.#exchanges++;
    for (const sighting of sightings) {
      if (sighting === 'new') this.#came += this.#isKnown ? 1 : 0;
      else if (sighting !== 'same') this.#moves++;
    }
    this.#isKnown = isKnown;
    if (!isEverything || total === undefined) return;
    // What goes is seen nowhere but in the total: it does not grow by all that came.
    const went = (this.#total ?? total) + this.#came - total;
    this.#moves += this.#came + Math.max(0, went);
    this.#came = 0;
    this.#total = total;
  }

  /**
   * Takes a page that is compared with another one of its walk.
   *
   * @param place which page of the walk it is
   * @param requests how many lay between the two, the later one counted
   * @returns whether it is wrong, and no move of the data accounts for that
   */
  isBeyond(place: number, requests: number, isWrong: boolean): boolean {
    const here = this.#places.get(place) ?? { pages: 0, wrong: 0, requests: 0 };
    this.#places.set(place, here);
    here.pages++;
    here.requests += requests;
    if (!isWrong || !this.#isKnown) return false;
    here.wrong++;
    const moved = (here.requests * this.#moves) / this.#exchanges;
    return here.wrong > OFTEN + BEYOND * moved && here.wrong * 100 >= here.pages * NEARLY_ALL;
  }
}
