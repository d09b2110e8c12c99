import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, jsonText, own } from '../base/json.js';
import { formats, integerLimits } from './formats.js';

/**
 * Whether a value satisfies a schema (JSON Schema 2020-12, with this project's formats): the same verdict as AJV's.
 *
 * AJV itself was not taken here: while drawing, one value at a time is asked about, for one small part of a schema
 * after the other, and compiling each part takes a hundred times what looking at one value takes.
 *
 * @param definitions what `#/$defs/…` in the schema points to
 */
export function satisfies(schema: Json, value: Json, definitions: Readonly<Record<string, JsonSchema>>): boolean {
  return evaluate(schema, value, { definitions, depth: 0 }) !== undefined;
}

/** What the keywords of a schema have looked at: `unevaluatedProperties` and `unevaluatedItems` speak of the others. */
interface Seen {
  readonly names: Set<string>;
  readonly items: Set<number>;
}

interface Scope {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly depth: number;
}

/** A schema that is nested deeper than any value comes back to itself without looking at anything: it says nothing. */
const MAX_DEPTH = 400;

type Keyword = (at: {
  readonly keyword: Json;
  readonly schema: JsonObject;
  readonly value: Json;
  readonly seen: Seen;
  /** Evaluates a subschema on a part of the value. */
  readonly accepts: (schema: Json, part: Json) => boolean;
  /** Evaluates a subschema on the value itself, and takes over what it has looked at. */
  readonly applies: (schema: Json) => boolean;
}) => boolean;

function evaluate(schema: Json, value: Json, scope: Scope): Seen | undefined {
  const seen: Seen = { names: new Set(), items: new Set() };
  if (!isObject(schema)) return schema === false ? undefined : seen;
  if (scope.depth > MAX_DEPTH) return seen;
  const below = { ...scope, depth: scope.depth + 1 };
  const at = {
    schema,
    value,
    seen,
    accepts: (part: Json, of: Json) => evaluate(part, of, below) !== undefined,
    applies: (part: Json) => {
      const found = evaluate(part, value, below);
      for (const name of found?.names ?? []) seen.names.add(name);
      for (const index of found?.items ?? []) seen.items.add(index);
      return found !== undefined;
    },
  };
  const ref = own(schema, '$ref');
  if (typeof ref === 'string') {
    const target = own(scope.definitions as JsonObject, ref.slice('#/$defs/'.length));
    if (target !== undefined && !at.applies(target)) return undefined;
  }
  for (const [name, judge] of keywords) {
    const keyword = own(schema, name);
    if (keyword !== undefined && !judge({ ...at, keyword })) return undefined;
  }
  return seen;
}

