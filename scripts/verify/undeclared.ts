import type { Contract } from '../contract/contract.js';
import type { Json } from '../contract/json.js';
import { isObject, own } from '../contract/json.js';
import { formatPointer } from '../contract/pointer.js';
import { resolveSchema } from '../contract/schema-at.js';

/** A field that a body has and its schema does not declare. */
export interface Undeclared {
  /** JSON pointer. */
  readonly path: string;
  /** The same, with `*` for every index. */
  readonly pattern: string;
  readonly value: Json;
}

/** The fields of a successful body that the contract does not declare. Objects with free keys have none. */
export function undeclaredIn(body: Json, contract: Contract): Undeclared[] {
  const found: Undeclared[] = [];
  const visit = (value: Json, schema: Json | undefined, path: string, pattern: string) => {
    const resolved = resolveSchema(schema, contract.definitions);
    if (resolved === undefined) return;
    if (Array.isArray(value)) {
      const items = own(resolved, 'items');
      for (const [index, element] of value.entries()) visit(element, items, `${path}/${index}`, `${pattern}/*`);
      return;
    }
    const properties = own(resolved, 'properties');
    const isOpen = ['additionalProperties', 'allOf', 'anyOf', 'oneOf'].some((key) => own(resolved, key) !== undefined);
    if (!isObject(value) || !isObject(properties)) return;
    for (const [key, below] of Object.entries(value)) {
      const step = formatPointer([key]);
      const declared = own(properties, key);
      if (declared !== undefined) visit(below, declared, path + step, pattern + step);
      else if (!isOpen) found.push({ path: path + step, pattern: pattern + step, value: below });
    }
  };
  visit(body, contract.response.schema, '', '');
  return found;
}
