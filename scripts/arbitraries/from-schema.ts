import * as fc from 'fast-check';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { satisfies } from '../contract/satisfies.js';
import { arrayArbitrary } from './array.js';
import { Checked, Choice, Deferred } from './combinators.js';
import type { DrawContext, DrawOptions } from './draw-context.js';
import { Effort, Impossible } from './effort.js';
import { type Flat, flatten, type Union } from './flatten.js';
import { heightsOf } from './heights.js';
import { numberArbitrary } from './number.js';
import { objectArbitrary } from './object.js';
import { textArbitrary } from './text.js';

/** Objects and lists inside each other from which on only what is required is drawn. */
const MAX_DEPTH = 6;
/** Objects and lists inside each other up to which the way to draw a place is remembered. */
const KEPT_DEPTH = 3;
/** How often a recursive schema contains itself in a drawn value, where it need not. */
const MAX_RECURSION = 2;

/** Where a schema stands, so that an error can say so. */
export interface SchemaPlace {
  /** Pointer to the schema into its contract. Default: empty. */
  readonly pointer?: string;
  /** From pointers into the contract to `file:line`. */
  readonly origins?: Readonly<Record<string, string>>;
  /** What an example shows there. */
  readonly example?: Json | undefined;
}

/**
 * The values of a JSON Schema; every one satisfies it.
 *
 * Drawing is bounded. What the keywords say is drawn towards; what cannot be (`not`, `unevaluatedProperties`, odd
 * patterns …) is tried. Where nothing is found, the schema's own examples and default are, if they satisfy it.
 *
 * @param definitions what `#/$defs/…` in the schema points to
 * @throws Error here, where a schema can only be satisfied by an endless value; while drawing, where no value was
 * found. The message names the place.
 */
export function fromSchema(
  schema: Json,
  definitions: Readonly<Record<string, JsonSchema>>,
  options: DrawOptions = {},
  place: SchemaPlace = {},
): fc.Arbitrary<Json> {
  const { pointer = '', example } = place;
  const effort = new Effort();
  const heightOf = heightsOf(definitions);
  const describe = (failed: string) => describePlace(failed, place);
  if (heightOf(schema) === Number.POSITIVE_INFINITY) {
    throw new Error(`the schema${describe(pointer)} requires itself without end, so that no value satisfies it`);
  }
  const context: DrawContext = {
    ...options,
    definitions,
    heightOf,
    effort,
    open: [],
    depth: 0,
    isPoor: false,
    pointer,
    example,
    draw,
  };
  return new Whole(draw(schema, context), effort, ({ pointer: failed, message }) => {
    return new Error(
      `cannot draw a value of the schema${describe(failed)}: ${message}; correct it, or give it an example`,
    );
  });
}

function describePlace(pointer: string, { origins = {} }: SchemaPlace): string {
  // What is inside a part that was put together is known by the part.
  for (let here = pointer; here !== ''; here = here.slice(0, here.lastIndexOf('/'))) {
    const origin = Object.hasOwn(origins, here) ? origins[here] : undefined;
    if (origin !== undefined) return ` at ${origin}`;
  }
  return pointer === '' ? '' : ` at ${pointer}`;
}

/** A whole value: begins anew to count what is spent, and turns what cannot be drawn into an error for people. */
class Whole extends fc.Arbitrary<Json> {
  readonly #arbitrary: fc.Arbitrary<Json>;
  readonly #effort: Effort;
  readonly #explain: (cause: Impossible) => Error;

