import * as fc from 'fast-check';
import type { Json, JsonSchema } from '../base/json.js';
import type { DrawContext } from './draw-context.js';

/** How many elements drawn arrays have at most where the schema allows more. */
const MAX_ITEMS = 5;

/** The arrays of a schema. Undefined where elements are needed that a recursive schema cannot end with. */
export function arrayArbitrary(schema: JsonSchema, context: DrawContext): fc.Arbitrary<Json[]> | undefined {
  const minLength = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const limit = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY;
  const maxLength = Math.min(limit, Math.max(MAX_ITEMS, minLength));
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const heads = prefix.map((part) => context.draw(part, context));
  const rest = context.draw(schema.items ?? {}, context);

  if (heads.length > 0) {
    if (heads.some((head) => head === undefined)) return undefined;
    const tail = rest === undefined ? fc.constant([]) : fc.array(rest, { maxLength: 2 });
    const needed = schema.items === false ? fc.constant([]) : tail;
    return fc
      .tuple(fc.tuple(...(heads as fc.Arbitrary<Json>[])), needed)
      .map(([head, more]) => [...head, ...more].slice(0, limit));
  }
  if (rest === undefined) return minLength === 0 ? fc.constant([]) : undefined;
  return schema.uniqueItems === true
    ? fc.uniqueArray(rest, { minLength, maxLength, selector: (value) => JSON.stringify(value) })
    : fc.array(rest, { minLength, maxLength });
}
