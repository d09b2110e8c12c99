import type { Json } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { pagerOf } from '../contract/pager.js';

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
  return pagerOf(contract)?.total(body);
}
