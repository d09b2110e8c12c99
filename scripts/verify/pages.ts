import type { Json, JsonObject } from '../base/json.js';
import { setOwn } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract, Pagination } from '../contract/contract.js';
import type { PageRequest } from '../contract/invariants/window.js';

/** The request for one page; what it selects by, and the order, come from `filters`. */
export function pageRequest(pagination: Pagination, filters: JsonObject, { position, size }: PageRequest): JsonObject {
  const request: JsonObject = { ...filters };
  setOwn(request, pagination.request.position, position);
  setOwn(request, pagination.request.size, size);
  return request;
}

/** Where the items of an operation's answer stand; undefined where it answers with no list. */
export function itemsPointer(contract: Contract): string | undefined {
  return contract.pagination?.response.items ?? contract.lookup?.items;
}

/** Pointers into an item that tell it from others. */
export function identityFields(contract: Contract): readonly string[] {
  return contract.pagination?.identity ?? contract.lookup?.identity ?? [];
}

/** The items of a successful body; none where there is no list. */
export function itemsOf(contract: Contract, body: Json): Json[] {
  const pointer = itemsPointer(contract);
  const items = pointer === undefined ? undefined : at(body, pointer);
  return Array.isArray(items) ? items : [];
}

/** The total that a successful body states; undefined where it states no number. */
export function totalOf(contract: Contract, body: Json): number | undefined {
  const total = contract.pagination && at(body, contract.pagination.response.total);
  return typeof total === 'number' ? total : undefined;
}
