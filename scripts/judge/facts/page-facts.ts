import { type Json, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract, Pagination } from '../../contract/contract.js';
import { type Pager, pagerOf } from '../../contract/pager.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Seen } from '../ledger/seen.js';
import type { Meaning } from '../readings/read-as.js';

/** What a page is by its request and its answer, as one meaning of the contract has it. */
export interface PageFacts {
  /** As asked for, defaults filled in; undefined where the request is not known and the answer does not say. */
  readonly position: number | undefined;
  readonly size: number | undefined;
  /** The size that the server was ready to serve. */
  readonly effective: number | undefined;
  /** Entries before this page. */
  readonly start: number | undefined;
  readonly total: number | undefined;
}

/** Reads what an exchange is as a page; undefined where it is none. It is told of all exchanges, in their order. */
export type ReadPage = (seen: Seen) => PageFacts | undefined;

/** By what they depend on of the meaning, the readers of each run. */
const readers = new WeakMap<Ledger, Map<string, PageReader>>();

/** The reader of a run for a meaning: a dozen rules ask it, in a dozen meanings, of the same exchange. */
export function pageReader(ledger: Ledger, meaning: Paged): ReadPage {
  const mine = readers.get(ledger) ?? new Map<string, PageReader>();
  readers.set(ledger, mine);
  const key = `${mayClamp(meaning)} ${largestShown(meaning.contract)}`;
  const reader = mine.get(key) ?? new PageReader(meaning);
  mine.set(key, reader);
  return (seen) => reader.read(seen);
}

function mayClamp({ behaviour }: Meaning): boolean {
  return behaviour.oversize === 'clamped';
}

/** Reads what pages are, and finds out on the way above which size a server clamps, if the meaning is that it may. */
class PageReader {
  readonly #pagination: Pagination;
  readonly #meaning: Meaning;
  readonly #pager: Pager;
  #cap = Number.POSITIVE_INFINITY;
  #honoured: number;
  #latest: { readonly seen: Seen; readonly facts: PageFacts | undefined } | undefined;

  constructor(meaning: Paged) {
    this.#meaning = meaning;
    this.#pager = meaning.pager;
    this.#pagination = meaning.contract.pagination;
    this.#honoured = largestShown(meaning.contract);
  }

  read(seen: Seen): PageFacts | undefined {
    if (this.#latest?.seen !== seen) this.#latest = { seen, facts: this.#factsOf(seen) };
    return this.#latest.facts;
  }

  #factsOf({ isSuccess, request, body, items, total }: Seen): PageFacts | undefined {
    if (!isSuccess || body === undefined) return undefined;
    const { request: names, response } = this.#pagination;
    const echoed = (part: 'position' | 'size') => {
      const pointer = response[part];
      return pointer === undefined ? undefined : wholeNumber(at(body, pointer));
    };
    const first = this.#pager.first(1).position;
    const asked = (part: 'position' | 'size') => {
      const given = request === undefined ? undefined : own(request, names[part]);
      // What is left out is what the answer says of itself; whether that is the default is another rule's.
      const usual = part === 'position' ? first : undefined;
      return wholeNumber(given ?? echoed(part) ?? (request === undefined ? undefined : usual));
    };
    const size = asked('size');
    if (!this.#pager.hasRandomAccess)
      return { position: undefined, size, effective: undefined, start: undefined, total };
    const position = asked('position');
    // What a page before the first one is, no page says.
    if (position === undefined || size === undefined || size < 1 || position < (first as number))
      return { position, size, effective: undefined, start: undefined, total };
    const isFirst = position === first;
    const effective = this.#effective(size, echoed('size'), items.length, isFirst ? total : undefined);
    return { position, size, effective, start: this.#pager.startOf({ position, size: effective }), total };
  }

  #effective(size: number, echoed: number | undefined, count: number, total: number | undefined): number {
    if (!mayClamp(this.#meaning)) return size;
    if (count >= size) this.#honoured = Math.max(this.#honoured, size);
    if (this.#cap === Number.POSITIVE_INFINITY) {
      const said = echoed !== undefined && echoed < size ? echoed : undefined;
      const shown = said ?? (total !== undefined && count < Math.min(size, total) ? count : undefined);
      // No less than the page shows, and than was served before.
      if (shown !== undefined && shown >= this.#honoured) this.#cap = shown;
    }
    return Math.min(size, this.#cap);
  }
}

/** The largest page size that the page itself shows: every server has to be ready for that. */
function largestShown(contract: Contract): number {
  const { pagination, parameters } = contract;
  const size = parameters.find(({ name }) => name === pagination?.request.size);
  const shown = [...(size?.examples ?? []), size && own(size.schema, 'default'), 1];
  return Math.max(...shown.map((value) => wholeNumber(value) ?? 1));
}

/** A value that is a whole number; undefined for any other. */
export function wholeNumber(value: Json | undefined): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** The meaning of a contract with pages. */
export interface Paged extends Meaning {
  readonly contract: Contract & { readonly pagination: Pagination };
  readonly pager: Pager;
}

/** Made once for each meaning: a dozen rules ask for it, in hundreds of meanings of one contract. */
const paged = new WeakMap<Meaning, Paged | undefined>();

/** The meaning of a contract with pages; undefined for others. */
export function withPages(meaning: Meaning): Paged | undefined {
  if (!paged.has(meaning)) paged.set(meaning, pagedOf(meaning));
  return paged.get(meaning);
}

function pagedOf(meaning: Meaning): Paged | undefined {
  const { pagination } = meaning.contract;
  const pager = pagerOf(meaning.contract);
  if (pagination === undefined || pager === undefined) return undefined;
  return { ...meaning, contract: { ...meaning.contract, pagination }, pager };
}

/**
 * The meaning of a contract whose pages state the total, with its place; where pages begin follows from their position.
 * Undefined for others.
 */
export function withWindows(meaning: Meaning): (Paged & { readonly total: string }) | undefined {
  const paged = withPages(meaning);
  const total = paged?.contract.pagination.response.total;
  return paged === undefined || total === undefined || !paged.pager.hasRandomAccess ? undefined : { ...paged, total };
}
