import type { Json, JsonObject } from '../../base/json.js';
import { put } from '../../base/pointer.js';
import type { Pagination } from '../../contract/contract.js';
import { toBytes } from '../engine.js';

/** What is put into the places that a body leaves open. */
export interface Fillings {
  readonly requestId: string;
  readonly items: string;
  readonly position: number;
  readonly size: number;
  readonly total: number;
  readonly count: number;
}

type Slot = keyof Fillings;

/**
 * The text of a page's body with its variable places left open, so that writing a page is joining texts: the items,
 * the numbers of the page, the request's ID.
 */
export class PageBody {
  readonly #texts: readonly string[];
  readonly #slots: readonly Slot[];

  /**
   * @param sample a successful body of the contract
   * @param requestId name of the body's property that holds the request's ID, if the protocol has one
   */
  constructor(pagination: Pagination, sample: Json, requestId: string | undefined) {
    const body = sample as JsonObject;
    const marks = new Map<string, Slot>();
    const open = (pointer: string | undefined, slot: Slot) => {
      if (pointer === undefined) return;
      // JSON writes a private-use character as it is, and no drawn text has one.
      const mark = `\uf8ff${slot}\uf8ff`;
      put(body, pointer, mark);
      marks.set(JSON.stringify(mark), slot);
    };
    const { response } = pagination;
    open(response.items, 'items');
    open(response.position, 'position');
    open(response.size, 'size');
    open(response.total, 'total');
    open(response.count, 'count');
    if (requestId !== undefined && Object.hasOwn(body, requestId)) open(`/${requestId}`, 'requestId');
    const parts = JSON.stringify(body).split(/("\uf8ff\w+\uf8ff")/);
    this.#texts = parts.filter((_, index) => index % 2 === 0).map(toBytes);
    this.#slots = parts.filter((_, index) => index % 2 === 1).map((mark) => marks.get(mark) as Slot);
  }

  /** The text of a page, as bytes; so are the items in it. */
  write(fillings: Fillings): string {
    let text = this.#texts[0] as string;
    for (let index = 0; index < this.#slots.length; index++) {
      const slot = this.#slots[index] as Slot;
      text +=
        slot === 'items'
          ? `[${fillings.items}]`
          : slot === 'requestId'
            ? `"${fillings.requestId}"`
            : String(fillings[slot]);
      text += this.#texts[index + 1];
    }
    return text;
  }
}
