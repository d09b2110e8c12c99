import type { Json, JsonObject } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { schemaAt } from '../../contract/schema-at.js';

/** An order to ask for; what is left out is left to the server. */
export interface Order {
  readonly by?: string;
  readonly direction?: Json;
}

/** The values of the parameter that chooses the direction, the default last. */
export function directionsOf(contract: Contract): Json[] {
  const { sort } = contract;
  if (sort === undefined) return [];
  const values = own(schemaAt(contract.request, contract.definitions, `/${sort.direction}`), 'enum');
  const names: Json[] = Array.isArray(values) ? [...values] : [...new Set(['asc', sort.default.direction])];
  const isDefault = (name: Json) => Number(String(name) === sort.default.direction);
  return names.sort((a, b) => isDefault(a) - isDefault(b));
}

/** The filters of a collection with an order. */
export function inOrder(contract: Contract, base: JsonObject, { by, direction }: Order): JsonObject {
  const request = { ...base };
  if (contract.sort !== undefined && by !== undefined) setOwn(request, contract.sort.by, by);
  if (contract.sort !== undefined && direction !== undefined) setOwn(request, contract.sort.direction, direction);
  return request;
}
