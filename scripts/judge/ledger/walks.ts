import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import type { PageRequest, Pager, Position } from '../../contract/pager.js';

/** Walks that may be open at once; beyond, the one that has waited longest is given up. */
const MOST_WALKS = 256;

/** Whole results that are kept. */
const MOST_RESULTS = 256;

/** Pages of one query, one after the other from the first page on. */
export interface Walk {
  readonly scope: string;
  /** Number of the exchange of the first page. */
  readonly since: number;
  /** The total that the first page states. */
  readonly total: number | undefined;
  /** Pages so far. */
  pages: number;
  /** Entries so far. */
  entries: number;
  /** Identities so far, in order; undefined where there are too many to be held. */
  keys: (string | undefined)[] | undefined;
  /** Where the next page begins: any of these positions. */
  next: readonly Position[];
}

/** One page of a walk. */
export interface Step {
  readonly walk: Walk;
  readonly isFirst: boolean;
  /** Behind this page there is nothing, by what the answer says. */
  readonly isLast: boolean;
  /** Entries on the pages before. */
  readonly start: number;
}

/** Everything that a query selects. */
export interface Result {
  readonly scope: string;
  /** Identities in their order; undefined for an entry without one. */
  readonly keys: readonly (string | undefined)[];
  /** Numbers of the exchanges of the first and the last page. */
  readonly since: number;
  readonly last: number;
  /** Stands for the identities in their order. */
  readonly digest: number;
}

/** Made once for each result that is compared: several rules ask for them. */
const keySets = new WeakMap<Result, ReadonlySet<string | undefined>>();

/** The identities of a result, without their order. */
export function keysOf(result: Result): ReadonlySet<string | undefined> {
  let keys = keySets.get(result);
  if (keys === undefined) {
    keys = new Set(result.keys);
    keySets.set(result, keys);
  }
  return keys;
}

/** A page as a walk sees it. */
export interface Page {
  readonly number: number;
  readonly request: JsonObject;
  readonly body: Json;
  readonly scope: string;
  readonly page: PageRequest;
  readonly items: readonly Json[];
  readonly keys: readonly (string | undefined)[];
  readonly total: number | undefined;
}

/** Where a walk may go on behind a page. */
function nextPositions(pager: Pager, page: PageRequest, body: Json, count: number): Position[] {
  const start = pager.startOf(page);
  if (start === undefined) return [pager.next(page, body)?.position];
  // A server that is not ready to serve the size that was asked for goes on behind what it served.
  const behind = count > 0 ? pager.at(start + count, page.size) : undefined;
  const isExact = behind !== undefined && pager.startOf(behind) === start + count;
  return [pager.after(page)?.position, ...(isExact ? [behind.position] : [])];
}

/** Follows walks from page to page, and keeps the whole results that they end in. */
export class Walks {
  readonly #pager: Pager;
  readonly #room: number;
  /** By scope and size, in the order in which they were last heard of. */
  readonly #open = new Map<string, Walk>();
  /** By scope, the latest two, in the order in which they were completed. */
  readonly #results = new Map<string, readonly Result[]>();
  #held = 0;
  /** True once a walk was given up, or a result let go, for want of room. */
  hasForgotten = false;

  /** @param room identities that are held in all */
  constructor(pager: Pager, room: number) {
    this.#pager = pager;
    this.#room = room;
  }

  /** The latest whole result of a scope. */
  latest(scope: string): Result | undefined {
    return this.#results.get(scope)?.at(-1);
  }

  /** Takes a page. */
  see(seen: Page): { readonly step: Step | undefined; readonly result: Result | undefined } {
    const { page, body, scope, items, keys, total, number } = seen;
    const pager = this.#pager;
    const key = `${page.size} ${scope}`;
    const isFirst = pager.isFirst(page);
    let walk = this.#open.get(key);
    if (!isFirst && (walk === undefined || !walk.next.includes(page.position)))
      return { step: undefined, result: undefined };
    if (isFirst || walk === undefined) {
      if (walk !== undefined) this.#drop(key, walk);
      walk = { scope, since: number, total, pages: 0, entries: 0, keys: [], next: [] };
    }
    const start = walk.entries;
    walk.pages++;
    walk.entries += items.length;
    walk.next = nextPositions(pager, page, body, items.length);
    this.#hold(walk, keys);
    this.#open.delete(key);
    this.#open.set(key, walk);
    const isCounted = total !== undefined && walk.entries >= total;
    const isLast = pager.hasRandomAccess
      ? items.length === 0 ||
        isCounted ||
        // A page that should be the last is that only if it is as full as it says.
        (pager.next(page, body) === undefined && (total === undefined || items.length === page.size))
      : pager.next(page, body) === undefined;
    const isWhole = isLast && (total === undefined || walk.entries === total);
    const result = isWhole ? this.#complete(walk, number) : undefined;
    if (isLast) this.#drop(key, walk);
    else if (this.#open.size > MOST_WALKS) this.#evict();
    return { step: { walk, isFirst, isLast, start }, result };
  }

  #hold(walk: Walk, keys: readonly (string | undefined)[]): void {
    if (walk.keys === undefined) return;
    if (this.#held + keys.length > this.#room) this.#forgetResults(keys.length);
    if (this.#held + keys.length > this.#room) {
      this.#held -= walk.keys.length;
      walk.keys = undefined;
      this.hasForgotten = true;
    } else {
      this.#held += keys.length;
      walk.keys.push(...keys);
    }
  }

  #complete(walk: Walk, number: number): Result | undefined {
    const { scope, keys, since } = walk;
    if (keys === undefined) return undefined;
    const result = {
      scope,
      keys: [...keys],
      since,
      last: number,
      digest: hashOf(...keys.map((key) => key ?? '\u0000')),
    };
    const former = this.#results.get(scope) ?? [];
    for (const dropped of former.slice(0, -1)) this.#held -= dropped.keys.length;
    this.#results.delete(scope);
    this.#results.set(scope, [...former.slice(-1), result]);
    this.#held += keys.length;
    if (this.#results.size > MOST_RESULTS) this.#forgetResults(0);
    return result;
  }

  /** Lets go of the results that have waited longest, until there is room for some more identities. */
  #forgetResults(more: number): void {
    for (const [oldest, results] of this.#results) {
      if (this.#results.size <= MOST_RESULTS && this.#held + more <= this.#room) return;
      this.#results.delete(oldest);
      this.hasForgotten = true;
      for (const dropped of results) this.#held -= dropped.keys.length;
    }
  }

  #drop(key: string, walk: Walk): void {
    this.#held -= walk.keys?.length ?? 0;
    this.#open.delete(key);
  }

  #evict(): void {
    const [oldest] = this.#open;
    if (oldest === undefined) return;
    this.#drop(...oldest);
    this.hasForgotten = true;
  }
}
