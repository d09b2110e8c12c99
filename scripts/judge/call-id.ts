import { isObject, own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { successBody } from '../contract/responses.js';
import { resolveSchema } from '../contract/schema-at.js';

/** Where a successful body names the call: the property that the spec marks with `x-unique-per-call`. */
export function callIdPointer({ responses, definitions }: Contract): string | undefined {
  const properties = own(resolveSchema(successBody({ responses }).schema, definitions), 'properties');
  for (const [name, schema] of Object.entries(isObject(properties) ? properties : {})) {
    if (own(resolveSchema(schema, definitions), 'x-unique-per-call') === true) return formatPointer([name]);
  }
  return undefined;
}
