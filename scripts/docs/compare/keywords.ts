import { isObject, type Json, type JsonSchema, own } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';

/** A keyword of a schema, and why it stands there if the page does not state it. */
export interface Keyword {
  readonly value: Json;
  readonly inferred?: string | undefined;
}

/** A schema with its `$ref`s followed. Of each keyword the nearest counts, with the reason that stands beside that one. */
export interface FlatSchema {
  readonly keywords: ReadonlyMap<string, Keyword>;
  /** Name of the last definition on the way; undefined where the schema stands in place. */
  readonly definition?: string | undefined;
  /** Names of all definitions on the way. */
  readonly through: readonly string[];
}

/** Follows the `$ref`s of a schema and gathers its keywords. */
export function flatSchema(schema: Json | undefined, definitions: Contract['definitions']): FlatSchema {
  const keywords = new Map<string, Keyword>();
  const through: string[] = [];
  let here: JsonSchema | undefined = isObject(schema) ? schema : undefined;
  while (here !== undefined) {
    const reasons = own(here, 'x-inferred');
    for (const [key, value] of Object.entries(here)) {
      if (key === '$ref' || key === 'x-inferred' || keywords.has(key)) continue;
      const reason = own(reasons, key);
      keywords.set(key, { value, inferred: typeof reason === 'string' ? reason : undefined });
    }
    const ref: Json | undefined = own(here, '$ref');
    const name = typeof ref === 'string' ? ref.slice('#/$defs/'.length) : undefined;
    if (name === undefined || through.includes(name)) break;
    through.push(name);
    here = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  }
  return { keywords, definition: through.at(-1), through };
}