/** In the order in which they have to be evaluated: what speaks of the rest comes last. */
const keywords: readonly (readonly [string, Keyword])[] = Object.entries<Keyword>({
  type: ({ keyword, schema, value }) => {
    const types = Array.isArray(keyword) ? keyword : [keyword];
    return types.some((type) => isOfType(value, type)) && isWithinFormat(schema, types, value);
  },
  enum: ({ keyword, value }) => Array.isArray(keyword) && keyword.some((member) => isEqual(member, value)),
  const: ({ keyword, value }) => isEqual(keyword, value),
  minimum: ({ keyword, value }) => typeof value !== 'number' || value >= Number(keyword),
  maximum: ({ keyword, value }) => typeof value !== 'number' || value <= Number(keyword),
  exclusiveMinimum: ({ keyword, value }) => typeof value !== 'number' || value > Number(keyword),
  exclusiveMaximum: ({ keyword, value }) => typeof value !== 'number' || value < Number(keyword),
  multipleOf: ({ keyword, value }) => typeof value !== 'number' || isMultiple(value, Number(keyword)),
  minLength: ({ keyword, value }) => typeof value !== 'string' || lengthOf(value) >= Number(keyword),
  maxLength: ({ keyword, value }) => typeof value !== 'string' || lengthOf(value) <= Number(keyword),
  pattern: ({ keyword, value }) => typeof value !== 'string' || matches(keyword, value),
  format: ({ keyword, value }) => {
    const format = typeof keyword === 'string' && Object.hasOwn(formats, keyword) ? formats[keyword] : undefined;
    return typeof value !== 'string' || format === undefined || format.test(value);
  },
  minItems: ({ keyword, value }) => !Array.isArray(value) || value.length >= Number(keyword),
  maxItems: ({ keyword, value }) => !Array.isArray(value) || value.length <= Number(keyword),
  uniqueItems: ({ keyword, value }) =>
    keyword !== true || !Array.isArray(value) || new Set(value.map(canonical)).size === value.length,
  prefixItems: ({ keyword, value, seen, accepts }) => {
    if (!Array.isArray(value) || !Array.isArray(keyword)) return true;
    return keyword.every((part, index) => {
      if (index >= value.length) return true;
      seen.items.add(index);
      return accepts(part, value[index] as Json);
    });
  },
  items: ({ keyword, schema, value, seen, accepts }) => {
    if (!Array.isArray(value)) return true;
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0;
    return value.every((element, index) => {
      if (index < first) return true;
      seen.items.add(index);
      return accepts(keyword, element);
    });
  },
  contains: ({ keyword, schema, value, seen, accepts }) => {
    if (!Array.isArray(value)) return true;
    const found = value.flatMap((element, index) => (accepts(keyword, element) ? [index] : []));
    for (const index of found) seen.items.add(index);
    const least = typeof schema.minContains === 'number' ? schema.minContains : 1;
    // Where there is no maxContains, nothing is more than it.
    return found.length >= least && !(found.length > Number(schema.maxContains));
  },
  minProperties: ({ keyword, value }) => !isObject(value) || Object.keys(value).length >= Number(keyword),
  maxProperties: ({ keyword, value }) => !isObject(value) || Object.keys(value).length <= Number(keyword),
  required: ({ keyword, value }) =>
    !isObject(value) || (keyword as string[]).every((name) => Object.hasOwn(value, name)),
  dependentRequired: ({ keyword, value }) =>
    !isObject(value) ||
    Object.entries(keyword as JsonObject).every(
      ([name, needed]) => !Object.hasOwn(value, name) || (needed as string[]).every((one) => Object.hasOwn(value, one)),
    ),
  properties: ({ keyword, value, seen, accepts }) => {
    if (!isObject(value)) return true;
    return Object.entries(keyword as JsonObject).every(([name, part]) => {
      if (!Object.hasOwn(value, name)) return true;
      seen.names.add(name);
      return accepts(part, value[name] as Json);
    });
  },
  patternProperties: ({ keyword, value, seen, accepts }) => {
    if (!isObject(value)) return true;
    return Object.entries(keyword as JsonObject).every(([pattern, part]) =>
      Object.entries(value).every(([name, below]) => {
        if (!matches(pattern, name)) return true;
        seen.names.add(name);
        return accepts(part, below);
      }),
    );
  },
  additionalProperties: ({ keyword, schema, value, seen, accepts }) => {
    if (!isObject(value)) return true;
    return Object.entries(value).every(([name, below]) => {
      if (isNamed(schema, name)) return true;
      seen.names.add(name);
      return accepts(keyword, below);
    });
  },
  propertyNames: ({ keyword, value, accepts }) =>
    !isObject(value) || Object.keys(value).every((name) => accepts(keyword, name)),
  dependentSchemas: ({ keyword, value, applies }) =>
    !isObject(value) ||
    Object.entries(keyword as JsonObject).every(([name, part]) => !Object.hasOwn(value, name) || applies(part)),
  allOf: ({ keyword, applies }) => (keyword as Json[]).every((part) => applies(part)),
  // Every branch is looked at, since each that holds says what it has looked at.
  anyOf: ({ keyword, applies }) => (keyword as Json[]).filter((part) => applies(part)).length > 0,
  oneOf: ({ keyword, value, accepts, applies }) => {
    const holding = (keyword as Json[]).filter((part) => accepts(part, value));
    return holding.length === 1 && applies(holding[0] as Json);
  },
  not: ({ keyword, value, accepts }) => !accepts(keyword, value),
  if: ({ keyword, schema, applies }) => {
    const branch = applies(keyword) ? own(schema, 'then') : own(schema, 'else');
    return branch === undefined || applies(branch);
  },
  unevaluatedItems: ({ keyword, value, seen, accepts }) => {
    if (!Array.isArray(value)) return true;
    return value.every((element, index) => {
      if (seen.items.has(index)) return true;
      seen.items.add(index);
      return accepts(keyword, element);
    });
  },
  unevaluatedProperties: ({ keyword, value, seen, accepts }) => {
    if (!isObject(value)) return true;
    return Object.entries(value).every(([name, below]) => {
      if (seen.names.has(name)) return true;
      seen.names.add(name);
      return accepts(keyword, below);
    });
  },
});

/** Whether a schema speaks of a property by its name or by a pattern. */
export function isNamed(schema: JsonObject, name: string): boolean {
  if (own(own(schema, 'properties'), name) !== undefined) return true;
  const patterns = own(schema, 'patternProperties');
  return isObject(patterns) && Object.keys(patterns).some((pattern) => matches(pattern, name));
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** OpenAPI's integer formats limit what has the type integer. */
function isWithinFormat(schema: JsonObject, types: readonly Json[], value: Json): boolean {
  const { format } = schema;
  if (typeof value !== 'number' || typeof format !== 'string' || types.length !== 1 || types[0] !== 'integer')
    return true;
  const limits = Object.hasOwn(integerLimits, format) ? integerLimits[format] : undefined;
  return limits === undefined || (value >= limits[0] && value <= limits[1]);
}

/** As AJV has it here: the quotient is a whole number, but for what floating-point arithmetic makes of it. */
export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return !(Math.abs(Math.round(quotient) - quotient) > 1e-6);
}

/** Characters, not code units, as JSON Schema counts them. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let place = 0; place < text.length - 1; place++) {
    const unit = text.charCodeAt(place);
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(place + 1) & 0xfc00) === 0xdc00) {
      length--;
      place++;
    }
  }
  return length;
}

const compiled = new Map<string, RegExp | undefined>();

/** The regular expression of a pattern; undefined where it is none, and asserts nothing. */
export function regExpOf(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size >= 1000) compiled.clear();
  let made: RegExp | undefined;
  try {
    made = new RegExp(pattern, 'u');
  } catch {
    made = undefined;
  }
  compiled.set(pattern, made);
  return made;
}

function matches(pattern: Json, text: string): boolean {
  return regExpOf(String(pattern))?.test(text) ?? true;
}

/** A text that is the same for equal values, whatever the order of their keys. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return jsonText(value);
  const entries = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Json)}`);
  return `{${entries.join(',')}}`;
}

function isEqual(one: Json, other: Json): boolean {
  return one === other || (typeof one === 'object' && canonical(one) === canonical(other));
}
