import type { Json, JsonSchema } from '../base/json.js';
import { isObject, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { mapSubschemas } from '../contract/schema-keywords.js';

/** Stands among the values of an enum for all others; in the types, {@link openTypes} writes what it means. */
const ANY: Readonly<Record<string, string>> = { string: '\u0000any string', number: '\u0000any number' };

/** The parts of a contract that hold schemas. */
type Schemas = Pick<Contract, 'definitions' | 'request' | 'responses'>;

/**
 * A contract whose enums admit every value of their type: for clients that must survive a value that a vendor adds.
 *
 * Enums of one value stay as they are: they tell alternatives apart. So do enums of other values than texts and numbers.
 *
 * @param use `validators`: only the type is left of an enum; `types`: its values stay, and one more stands for others
 */
export function withOpenEnums<T extends Schemas>(contract: T, use: 'validators' | 'types'): T {
  const open = (schema: Json) => opened(schema, use) as JsonSchema;
  const { definitions, request, responses } = contract;
  const map = <V>(record: Readonly<Record<string, V>>, change: (value: V) => V) => {
    const copy: Record<string, V> = {};
    for (const [key, value] of Object.entries(record)) setOwn<V>(copy, key, change(value));
    return copy;
  };
  return {
    ...contract,
    definitions: map(definitions, open),
    request: open(request),
    responses: map(responses, (response) => ({
      ...response,
      content: map(response.content, (media) => ({ ...media, schema: open(media.schema) })),
    })),
  };
}

/** Types in which every stand-in of {@link withOpenEnums} is a type that keeps the known values apart for editors. */
export function openTypes(code: string): string {
  return code
    .replaceAll(JSON.stringify(ANY.string), '(string & {})')
    .replaceAll(JSON.stringify(ANY.number), '(number & {})');
}

function opened(schema: Json, use: 'validators' | 'types'): Json {
  if (!isObject(schema)) return schema;
  const copy = mapSubschemas(schema, (below) => opened(below, use));
  const kinds = kindsOf(copy.enum);
  if (kinds === undefined) return copy;
  if (use === 'validators') {
    const { enum: _, type, ...rest } = copy;
    return { ...rest, type: type ?? [...kinds] };
  }
  const others = [...kinds].flatMap((kind) => ANY[kind === 'integer' ? 'number' : kind] ?? []);
  return { ...copy, enum: [...(copy.enum as Json[]), ...new Set(others)] };
}

/** The types of the values of an enum that is to be opened; undefined for any other. */
function kindsOf(values: Json | undefined): Set<string> | undefined {
  if (!Array.isArray(values)) return undefined;
  const kinds = values.map((value) => {
    if (value === null) return 'null';
    return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
  });
  const known = ['string', 'integer', 'number', 'null'];
  if (values.filter((value) => value !== null).length < 2 || !kinds.every((kind) => known.includes(kind)))
    return undefined;
  return new Set(kinds.includes('number') ? kinds.map((kind) => (kind === 'integer' ? 'number' : kind)) : kinds);
}
