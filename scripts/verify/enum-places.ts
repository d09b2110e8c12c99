import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { successBody } from '../contract/responses.js';
import { resolveSchema } from '../contract/schema-at.js';

/** Objects within objects that are looked into; recursive schemas have no end. */
const MAX_DEPTH = 8;

/** A place of a response that holds one of few values, and those values. */
export interface EnumPlace {
  readonly pattern: string;
  readonly values: readonly Json[];
}

/** Every place of the successful response whose values the contract lists: statuses, types, levels. */
export function enumPlaces(contract: Contract): EnumPlace[] {
  const { definitions } = contract;
  const places: EnumPlace[] = [];
  const visit = (schema: Json | undefined, pattern: string, depth: number) => {
    const resolved = resolveSchema(schema, definitions);
    if (resolved === undefined || depth > MAX_DEPTH) return;
    const values = own(resolved, 'enum');
    if (Array.isArray(values)) places.push({ pattern, values });
    const properties = own(resolved, 'properties');
    for (const [name, part] of Object.entries(isObject(properties) ? properties : {})) {
      visit(part, pattern + formatPointer([name]), depth + 1);
    }
    visit(own(resolved, 'items'), `${pattern}/*`, depth + 1);
  };
  visit(successBody(contract).schema, '', 0);
  return places;
}
