import type { Json, JsonObject } from '../base/json.js';
import { isObject, setOwn } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';

/** How a keyword holds the schemas below it: as its value, as a list, or under names. */
export type Holding = 'schema' | 'list' | 'map';

/** A keyword whose value holds schemas. */
export interface Applicator {
  readonly holds: Holding;
  /** The schemas below are about the value itself; otherwise about its parts. */
  readonly isInPlace: boolean;
}

const parts = (holds: Holding): Applicator => ({ holds, isInPlace: false });
const inPlace = (holds: Holding): Applicator => ({ holds, isInPlace: true });

/** The keywords that hold schemas which judge (JSON Schema 2020-12, Core, sections 10 and 11). The only such table. */
export const applicators: Readonly<Record<string, Applicator>> = {
  properties: parts('map'),
  patternProperties: parts('map'),
  additionalProperties: parts('schema'),
  unevaluatedProperties: parts('schema'),
  propertyNames: parts('schema'),
  prefixItems: parts('list'),
  items: parts('schema'),
  contains: parts('schema'),
  unevaluatedItems: parts('schema'),
  dependentSchemas: inPlace('map'),
  allOf: inPlace('list'),
  anyOf: inPlace('list'),
  oneOf: inPlace('list'),
  not: inPlace('schema'),
  if: inPlace('schema'),
  then: inPlace('schema'),
  else: inPlace('schema'),
};

/** Keywords that hold schemas which judge only where something refers to them, or not at all. */
export const shelves: Readonly<Record<string, Holding>> = {
  $defs: 'map',
  definitions: 'map',
  contentSchema: 'schema',
};

/** Keywords that assert something about a value by themselves (JSON Schema 2020-12, Validation, section 6 and 7). */
export const assertions: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'format',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
]);

/** A schema directly below another. */
export interface Subschema {
  readonly keyword: string;
  /** JSON pointer from the schema above, the keyword included. */
  readonly pointer: string;
  readonly schema: Json;
  readonly isInPlace: boolean;
}

/** The schemas directly below a schema, in the order of its keywords. What is not as a keyword wants it is passed over. */
export function* subschemasOf(schema: Json): Generator<Subschema> {
  if (!isObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const applicator = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
    if (applicator === undefined) continue;
    const { holds, isInPlace } = applicator;
    if (holds === 'schema') yield { keyword, pointer: `/${keyword}`, schema: value, isInPlace };
    else if (holds === 'list' ? Array.isArray(value) : isObject(value)) {
      for (const [name, part] of Object.entries(value as JsonObject)) {
        yield { keyword, pointer: formatPointer([keyword, name]), schema: part, isInPlace };
      }
    }
  }
}

/** A copy of a schema with the schemas directly below it exchanged. */
export function mapSubschemas(schema: JsonObject, change: (below: Json) => Json): JsonObject {
  const copy: JsonObject = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    const holds = Object.hasOwn(applicators, keyword) ? applicators[keyword]?.holds : undefined;
    if (holds === 'schema') copy[keyword] = change(value);
    else if (holds === 'list' && Array.isArray(value)) copy[keyword] = value.map(change);
    else if (holds === 'map' && isObject(value)) {
      const map: JsonObject = {};
      for (const [name, part] of Object.entries(value)) setOwn(map, name, change(part));
      copy[keyword] = map;
    }
  }
  return copy;
}

/** Visits a schema and all that are written inside it, the containing one first. `$ref`s are not followed. */
export function walkSchema(schema: Json, visit: (schema: Json, pointer: string) => void, pointer = ''): void {
  visit(schema, pointer);
  for (const below of subschemasOf(schema)) walkSchema(below.schema, visit, pointer + below.pointer);
}
