import { hashOf } from '../base/hash.js';
import type { Json, JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import { reader } from '../base/pointer.js';
import type { Contract, Pagination } from './contract.js';
import { defaultOf } from './parameter-default.js';

/** Which page: its number, its offset, or the marker or token that leads to it; undefined leads to the first. */
export type Position = number | string | undefined;

/** What a request asks for. */
export interface PageRequest {
  readonly position: Position;
  /** Entries that the page has at most. */
  readonly size: number;
}

/** The stretch of a whole result that one page shows. */
export interface Window {
  /** Index of the first entry, from 0; may lie behind the end. */
  readonly start: number;
  /** Number of entries that the page shows. */
  readonly count: number;
}

/** A window, and what its response says of the next page. */
export interface Cut extends Window {
  /** The marker or token of the next page; undefined on the last page, and where pages are found by arithmetic. */
  readonly next: Position;
}

/** A whole result that pages are cut of. */
export interface Entries {
  readonly length: number;
  entry(index: number): Json;
  /** Index of the entry of which the value at a pointer is the given one; -1 where there is none. */
  find(pointer: string, value: Position): number;
}

/**
 * All that can be said of the pages of an operation. The only place that calculates with positions: everyone else asks
 * for a page, and for the next one.
 */
export interface Pager {
  /** Pages can be asked for in any order, since where they begin follows from their position. */
  readonly hasRandomAccess: boolean;
  /** Responses state how many entries the whole result has. */
  readonly hasTotal: boolean;
  /** The first page. */
  first(size: number): PageRequest;
  isFirst(page: PageRequest): boolean;
  /** The page that shows an entry (index from 0), as near to its beginning as can be; undefined without random access. */
  at(index: number, size: number): PageRequest | undefined;
  /** The last page of a result that has entries, as full as can be; undefined without random access. */
  last(total: number, size: number): PageRequest | undefined;
  /** The first page behind the end of a result; undefined without random access. */
  behind(total: number, size: number): PageRequest | undefined;
  /** The page after another, be it behind the end; undefined without random access. */
  after(page: PageRequest): PageRequest | undefined;
  /** The page after another, as the response of that one says; undefined where that was the last. */
  next(page: PageRequest, response: Json): PageRequest | undefined;
  /** Index of the first entry of a page, from 0; undefined without random access. */
  startOf(page: PageRequest): number | undefined;
  /** What a page shows of a result of `total` entries: a full page, fewer at the end, none behind it. */
  windowOf(page: PageRequest, total: number): Window | undefined;
  /**
   * What a page shows of a result, and what leads to the next; undefined where its marker or token means nothing, and of a
   * page before the first.
   */
  cut(page: PageRequest, entries: Entries): Cut | undefined;
  /** The request for a page: a query, with the parameters of the page. */
  request(page: PageRequest, query?: JsonObject): JsonObject;
  /** The page that a decoded request asks for, with defaults; undefined where a value is missing or no whole number. */
  requested(request: JsonObject): PageRequest | undefined;
  /** The entries that a response shows; none where it has no list. */
  items(response: Json): Json[];
  /** The total that a response states; undefined where it states no whole number. */
  total(response: Json): number | undefined;
}

/** How positions are calculated where that can be done. */
interface Arithmetic {
  readonly first: number;
  startOf(position: number, size: number): number;
  /** The position of the page that shows an entry. */
  at(index: number, size: number): number;
  last(total: number, size: number): number;
  behind(total: number, size: number): number;
}

/**
 * The pager of an operation.
 *
 * @returns undefined where the contract says nothing of pages.
 */
export function pagerOf(contract: Pick<Contract, 'pagination' | 'parameters' | 'definitions'>): Pager | undefined {
  const { pagination } = contract;
  if (pagination === undefined) return undefined;
  const { request: names, response: places } = pagination;
  const readItems = reader(places.items);
  const readTotal = places.total === undefined ? undefined : reader(places.total);
  const defaults = {
    position: defaultOf(contract, names.position),
    size: defaultOf(contract, names.size),
  };
  const items = (response: Json): Json[] => {
    const list = readItems(response);
    return Array.isArray(list) ? list : [];
  };
  const total = (response: Json): number | undefined => {
    const stated = readTotal?.(response);
    return isWhole(stated) ? stated : undefined;
  };
  const arithmetic = arithmeticOf(pagination);
  const shared = {
    hasTotal: readTotal !== undefined,
    items,
    total,
    request: ({ position, size }: PageRequest, query: JsonObject = {}): JsonObject => {
      const request = { ...query };
      if (position !== undefined) setOwn(request, names.position, position);
      else delete request[names.position];
      setOwn(request, names.size, size);
      return request;
    },
  };
  const sizeOf = (request: JsonObject) => own(request, names.size) ?? defaults.size;
  if (arithmetic !== undefined) {
    return {
      ...shared,
      ...byArithmetic(arithmetic, shared),
      requested: (request) => {
        const position = own(request, names.position) ?? defaults.position;
        const size = sizeOf(request);
        return isWhole(position) && isWhole(size) ? { position, size } : undefined;
      },
    };
  }
  return {
    ...shared,
    ...byLead(pagination, items),
    requested: (request) => {
      const position = own(request, names.position) ?? defaults.position;
      const size = sizeOf(request);
      return isWhole(size) ? { position: leadOf(position), size } : undefined;
    },
  };
}

function arithmeticOf({ style, first = 1 }: Pagination): Arithmetic | undefined {
  if (style === 'page') {
    return {
      first,
      startOf: (position, size) => (position - first) * size,
      at: (index, size) => first + Math.floor(index / size),
      last: (total, size) => first + Math.floor((total - 1) / size),
      behind: (total, size) => first + Math.ceil(total / size),
    };
  }
  if (style === 'offset') {
    return {
      first: 0,
      startOf: (position) => position,
      at: (index) => index,
      last: (total, size) => Math.max(0, total - size),
      behind: (total) => total,
    };
  }
  return undefined;
}

type Motion = Omit<Pager, 'hasTotal' | 'items' | 'total' | 'request' | 'requested'>;

/** Pages by number or offset. */
function byArithmetic(
  { first, startOf, at, last, behind }: Arithmetic,
  { items, total }: Pick<Pager, 'items' | 'total'>,
): Motion {
  const start = ({ position, size }: PageRequest) => startOf(position as number, size);
  const windowOf = (page: PageRequest, length: number): Window => ({
    start: start(page),
    count: Math.max(0, Math.min(page.size, length - start(page))),
  });
  const after = (page: PageRequest): PageRequest => ({
    position: at(start(page) + page.size, page.size),
    size: page.size,
  });
  return {
    hasRandomAccess: true,
    first: (size) => ({ position: first, size }),
    isFirst: ({ position }) => position === first,
    at: (index, size) => ({ position: at(index, size), size }),
    last: (length, size) => ({ position: last(length, size), size }),
    behind: (length, size) => ({ position: behind(length, size), size }),
    after,
    next: (page, response) => {
      const stated = total(response);
      const isLast = stated === undefined ? items(response).length < page.size : start(page) + page.size >= stated;
      return isLast ? undefined : after(page);
    },
    startOf: start,
    windowOf,
    cut: (page, entries) => (start(page) < 0 ? undefined : { ...windowOf(page, entries.length), next: undefined }),
  };
}

/** Pages by what leads to them: a marker, which is a value of the last entry before them, or a token of the server. */
function byLead(pagination: Pagination, items: (response: Json) => Json[]): Motion {
  const { style, response: places } = pagination;
  const marker = style === 'marker' ? markerOf(pagination) : undefined;
  const readMarker = marker === undefined ? undefined : reader(marker);
  const readNext = places.next === undefined ? undefined : reader(places.next);
  const nowhere = () => undefined;

  const startAfter = (position: Position, entries: Entries): number | undefined => {
    if (position === undefined) return 0;
    if (marker === undefined) return startOfToken(position, entries.length);
    const index = entries.find(marker, position);
    return index < 0 ? undefined : index + 1;
  };
  return {
    hasRandomAccess: false,
    first: (size) => ({ position: undefined, size }),
    isFirst: ({ position }) => position === undefined,
    at: nowhere,
    last: nowhere,
    behind: nowhere,
    after: nowhere,
    startOf: nowhere,
    windowOf: nowhere,
    next: ({ size }, response) => {
      const shown = items(response);
      const position =
        readNext !== undefined
          ? leadOf(readNext(response))
          : // Without a word about the next page, a page that is not full is the last one.
            shown.length < size
            ? undefined
            : leadOf(readMarker?.(shown.at(-1) as Json));
      return position === undefined ? undefined : { position, size };
    },
    cut: ({ position, size }, entries) => {
      const start = startAfter(position, entries);
      if (start === undefined) return undefined;
      const count = Math.max(0, Math.min(size, entries.length - start));
      const end = start + count;
      if (end >= entries.length || count === 0) return { start, count, next: undefined };
      const next = readMarker === undefined ? tokenOf(end) : leadOf(readMarker(entries.entry(end - 1)));
      return { start, count, next };
    },
  };
}

/** Pointer into an item: where its marker stands, which is its identity where the contract does not say. */
export function markerOf({ marker, identity }: Pick<Pagination, 'marker' | 'identity'>): string | undefined {
  return marker ?? identity[0];
}

/** A marker or token; none of them is the same as an empty one. */
function leadOf(value: Json | undefined): Position {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}

/** The token of the page that begins at an index. Whoever makes one up is told so: it carries a sum of itself. */
function tokenOf(start: number): string {
  const text = start.toString(36);
  return `${text}.${(hashOf('page token', text) % 36 ** 4).toString(36).padStart(4, '0')}`;
}

function startOfToken(token: Position, length: number): number | undefined {
  const start = Number.parseInt(String(token), 36);
  return Number.isSafeInteger(start) && start >= 0 && start <= length && tokenOf(start) === token ? start : undefined;
}

function isWhole(value: Json | undefined): value is number {
  return Number.isSafeInteger(value);
}

/** A list as a result that pages are cut of. */
export function entriesOf(list: readonly Json[]): Entries {
  return {
    length: list.length,
    entry: (index) => list[index] as Json,
    find: (pointer, value) => {
      const read = reader(pointer);
      return list.findIndex((entry) => read(entry) === value);
    },
  };
}
