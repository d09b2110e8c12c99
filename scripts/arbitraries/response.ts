import * as fc from 'fast-check';
import type { Json, JsonObject } from '../base/json.js';
import { clone, setOwn } from '../base/json.js';
import { at, formatPointer, put } from '../base/pointer.js';
import type { Pagination } from '../contract/contract.js';
import { invariantsOf } from '../contract/invariants/index.js';
import type { Exchange, Invariant } from '../contract/invariants/invariant.js';
import { identityOf, type Step } from '../contract/invariants/sequence.js';
import { firstPosition, nextPosition, type PageRequest, startOf, windowOf } from '../contract/invariants/window.js';
import { successBody, successResponse } from '../contract/responses.js';
import { schemaAt } from '../contract/schema-at.js';
import type { DrawOptions } from './draw-context.js';
import { fromSchema, type SchemaPlace } from './from-schema.js';
import type { Drawable } from './request.js';

/** One item of the list that an operation answers with: it satisfies its schema and keeps the contract's links. */
export function itemArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<JsonObject> {
  const items = contract.pagination?.response.items ?? contract.lookup?.items;
  if (items === undefined)
    throw new Error(`${contract.id} answers with no list; its contract has no x-pagination or x-lookup`);
  const schema = schemaAt(successBody(contract).schema, contract.definitions, `${items}/*`) ?? {};
  const invariants = invariantsOf(contract);
  const shown = at(exampleOf(contract), `${items}/0`);
  return fromSchema(schema, contract.definitions, options, placeOf(contract, shown)).map((drawn) => {
    const body: JsonObject = {};
    put(body, items, [clone(drawn)]);
    repair(invariants, { response: body });
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
  const invariants = invariantsOf(contract);
  const { pagination } = contract;
  if (pagination === undefined) {
    return body.map((drawn) => {
      const exchange = { request: {}, response: clone(drawn) };
      repair(invariants, { response: exchange.response });
      return exchange;
    });
  }
  return fc
    .record({
      body,
      items: distinctItems(contract, pagination, options, 6),
      position: fc.integer({ min: 0, max: 5 }),
      spare: fc.integer({ min: 0, max: 5 }),
      more: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ body, items, position, spare, more }) => {
      const page: PageRequest = {
        position: firstPosition(pagination) + position,
        size: Math.max(1, items.length + spare),
      };
      const end = startOf(pagination, page) + items.length;
      // A full page may have others behind it, a short one is the last, and an empty one lies behind the end.
      const total = items.length === page.size ? end + more : items.length > 0 ? end : Math.min(more, end);
      return pageOf(pagination, invariants, body, items, page, total);
    });
}

/** Successful responses that keep every invariant of the contract that a single response can keep. */
export function responseArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<Json> {
  return exchangeArbitrary(contract, options).map(({ response }) => response);
}

/** All pages of one result, from the first to the one behind the end. */
export function walkArbitrary(contract: Drawable, options: DrawOptions = {}): fc.Arbitrary<Step[]> {
  const { pagination } = contract;
  if (pagination === undefined) throw new Error(`${contract.id} has no pages; its contract has no x-pagination`);
  const invariants = invariantsOf(contract);
  return fc
    .record({
      body: bodyArbitrary(contract, options),
      items: distinctItems(contract, pagination, options, 12),
      size: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ body, items, size }) => {
      const steps: Step[] = [];
      for (let position = firstPosition(pagination); ; ) {
        const page = { position, size };
        const { start, count } = windowOf(pagination, page, items.length);
        steps.push(pageOf(pagination, invariants, body, items.slice(start, start + count), page, items.length));
        if (count === 0) return steps;
        position = nextPosition(pagination, page);
      }
    });
}

function distinctItems(
  contract: Drawable,
  pagination: Pagination,
  options: DrawOptions,
  maxLength: number,
): fc.Arbitrary<JsonObject[]> {
  return fc.uniqueArray(itemArbitrary(contract, options), {
    maxLength,
    selector: (item) => identityOf(item, pagination.identity),
  });
}

function pageOf(
  pagination: Pagination,
  invariants: readonly Invariant[],
  template: Json,
  items: readonly JsonObject[],
  page: PageRequest,
  total: number,
): Step {
  const request: JsonObject = {};
  setOwn(request, pagination.request.position, page.position);
  setOwn(request, pagination.request.size, page.size);
  const response = clone(template);
  put(response, pagination.response.items, clone([...items]));
  put(response, pagination.response.total, total);
  repair(invariants, { request, response });
  return { request, response };
}

/** Mending one rule may break another, so the rules are mended in rounds; none of our contracts needs three. */
function repair(invariants: readonly Invariant[], exchange: Exchange): void {
  for (let round = 0; round < 5; round++) {
    for (const invariant of invariants) invariant.repair(exchange);
    if (invariants.every((invariant) => invariant.judge(exchange).length === 0)) return;
  }
}
