import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import { integerLimits } from './formats.js';

/** What one keyword of a schema asks for, and on whose word. */
export interface SchemaRule {
  /** Keyword of JSON Schema. */
  readonly keyword: string;
  /** In words, or the list of values that are expected. */
  readonly expected: Json;
  /** `file:line`, the file as the path below the specs folder. */
  readonly spec: string;
  /** Why the keyword stands in the contract although the documentation does not state it (`x-inferred`). */
  readonly inferred?: string;
}

/** A contract's schemas as they are explained: with all that they say, by the id that AJV knows them under. */
export interface Explained {
  /** With annotations, such as `x-inferred`. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  /** `file:line` by pointer into the contract; see `Contract.origins`. */
  readonly origins: Readonly<Record<string, string>>;
  /** Pointer into the contract of the schema of an id. */
  readonly pointerOf: (id: string) => string;
  /** `file:line` where nothing nearer is known. */
  readonly nowhere: string;
  /** Id of the decoded request, whose properties are called parameters. */
  readonly request: string;
}

/**
 * The rule that a keyword of a contract's schema states.
 *
 * @param id of the schema
 * @param pointer from there to the object that has the keyword
 */
export function schemaRule(explained: Explained, id: string, pointer: string, keyword: string): SchemaRule {
  const steps = parsePointer(pointer);
  const schema = schemaAtSteps(explained.schemas.get(id), steps);
  const reason = inferredReason(schema, keyword);
  return {
    keyword: keyword === 'false schema' ? 'not' : keyword,
    expected: expectedBy(keyword, schema, id === explained.request && pointer === ''),
    spec: originOf(explained, id, steps),
    ...(reason === undefined ? {} : { inferred: reason }),
  };
}

function schemaAtSteps(schema: Json | undefined, steps: readonly string[]): JsonSchema | undefined {
  let here = schema;
  for (const step of steps) here = Array.isArray(here) ? here[Number(step)] : own(here, step);
  return isObject(here) ? here : undefined;
}

function inferredReason(schema: JsonSchema | undefined, keyword: string): string | undefined {
  const reasons = own(schema, 'x-inferred');
  // The limits of an integer format are the format's.
  const isFormat =
    (keyword === 'minimum' || keyword === 'maximum') && limitOf(schema, keyword) !== own(schema, keyword);
  const reason = own(reasons, isFormat ? 'format' : keyword);
  return typeof reason === 'string' ? reason : undefined;
}

/** The limit that is enforced: that of an integer format where it is the tighter one. */
function limitOf(schema: JsonSchema | undefined, keyword: 'minimum' | 'maximum'): Json | undefined {
  const stated = own(schema, keyword);
  const format = own(schema, 'format');
  const limits = typeof format === 'string' && Object.hasOwn(integerLimits, format) ? integerLimits[format] : undefined;
  if (limits === undefined || own(schema, 'type') !== 'integer') return stated;
  if (typeof stated !== 'number') return keyword === 'minimum' ? limits[0] : limits[1];
  return keyword === 'minimum' ? Math.max(stated, limits[0]) : Math.min(stated, limits[1]);
}

/** A keyword of a combination has no place of its own; the nearest schema around it has. */
function originOf(explained: Explained, id: string, steps: readonly string[]): string {
  const base = explained.pointerOf(id);
  for (let length = steps.length; length >= 0; length--) {
    const origin = explained.origins[base + formatPointer(steps.slice(0, length))];
    if (origin !== undefined) return origin;
  }
  return explained.nowhere;
}

/** What a keyword asks for, in words or as the list of values. */
function expectedBy(keyword: string, schema: JsonSchema | undefined, isRequest: boolean): Json {
  const value = own(schema, keyword);
  const count = (what: string) => `${String(value)} ${what}${value === 1 ? '' : 's'}`;
  const thing = isRequest ? 'parameter' : 'property';
  switch (keyword) {
    case 'enum':
      return value ?? 'a listed value';
    case 'const':
      return typeof value === 'object' ? [value] : (value ?? 'the constant');
    case 'type':
      return Array.isArray(value) ? value.join(' or ') : String(value ?? 'another type');
    case 'required':
    case 'dependentRequired':
      return 'a value';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `no ${thing} of this name`;
    case 'propertyNames':
      return `a permitted name of a ${thing}`;
    case 'minimum':
    case 'maximum':
      return `${keyword === 'minimum' ? '>=' : '<='} ${String(limitOf(schema, keyword))}`;
    case 'exclusiveMinimum':
      return `> ${String(value)}`;
    case 'exclusiveMaximum':
      return `< ${String(value)}`;
    case 'minLength':
      return `at least ${count('character')}`;
    case 'maxLength':
      return `at most ${count('character')}`;
    case 'minItems':
      return `at least ${count('element')}`;
    case 'maxItems':
      return `at most ${count('element')}`;
    case 'minProperties':
    case 'maxProperties':
      return `at ${keyword.startsWith('min') ? 'least' : 'most'} ${String(value)} ${value === 1 ? thing : thing === 'property' ? 'properties' : 'parameters'}`;
    case 'items':
    case 'unevaluatedItems':
      return 'no further elements';
    case 'contains':
      return containedBy(schema);
    case 'multipleOf':
      return `a multiple of ${String(value)}`;
    case 'pattern':
      return `a text that matches ${String(value)}`;
    case 'format':
      return `a ${String(value)}`;
    case 'uniqueItems':
      return 'no two equal elements';
    case 'anyOf':
      return atLeastOneOf(value) ?? 'a match of at least one alternative';
    case 'oneOf':
      return 'a match of exactly one alternative';
    case 'not':
      return 'no match of what is excluded';
    case 'if':
      return 'what follows from the condition';
    case 'false schema':
      return 'nothing';
    default:
      return `what ${keyword} asks for`;
  }
}

function containedBy(schema: JsonSchema | undefined): string {
  const least = own(schema, 'minContains') ?? 1;
  const most = own(schema, 'maxContains');
  const bounds = most === undefined ? `at least ${String(least)}` : `${String(least)} to ${String(most)}`;
  return `${bounds} of the elements of a certain kind`;
}

/** Alternatives that each want properties only, as those of `x-at-least-one-of`. */
function atLeastOneOf(alternatives: Json | undefined): string | undefined {
  if (!Array.isArray(alternatives)) return undefined;
  const names: string[] = [];
  for (const alternative of alternatives) {
    const required = own(alternative, 'required');
    if (!isObject(alternative) || Object.keys(alternative).length !== 1 || !Array.isArray(required)) return undefined;
    names.push(required.join(' and '));
  }
  return `at least one of ${names.join(', ')}`;
}
