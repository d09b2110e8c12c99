import type { Json, JsonObject } from '../../base/json.js';
import { put, remove } from '../../base/pointer.js';
import type { Contract, Pagination } from '../../contract/contract.js';
import type { Position } from '../../contract/pager.js';
import { successBody } from '../../contract/responses.js';
import { isRequiredAt } from '../../contract/schema-at.js';
import { toBytes } from '../engine.js';

/** What is put into the places that a body leaves open. */
export interface Fillings {
  readonly requestId: string;
  readonly items: string;
  readonly position: Position;
  readonly size: number;
  readonly total: number;
  readonly count: number;
  /** What leads to the next page; undefined on the last one. */
  readonly next: Position;
}

type Slot = keyof Fillings;

/**
 * The text of a page's body with its variable places left open, so that writing a page is joining texts: the items,
 * the numbers of the page, what leads to the next one, the request's ID.
 */
export class PageBody {
  readonly #page: Template;
  /** Without what leads to a next page, where the contract lets that be absent. */
  readonly #lastPage: Template;

  /**
   * @param sample a successful body of the contract
   * @param requestId name of the body's property that holds the request's ID, if the protocol has one
   */
  constructor(contract: Contract, pagination: Pagination, sample: Json, requestId: string | undefined) {
    const body = sample as JsonObject;
    const { items, position, size, total, count, next } = pagination.response;
    const places: [Slot, string | undefined][] = Object.entries({ items, position, size, total, count, next }) as never;
    if (requestId !== undefined && Object.hasOwn(body, requestId)) places.push(['requestId', `/${requestId}`]);
    this.#page = templateOf(body, places);
    if (next === undefined || isRequiredAt(successBody(contract).schema, contract.definitions, next))
      this.#lastPage = this.#page;
    else {
      remove(body, next);
      this.#lastPage = templateOf(
        body,
        places.filter(([slot]) => slot !== 'next'),
      );
    }
  }

  /** The text of a page, as bytes; so are the items in it. */
  write(fillings: Fillings): string {
    const { texts, slots } = fillings.next === undefined ? this.#lastPage : this.#page;
    let text = texts[0] as string;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as Slot;
      text +=
        slot === 'items'
          ? `[${fillings.items}]`
          : slot === 'requestId'
            ? `"${fillings.requestId}"`
            : toBytes(JSON.stringify(fillings[slot] ?? ''));
      text += texts[index + 1];
    }
    return text;
  }
}

/** A text in parts, and what stands between them. */
interface Template {
  readonly texts: readonly string[];
  readonly slots: readonly Slot[];
}

/** Changes the body: its places get marks. */
function templateOf(body: JsonObject, places: readonly (readonly [Slot, string | undefined])[]): Template {
  const marks = new Map<string, Slot>();
  for (const [slot, pointer] of places) {
    if (pointer === undefined) continue;
    // JSON writes a private-use character as it is, and no drawn text has one.
    const mark = `\uf8ff${slot}\uf8ff`;
    put(body, pointer, mark);
    marks.set(JSON.stringify(mark), slot);
  }
  const parts = JSON.stringify(body).split(/("\uf8ff\w+\uf8ff")/);
  return {
    texts: parts.filter((_, index) => index % 2 === 0).map(toBytes),
    slots: parts.filter((_, index) => index % 2 === 1).map((mark) => marks.get(mark) as Slot),
  };
}
