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
  if (step === '*' && own(schema, 'items') !== undefined) return own(schema, 'items');
  const property = own(own(schema, 'properties'), step);
  if (property !== undefined) return property;
  for (const part of (own(schema, 'allOf') ?? []) as Json[]) {
    const resolved = resolveSchema(part, definitions);
    const found = resolved && stepInto(resolved, definitions, step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the object around a pointer always has the pointer's last step. */
export function isRequiredAt(schema: JsonSchema, definitions: Definitions, pointer: string): boolean {
  const steps = parsePointer(pointer);
  const name = steps.pop() as string;
  const required = own(schemaAt(schema, definitions, formatPointer(steps)), 'required');
  return Array.isArray(required) && required.includes(name);
}
