import type { Json, JsonObject } from '../../scripts/base/json.js';
import { isObject } from '../../scripts/base/json.js';
import { formatPointer } from '../../scripts/base/pointer.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';

/** A place within a value that has a schema of its own. */
export interface SchemaPlace {
  /** Pointer pattern: `*` is every element of a list. */
  readonly pattern: string;
  readonly schema: JsonObject;
}

/** Every place of a schema that properties and lists lead to, the root first. A schema within itself is visited once. */
export function schemaPlaces(
  contract: Contract,
  schema: Json | undefined,
  pattern = '',
  open: readonly Json[] = [],
): SchemaPlace[] {
  const resolved = resolveSchema(schema, contract.definitions);
  const reference = isObject(schema) ? (schema.$ref ?? null) : null;
  if (resolved === undefined || open.includes(reference)) return [];
  const below = reference === null ? open : [...open, reference];
  return [
    { pattern, schema: resolved },
    ...Object.entries((resolved.properties ?? {}) as JsonObject).flatMap(([name, part]) =>
      schemaPlaces(contract, part, pattern + formatPointer([name]), below),
    ),
    ...(resolved.items === undefined ? [] : schemaPlaces(contract, resolved.items, `${pattern}/*`, below)),
  ];
}
