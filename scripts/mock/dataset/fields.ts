import type { Json, JsonSchema } from '../../base/json.js';
import { isObject, own } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { resolveSchema, schemaAt } from '../../contract/schema-at.js';

/** A scalar field of an item, and how the world varies it. */
export interface Field {
  /** Pointer into the item. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  /** Whether an item without it may get it. */
  readonly isTopLevel: boolean;
}

/** The scalar fields of the objects of a schema, by what the world does with them. */
export interface Fields {
  /** Fields with listed values: each value occurs. */
  readonly enums: readonly Field[];
  /** Moments: moved to shortly before now, keeping together what belongs to one item. */
  readonly moments: readonly Field[];
  /** Fields that requests select by: their values come from a small pool, so that several items share one. */
  readonly pooled: readonly Field[];
  /** The field that tells one item from every other. */
  readonly serial: Field | undefined;
}

/**
 * Sorts out the fields of an item.
 *
 * @param schema of one item, or of a body
 * @param identity pointers that together tell an item from every other; empty where nothing has to.
 */
export function fieldsOf(contract: Contract, schema: JsonSchema, identity: readonly string[]): Fields {
  const all = scalarsOf(schema, contract.definitions);
  const listed = (field: Field) => Array.isArray(own(field.schema, 'enum'));
  const serial =
    all.find((field) => identity.includes(field.pointer) && isFree(field.schema)) ??
    all.find((field) => identity.includes(field.pointer) && !listed(field));
  const selected = new Set(contract.parameters.flatMap(({ filter }) => pointersOf(filter)));
  return {
    serial,
    enums: all.filter(listed),
    moments: all.filter((field) => field !== serial && isMoment(field.schema)),
    pooled: all.filter(
      (field) => field !== serial && selected.has(field.pointer) && isFree(field.schema) && !isMoment(field.schema),
    ),
  };
}

/** The pointers into an item that a filter looks at. */
function pointersOf(filter: Contract['parameters'][number]['filter']): readonly string[] {
  if (filter === undefined) return [];
  if ('field' in filter) return [filter.field];
  return Array.isArray(filter.fields) ? filter.fields : Object.values(filter.fields);
}

function scalarsOf(schema: Json, definitions: Contract['definitions'], base: readonly string[] = []): Field[] {
  const resolved = resolveSchema(schema, definitions);
  const properties = own(resolved, 'properties');
  if (!isObject(properties) || base.length > 4) return [];
  return Object.keys(properties).flatMap((name) => {
    const steps = [...base, name];
    const here = schemaAt(schema, definitions, formatPointer([name]));
    if (here === undefined) return [];
    if (isObject(own(here, 'properties'))) return scalarsOf(here, definitions, steps);
    if (own(here, 'type') === 'array') return [];
    return [{ pointer: formatPointer(steps), schema: here, isTopLevel: steps.length === 1 }];
  });
}

/** Whether a moment is what the values stand for: epoch milliseconds, or a date and time as text. */
export function isMoment(schema: JsonSchema): boolean {
  return schema['x-unit'] === 'epoch-milliseconds' || (schema.type === 'string' && schema.format === 'date-time');
}

/** Whether values can be made up freely: text without format, pattern and meaning of its own, or a whole number. */
export function isFree(schema: JsonSchema): boolean {
  if (['enum', 'const', 'pattern', 'multipleOf', 'contentMediaType'].some((key) => key in schema)) return false;
  return (
    (schema.type === 'string' && !('format' in schema)) || (schema.type === 'integer' && schema['x-unit'] === undefined)
  );
}
