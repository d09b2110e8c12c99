import * as fc from 'fast-check';
import type { Json, JsonObject } from '../base/json.js';
import { clone } from '../base/json.js';
import { at, formatPointer, put, remove } from '../base/pointer.js';
import type { Pagination } from '../contract/contract.js';
import {
  type Cut,
  type Entries,
  entriesOf,
  markerOf,
  type PageRequest,
  type Pager,
  type Position,
  pagerOf,
} from '../contract/pager.js';
import { successBody, successResponse } from '../contract/responses.js';
import { isRequiredAt, schemaAt } from '../contract/schema-at.js';
import { identifier } from '../judge/identity.js';
import { repairsOf } from '../judge/repairs.js';
import { inDefaultOrder } from '../judge/rules/sort.js';
import type { DrawOptions } from './draw-context.js';
import { fromSchema, type SchemaPlace } from './from-schema.js';
import type { Drawable } from './request.js';

/** One page of a walk. */
export interface Step {
  readonly request: JsonObject;
  readonly response: Json;
}

/** One item of the list that an operation answers with: it satisfies its schema and keeps the contract's links. */
export function itemArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<JsonObject> {
  const items = contract.pagination?.response.items ?? contract.lookup?.items;
  if (items === undefined)
    throw new Error(`${contract.id} answers with no list; its contract has no x-pagination or x-lookup`);
  const schema = schemaAt(successBody(contract).schema, contract.definitions, `${items}/*`) ?? {};
  const repair = repairsOf(contract);
  const shown = at(exampleOf(contract), `${items}/0`);
  return fromSchema(schema, contract.definitions, options, placeOf(contract, shown)).map((drawn) => {
    const body: JsonObject = {};
    put(body, items, [clone(drawn)]);
    repair(body);
    return at(body, `${items}/0`) as JsonObject;
  });
}

/** The first example of a contract's successful response. */
function exampleOf(contract: Drawable): Json | undefined {
  return Object.values(successBody(contract).examples)[0]?.value;
}

function placeOf(contract: Drawable, example: Json | undefined): SchemaPlace {
  const { origins = {} } = contract;
  const { status } = successResponse(contract);
  const content = formatPointer([successBody(contract).mediaType]);
  return { pointer: `/responses/${status}/content${content}/schema`, origins, example };
}

function bodyArbitrary(contract: Drawable, options: DrawOptions): fc.Arbitrary<Json> {
  return fromSchema(
    successBody(contract).schema,
    contract.definitions,
    options,
    placeOf(contract, exampleOf(contract)),
  );
}

/** A successful response that keeps every invariant, with the request for its page where the operation has pages. */
export function exchangeArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<Step> {
  const body = bodyArbitrary(contract, options);
  const repair = repairsOf(contract);
  const paging = pagingOf(contract);
  if (paging === undefined) {
    return body.map((drawn) => {
      const exchange = { request: {}, response: clone(drawn) };
      repair(exchange.response);
      return exchange;
    });
  }
  const { pager } = paging;
  return fc
    .record({
      body,
      items: distinctItems(contract, paging, options, 6),
      start: fc.integer({ min: 0, max: 30 }),
      spare: fc.integer({ min: 0, max: 5 }),
      more: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ body, items, start, spare, more }) => {
      const size = Math.max(1, items.length + spare);
      const page = pager.at(start, size) ?? pager.first(size);
      const end = (pager.startOf(page) ?? 0) + items.length;
      // A full page may have others behind it, a short one is the last, and an empty one lies behind the end.
      const total = items.length === size ? end + more : items.length > 0 || end === 0 ? end : Math.min(more, end);
      const whole: Entries = { ...entriesOf(items), length: total };
      return pageOf(paging, repair, body, items, page, total, pager.cut(page, whole)?.next);
    });
}

/** Successful responses that keep every invariant of the contract that a single response can keep. */
export function responseArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<Json> {
  return exchangeArbitrary(contract, options).map(({ response }) => response);
}

/** All pages of one result: from the first to the one behind the end where that can be asked for, else to the last. */
export function walkArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<Step[]> {
  const paging = pagingOf(contract);
  if (paging === undefined) throw new Error(`${contract.id} has no pages; its contract has no x-pagination`);
  const { pager } = paging;
  const repair = repairsOf(contract);
  return fc
    .record({
      body: bodyArbitrary(contract, options),
      items: distinctItems(contract, paging, options, 12),
      size: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ body, items, size }) => {
      const steps: Step[] = [];
      for (let page: PageRequest | undefined = pager.first(size); page !== undefined; ) {
        const { start, count, next } = pager.cut(page, entriesOf(items)) as Cut;
        const shown = items.slice(start, start + count);
        const step = pageOf(paging, repair, body, shown, page, items.length, next);
        steps.push(step);
        if (count === 0) break;
        page = pager.after(page) ?? pager.next(page, step.response);
      }
      return steps;
    });
}

/** What is needed to draw pages. */
interface Paging {
  readonly pagination: Pagination;
  readonly pager: Pager;
  /** Responses always say what leads to the next page: an empty text where nothing does. */
  readonly needsNext: boolean;
}

function pagingOf(contract: Drawable): Paging | undefined {
  const pager = pagerOf(contract);
  const { pagination } = contract;
  if (pagination === undefined || pager === undefined) return undefined;
  const { next } = pagination.response;
  const needsNext = next !== undefined && isRequiredAt(successBody(contract).schema, contract.definitions, next);
  return { pagination, pager, needsNext };
}

function distinctItems(
  contract: Drawable,
  { pagination }: Paging,
  options: DrawOptions,
  maxLength: number,
): fc.Arbitrary<JsonObject[]> {
  const marker = pagination.style === 'marker' ? markerOf(pagination) : undefined;
  const item = itemArbitrary(contract, options);
  const identify = identifier(pagination.identity);
  const drawn = fc.uniqueArray(marker === undefined ? item : item.filter((one) => isMarker(at(one, marker))), {
    maxLength,
    selector: (one) => (marker === undefined ? identify(one) : String(at(one, marker))),
  });
  return drawn.map((items) => inDefaultOrder(contract, items));
}

/** Whether a value can lead to the page behind it. */
function isMarker(value: Json | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function pageOf(
  paging: Paging,
  repair: ReturnType<typeof repairsOf>,
  template: Json,
  items: readonly JsonObject[],
  page: PageRequest,
  total: number,
  next: Position,
): Step {
  const { pagination, pager } = paging;
  const request = pager.request(page);
  const response = clone(template);
  const places = pagination.response;
  put(response, places.items, clone([...items]));
  if (places.total !== undefined) put(response, places.total, total);
  if (places.next !== undefined) {
    if (next === undefined && !paging.needsNext) remove(response, places.next);
    else put(response, places.next, next ?? '');
  }
  repair(response, request);
  return { request, response };
}
