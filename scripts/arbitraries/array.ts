import * as fc from 'fast-check';
import type { Json, JsonSchema } from '../base/json.js';
import { own } from '../base/json.js';
import { canonical } from '../contract/satisfies.js';
import { absent, Maybe } from './combinators.js';
import { type DrawContext, inside } from './draw-context.js';
import { flatten } from './flatten.js';

/** How many elements drawn arrays have at most where the schema allows more. */
const MAX_ITEMS = 5;
/** Elements that are drawn one by one; where more are needed, these repeat. */
const MAX_DRAWN = 200;
/** Elements that an array has at most. */
const MOST_ITEMS = 50_000;

/**
 * The arrays of a schema.
 *
 * @throws Impossible where elements are needed that cannot be drawn.
 */
export function arrayArbitrary(schema: JsonSchema, context: DrawContext): fc.Arbitrary<Json[]> {
  const { effort, pointer, heightOf } = context;
  const heads = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const rest = schema.items ?? own(schema, 'unevaluatedItems') ?? {};
  const contained = schema.contains === undefined ? 0 : numberOr(schema.minContains, 1);
  const least = Math.max(numberOr(schema.minItems, 0), contained);
  const limit = Math.min(
    numberOr(schema.maxItems, Number.POSITIVE_INFINITY),
    rest === false ? heads.length : Number.POSITIVE_INFINITY,
  );
  if (least > limit) throw effort.fail(pointer, `it needs ${least} elements and allows ${limit}`);
  if (least > MOST_ITEMS)
    throw effort.fail(pointer, `it needs ${least} elements; no more than ${MOST_ITEMS} are drawn`);

  const special = Math.min(Math.max(heads.length, contained), limit);
  const isShort = context.isPoor || heightOf(rest) === Number.POSITIVE_INFINITY;
  const most = isShort ? least : Math.max(least, Math.min(limit, Math.max(MAX_ITEMS, special)));
  const fewest = context.optional === 'usual' ? Math.min(most, Math.max(least, special, 1)) : least;
  if (schema.uniqueItems === true && special === 0) {
    const values = listed(rest, context);
    if (values !== undefined) {
      const distinct = unique(values);
      if (distinct.length < least)
        throw effort.fail(pointer, `it needs ${least} elements that differ; there are ${distinct.length}`);
      const maxLength = Math.min(most, distinct.length);
      return fc.shuffledSubarray(distinct, { minLength: Math.min(fewest, maxLength), maxLength });
    }
  }
  const example = Array.isArray(context.example) ? context.example : [];
  const element = (index: number) => {
    const shown = example[index] ?? example[0];
    const head = heads[index];
    const step = head === undefined ? '/items' : `/prefixItems/${index}`;
    const part = head ?? rest;
    return index < contained
      ? context.draw({ allOf: [part, schema.contains as Json] }, inside(context, '/contains', shown))
      : context.draw(part, inside(context, step, shown));
  };
  const length = Math.min(special, most);
  const isUnique = schema.uniqueItems === true;
  const tail = {
    minLength: Math.max(0, Math.min(fewest, MAX_DRAWN) - length),
    // Of elements that have to differ, some may turn out to be alike.
    maxLength: Math.max(0, Math.min(most, MAX_DRAWN) - length + (isUnique && most > length ? MAX_ITEMS : 0)),
  };
  const tails = fc.array(element(special), { ...tail, size: 'max' });
  return fc
    .record({
      head: fc.tuple(...Array.from({ length }, (_, index) => element(index))),
      tail:
        tail.maxLength === 0
          ? fc.constant([])
          : new Maybe(
              () => tails,
              () => true,
            ),
      cut: fc.integer({ min: Math.min(fewest, length), max: length }),
    })
    .map(({ head, tail: drawn, cut }) => {
      if (cut < length) return head.slice(0, cut);
      const tail = drawn === absent ? [] : (drawn as Json[]);
      const all = [...head, ...tail];
      if (drawn === absent && all.length < least) throw effort.last;
      if (isUnique) return unique(all).slice(0, most);
      for (let index = 0; all.length < least; index++) all.push(tail[index % tail.length] ?? (head.at(-1) as Json));
      return all;
    });
}

/** All values of a schema, where it lists them. */
function listed(schema: Json, { definitions }: DrawContext): readonly Json[] | undefined {
  const flat = flatten(schema, definitions);
  if (flat === undefined || flat.unions.length > 0) return undefined;
  const { enum: members, const: only, type } = flat.schema;
  if (only !== undefined) return [only];
  if (Array.isArray(members)) return members;
  return type === 'boolean' ? [false, true] : type === 'null' ? [null] : undefined;
}

function unique(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