  constructor(arbitrary: fc.Arbitrary<Json>, effort: Effort, explain: (cause: Impossible) => Error) {
    super();
    this.#arbitrary = arbitrary;
    this.#effort = effort;
    this.#explain = explain;
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<Json> {
    this.#effort.reset();
    try {
      return this.#arbitrary.generate(mrng, bias);
    } catch (error) {
      throw error instanceof Impossible ? this.#explain(error) : error;
    }
  }

  override canShrinkWithoutContext(value: unknown): value is Json {
    return this.#arbitrary.canShrinkWithoutContext(value);
  }

  override shrink(value: Json, context: unknown): fc.Stream<fc.Value<Json>> {
    return this.#arbitrary.shrink(value, context);
  }
}

function draw(schema: Json, context: DrawContext): fc.Arbitrary<Json> {
  const kept: { rich?: fc.Arbitrary<Json>; poor?: fc.Arbitrary<Json> } = {};
  return new Deferred(() => {
    context.effort.spend(context.pointer);
    const isRich = !context.isPoor && !context.effort.isPlenty && context.depth <= MAX_DEPTH;
    const kind = isRich ? 'rich' : 'poor';
    const made = kept[kind] ?? drawNode(schema, isRich ? context : { ...context, isPoor: true });
    // Further down there are too many places to remember.
    if (context.depth <= KEPT_DEPTH) kept[kind] = made;
    return made;
  });
}

function drawNode(schema: Json, context: DrawContext): fc.Arbitrary<Json> {
  const { effort, definitions, pointer } = context;
  const ref = own(schema, '$ref');
  let here = into(schema, context);
  if (typeof ref === 'string') {
    here = { ...here, pointer: `/definitions${formatPointer([ref.slice('#/$defs/'.length)])}` };
  }
  const flat = flatten(schema, definitions);
  if (flat === undefined) throw effort.fail(pointer, 'its parts contradict each other');
  const example = ownExample(flat.schema);
  if (example !== undefined) here = { ...here, example };
  const arbitrary = drawFlat(flat, here);
  if (!flat.isHard) return arbitrary;
  const arbitraries = [arbitrary];
  // That everything is there may be just what a schema forbids.
  if (context.optional === 'usual') arbitraries.push(drawFlat(flat, { ...here, optional: 'some' }));
  return new Checked(
    arbitraries,
    (value) => satisfies(schema, value, definitions),
    effort,
    () => [here.example, ...examplesOf(flat.schema)].filter((value) => value !== undefined),
    (cause) => cause ?? effort.fail(here.pointer, 'all that was drawn violates it'),
  );
}

function ownExample(schema: JsonObject): Json | undefined {
  const examples = own(schema, 'examples');
  return own(schema, 'example') ?? (Array.isArray(examples) ? examples[0] : undefined);
}

function examplesOf(schema: JsonObject): Json[] {
  const { example, examples, default: fallback } = schema;
  return [example, ...(Array.isArray(examples) ? examples : []), fallback].filter((value) => value !== undefined);
}

function drawFlat(flat: Flat, context: DrawContext): fc.Arbitrary<Json> {
  const [union, ...others] = flat.unions;
  if (union !== undefined) return drawUnion(flat, union, others, context);
  const { schema } = flat;
  const { effort, definitions, pointer } = context;
  const name = schema[mark];
  if (typeof name === 'string' && satisfies(schema, name, definitions)) return fc.constant(name);
  if (schema.const !== undefined || Array.isArray(schema.enum)) {
    const { enum: members, ...rest } = schema;
    const values = Array.isArray(members) ? members : [schema.const as Json];
    const possible = values.filter((value) => satisfies(rest, value, definitions));
    if (possible.length === 0) throw effort.fail(pointer, 'none of its listed values satisfies the rest of it');
    return fc.constantFrom(...possible);
  }
  const types = typesOf(schema);
  if (types.length === 1) return drawType(types[0] as string, schema, context);
  const smallest = context.isPoor ? types.filter((type) => type !== 'object' && type !== 'array') : [];
  const branches = (smallest.length > 0 ? smallest : types).map(
    (type) => new Deferred(() => drawType(type, schema, context)),
  );
  return new Choice(branches, () => effort.last ?? effort.fail(pointer, 'no type is left'));
}

/** The types that a schema allows, or speaks of. */
function typesOf(schema: JsonObject): string[] {
  if (schema.type !== undefined) return [schema.type].flat().map(String);
  const has = (...keys: string[]) => keys.some((key) => schema[key] !== undefined);
  if (has('properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties')) {
    return ['object'];
  }
  if (has('items', 'prefixItems', 'minItems', 'contains', 'uniqueItems')) return ['array'];
  if (has('pattern', 'minLength', 'maxLength', 'format')) return ['string'];
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return ['number'];
  return ['null', 'boolean', 'integer', 'string', 'object', 'array'];
}

function drawUnion(flat: Flat, union: Union, others: readonly Union[], context: DrawContext): fc.Arbitrary<Json> {
  const { effort, heightOf, pointer } = context;
  const heights = union.branches.map((branch) => heightOf(branch));
  const lowest = Math.min(...heights);
  const possible = union.branches.filter((_, index) => {
    const height = heights[index] as number;
    return context.isPoor ? height === lowest : height < Number.POSITIVE_INFINITY;
  });
  const branches = possible.map((branch) => {
    let made: fc.Arbitrary<Json> | undefined;
    return new Deferred(() => {
      made ??= drawBranch(flat, named(branch, union), others, into(branch, context));
      return made;
    });
  });
  return new Choice(branches, () => effort.last ?? effort.fail(pointer, 'none of its alternatives can be drawn'));
}

function drawBranch(flat: Flat, branch: Json, others: readonly Union[], context: DrawContext): fc.Arbitrary<Json> {
  const joined = flatten({ allOf: [flat.schema, branch] }, context.definitions);
  if (joined === undefined) throw context.effort.fail(context.pointer, 'its parts contradict each other');
  const example = context.example ?? ownExample(joined.schema);
  return drawFlat({ ...joined, unions: [...joined.unions, ...others] }, { ...context, example });
}

/** The context behind a `$ref`. What is met there for the third time is drawn no larger than it has to be. */
function into(schema: Json, context: DrawContext): DrawContext {
  const ref = own(schema, '$ref');
  if (typeof ref !== 'string') return context;
  const isRecursive = context.open.filter((open) => open === ref).length >= MAX_RECURSION;
  return { ...context, open: [...context.open, ref], isPoor: context.isPoor || isRecursive };
}

/** What marks a property as naming the branch that it stands in. */
const mark = 'x-names-branch';

/** A branch whose discriminator names it, as far as its schema lets it. */
function named(branch: Json, { discriminator }: Union): Json {
  const ref = own(branch, '$ref');
  if (discriminator === undefined || typeof ref !== 'string') return branch;
  const definition = ref.slice('#/$defs/'.length);
  const name = discriminator.names.get(definition) ?? definition;
  const { property } = discriminator;
  return { allOf: [branch, { properties: { [property]: { [mark]: name } } }] };
}

function drawType(type: string, schema: JsonSchema, context: DrawContext): fc.Arbitrary<Json> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numberArbitrary(schema, type, context);
    case 'string':
      return textArbitrary(schema, context);
    case 'array':
      return arrayArbitrary(schema, context);
    case 'object':
      return objectArbitrary(schema, context);
    default:
      throw context.effort.fail(context.pointer, `its type is ${JSON.stringify(type)}, which JSON does not have`);
  }
}
