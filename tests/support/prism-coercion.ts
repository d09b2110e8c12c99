import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { own } from '../../scripts/base/json.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';

/**
 * What Prism takes the text of one parameter, or of one element of a list, for.
 *
 * Prism validates parameters with Ajv's option `coerceTypes: true` (https://ajv.js.org/coercion.html). Where text is not
 * among the schema's types, the first type that the text can be turned into wins. A number is whatever JavaScript's
 * `Number()` reads: `" 5"`, `"5.0"`, `"1e3"`, `"0x10"` and a blank are integers, `"Infinity"` is one too. A boolean is
 * `"true"` or `"false"` alone.
 *
 * @returns undefined where the schema is a union, whose branches Ajv tries one after another.
 */
export function coercedByPrism(
  schema: Json | undefined,
  definitions: Readonly<Record<string, JsonSchema>>,
  text: string,
): Json | undefined {
  const resolved = resolveSchema(schema, definitions) ?? {};
  if (['anyOf', 'oneOf', 'allOf', 'if', 'not'].some((keyword) => own(resolved, keyword) !== undefined))
    return undefined;
  const types = [own(resolved, 'type') ?? 'string'].flat();
  if (types.includes('string')) return text;
  for (const type of types) {
    const value = coercedTo(type, text);
    if (value !== undefined) return value;
  }
  return text;
}

function coercedTo(type: Json, text: string): Json | undefined {
  if (type === 'null') return text === '' ? null : undefined;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (type !== 'integer' && type !== 'number') return undefined;
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) return undefined;
  // Ajv asks for the remainder of a division by 1, which Infinity does not have.
  return type === 'number' || !Number.isFinite(value) || Number.isInteger(value) ? value : undefined;
}
