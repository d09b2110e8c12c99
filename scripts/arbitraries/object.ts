import * as fc from 'fast-check';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { regExpOf } from '../contract/satisfies.js';
import { absent, Maybe } from './combinators.js';
import { type DrawContext, inside } from './draw-context.js';

/** Undeclared properties that an object has at most where the schema asks for none. */
const MAX_OTHERS = 3;
/** Properties that an object has at most. */
const MOST_PROPERTIES = 10_000;

/**
 * The objects of a schema.
 *
 * @throws Impossible where a required property cannot be drawn.
 */
export function objectArbitrary(schema: JsonSchema, context: DrawContext): fc.Arbitrary<JsonObject> {
  const { effort, pointer, heightOf, isPoor } = context;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const least = Math.max(required.size, numberOr(schema.minProperties, 0));
  const most = numberOr(schema.maxProperties, Number.POSITIVE_INFINITY);
  if (least > most) throw effort.fail(pointer, `it needs ${least} properties and allows ${most}`);
  if (least > MOST_PROPERTIES)
    throw effort.fail(pointer, `it needs ${least} properties; no more than ${MOST_PROPERTIES} are drawn`);

  const optional = Object.keys(properties).filter(
    (name) => !required.has(name) && heightOf(properties[name] as Json) < Number.POSITIVE_INFINITY,
  );
  const extra = othersOf(schema, context);
  // Properties without which there would be too few: where no others can be thought of, declared ones have to be there.
  const missing = extra === undefined ? least - required.size : 0;
  const entries = [...required, ...optional].map((name, index) => {
    const part = own(properties, name) ?? patternFor(schema, name) ?? schema.additionalProperties ?? {};
    let made: fc.Arbitrary<Json> | undefined;
    const make = () => {
      made ??= context.draw(
        part,
        inside(context, `/properties${formatPointer([name])}`, own(context.example, name), name),
      );
      return made;
    };
    const isNeeded = index < required.size + missing;
    const arbitrary: fc.Arbitrary<Json | typeof absent> = isNeeded
      ? make()
      : new Maybe(make, wanted(name, part, context));
    return { name, arbitrary };
  });
  // What is left out has its price, too.
  effort.spend(pointer, entries.length >> 3);
  const named = fc.tuple(...entries.map(({ arbitrary }) => arbitrary));
  const minLength = Math.max(0, least - required.size);
  const maxLength = isPoor ? minLength : Math.max(minLength, Math.min(MAX_OTHERS, most));
  const others =
    extra === undefined
      ? fc.constant([])
      : fc.uniqueArray(extra, {
          minLength: Math.min(minLength, 100),
          maxLength: Math.min(maxLength, 100),
          selector: ([name]) => name,
          size: 'max',
        });
  if (least > 100) effort.spend(pointer, least);
  return fc.tuple(named, others).map(([values, more]) => {
    const object: JsonObject = {};
    let room = most;
    for (const [index, { name }] of entries.entries()) {
      const value = values[index] as Json | typeof absent;
      if (value === absent || room === 0) continue;
      setOwn(object, name, value);
      room--;
    }
    for (const [name, value] of more) {
      if (Object.keys(object).length >= Math.max(least, most === Number.POSITIVE_INFINITY ? MOST_PROPERTIES : most))
        break;
      if (!Object.hasOwn(object, name) && !Object.hasOwn(properties, name)) setOwn(object, name, value);
    }
    // More than can be drawn one by one are like the first, under other names.
    const [model] = more;
    for (
      let index = 0;
      model !== undefined && Object.keys(object).length < least && index < 2 * MOST_PROPERTIES;
      index++
    ) {
      setOwn(object, `${model[0]}${index}`, model[1]);
    }
    return object;
  });
}

/** Whether an optional property is to be there. */
function wanted(name: string, part: Json, context: DrawContext): (mrng: fc.Random) => boolean {
  const { effort, isPoor, heightOf, optional, example } = context;
  // What is small costs little, and an object that shows something is worth more than an empty one.
  const isSmall = heightOf(part) === 0 && isScalar(part, context);
  const isShown = optional === 'usual' && (isObject(example) ? Object.hasOwn(example, name) : true);
  return (mrng) => {
    if ((isPoor || effort.isPlenty) && !isSmall) return false;
    // A missing property is the smaller case to shrink to, but a present one the more telling one to draw.
    return isShown || mrng.nextInt(0, 4) !== 0;
  };
}

function isScalar(part: Json, { definitions }: DrawContext): boolean {
  const ref = own(part, '$ref');
  const schema = typeof ref === 'string' ? own(definitions as JsonObject, ref.slice('#/$defs/'.length)) : part;
  const type = [own(schema, 'type') ?? (own(schema, 'enum') === undefined ? 'object' : 'string')].flat();
  return !type.includes('object') && !type.includes('array');
}

function patternFor(schema: JsonSchema, name: string): Json | undefined {
  if (!isObject(schema.patternProperties)) return undefined;
  return Object.entries(schema.patternProperties).find(([pattern]) => regExpOf(pattern)?.test(name))?.[1];
}

/** Properties that the schema does not name, but speaks of, or needs; undefined where it does neither. */
function othersOf(schema: JsonSchema, context: DrawContext): fc.Arbitrary<[string, Json]> | undefined {
  const { heightOf } = context;
  const choices: fc.Arbitrary<[string, Json]>[] = [];
  const named = isObject(schema.propertyNames) ? schema.propertyNames : {};
  if (schema.propertyNames === false) return undefined;
  const add = (name: Json, part: Json, step: string) => {
    if (part === false || heightOf(part) === Number.POSITIVE_INFINITY) return;
    const names = context.draw(
      { allOf: [{ type: 'string' }, name, named] },
      inside(context, '/propertyNames'),
    ) as fc.Arbitrary<string>;
    choices.push(fc.tuple(names, context.draw(part, inside(context, step))));
  };
  if (isObject(schema.patternProperties)) {
    for (const [pattern, part] of Object.entries(schema.patternProperties)) {
      add({ pattern }, part, `/patternProperties${formatPointer([pattern])}`);
    }
  }
  const others = schema.additionalProperties ?? own(schema, 'unevaluatedProperties');
  const declared = isObject(schema.properties) ? Object.keys(schema.properties).length : 0;
  const isNeeded = numberOr(schema.minProperties, 0) > declared;
  if (isObject(others)) add(usualName(schema), others, '/additionalProperties');
  else if (others !== false && (isNeeded || isObject(schema.propertyNames)))
    add(usualName(schema), {}, '/additionalProperties');
  return choices.length === 0 ? undefined : fc.oneof(...choices);
}

/** Names like those that people give; not those that the schema has patterns for. */
function usualName(schema: JsonSchema): Json {
  if (schema.propertyNames !== undefined) return {};
  const patterns = isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
  return {
    pattern: '^[a-z][a-zA-Z]{0,7}$',
    not: { anyOf: patterns.map((pattern) => ({ pattern })).concat({ pattern: '^__' }) },
  };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
