import type { JsonObject } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { schemaAt } from '../../contract/schema-at.js';

/** An order to ask for; what is left out is left to the server. */
export interface Order {
  readonly by?: string;
  readonly direction?: string;
}

/** The values of the parameter that chooses the direction, the default last. */
export function directionsOf(contract: Contract): string[] {
  const { sort } = contract;
  if (sort === undefined) return [];
  const values = own(schemaAt(contract.request, contract.definitions, `/${sort.direction}`), 'enum');
  const texts = Array.isArray(values) ? values.map(String) : ['asc', sort.default.direction];
  return texts.sort((a, b) => Number(a === sort.default.direction) - Number(b === sort.default.direction));
}

/** The filters of a collection with an order. */
export function inOrder(contract: Contract, base: JsonObject, { by, direction }: Order): JsonObject {
  const request = { ...base };
  if (contract.sort !== undefined && by !== undefined) setOwn(request, contract.sort.by, by);
  if (contract.sort !== undefined && direction !== undefined) setOwn(request, contract.sort.direction, direction);
  return request;
}
