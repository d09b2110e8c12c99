import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';

type Definitions = Readonly<Record<string, JsonSchema>>;

/** What a schema stands for once its `$ref`s into the definitions are followed. Keywords beside a `$ref` win. */
export function resolveSchema(schema: Json | undefined, definitions: Definitions): JsonSchema | undefined {
  let here: JsonSchema | undefined = isObject(schema) ? schema : undefined;
  // A chain longer than there are definitions goes in a circle.
  for (let steps = Object.keys(definitions).length; here !== undefined && '$ref' in here && steps >= 0; steps--) {
    const { $ref, ...beside } = here;
    const target: JsonSchema | undefined = definitions[String($ref).slice('#/$defs/'.length)];
    here = target === undefined ? undefined : { ...target, ...beside };
  }
  return here;
}

/** The schema of a value, or, of a list of values, that of its elements. */
export function elementSchema(schema: Json | undefined, definitions: Definitions): JsonSchema | undefined {
  const resolved = resolveSchema(schema, definitions);
  return resolveSchema(own(resolved, 'items'), definitions) ?? resolved;
}

/**
 * The schema of the value at a pointer pattern (`*` is every element of an array) below the value of a schema.
 *
 * @returns undefined where the schema declares nothing there.
 */
export function schemaAt(schema: Json | undefined, definitions: Definitions, pattern: string): JsonSchema | undefined {
  let here = resolveSchema(schema, definitions);
  for (const step of parsePointer(pattern)) {
    if (here === undefined) return undefined;
    here = resolveSchema(stepInto(here, definitions, step), definitions);
  }
  return here;
}

function stepInto(schema: JsonSchema, definitions: Definitions, step: string): Json | undefined {
  for (const part of wholeOf(schema, definitions)) {
    if (step === '*' && own(part, 'items') !== undefined) return own(part, 'items');
    const property = own(own(part, 'properties'), step);
    if (property !== undefined) return property;
  }
  return undefined;
}

/** A schema and those of which it is all, whose references have been followed: one that is all of itself, once. */
function wholeOf(schema: Json | undefined, definitions: Definitions, seen = new Set<unknown>()): JsonSchema[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const resolved = resolveSchema(schema, definitions);
  if (resolved === undefined) return [];
  const parts = (own(resolved, 'allOf') ?? []) as Json[];
  return [resolved, ...parts.flatMap((part) => wholeOf(part, definitions, seen))];
}

/** Whether the object around a pointer always has the pointer's last step. */
export function isRequiredAt(schema: JsonSchema, definitions: Definitions, pointer: string): boolean {
  const steps = parsePointer(pointer);
  const name = steps.pop() as string;
  const around = schemaAt(schema, definitions, formatPointer(steps));
  return wholeOf(around, definitions).some((part) => [own(part, 'required')].flat().includes(name));
}
