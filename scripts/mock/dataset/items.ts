import * as fc from 'fast-check';
import type { DrawOptions } from '../../arbitraries/draw-context.js';
import { fromSchema } from '../../arbitraries/from-schema.js';
import { itemArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { clone, isObject, own, setOwn } from '../../base/json.js';
import { at, parsePointer, put } from '../../base/pointer.js';
import type { Behaviour, Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { resolveSchema, schemaAt } from '../../contract/schema-at.js';
import { linkInvariant } from '../../judge/links/link.js';
import { type Field, type Fields, fieldsOf, isFree } from './fields.js';
import { nameItems } from './names.js';
import { Random } from './random.js';
import { finish, type Steps } from './steps.js';
import { ageOf, poolOf, readMoment, serialValues, writeMoment } from './values.js';

/** What a world is made of. */
export interface WorldOptions {
  readonly seed: number;
  /** Number of items, or of entities where the operation looks one up. */
  readonly records: number;
  /** The moment before which everything happened, in milliseconds since 1970. */
  readonly now: number;
  /** Whether optional fields may be absent though the documented sample has them. */
  readonly sparse?: boolean;
  /** What the page leaves open, as it is read. */
  readonly behaviour?: Behaviour;
  /** Whether the world changes while it is asked. */
  readonly live?: boolean;
  /** What time it is in a live world, in steps from 0. */
  readonly tick?: (() => number) | undefined;
}

/** How the values of a world are drawn: for people to read. */
export function looksOf({ sparse = false }: WorldOptions): DrawOptions {
  return { texts: 'realistic', optional: sparse ? 'some' : 'usual' };
}

/** Items that are drawn, or mended, in one step. */
const chunkSize = 10;
/** How many items are drawn; further ones are copies of them with an identity and times of their own. */
const maxDrawn = 500;

/**
 * The items of a world: they satisfy their schema, keep the contract's links, are told apart by their identity, and
 * have every listed value of every field. Drawn from the contract's arbitrary, then arranged.
 *
 * @param list pointer to the list in a response
 * @returns items that do not share parts with each other that anyone changes.
 */
export function makeItems(
  contract: Contract,
  list: string,
  identity: readonly string[],
  options: WorldOptions,
): JsonObject[] {
  return finish(makeItemsInSteps(contract, list, identity, options));
}

/** {@link makeItems} in short steps, so that others can be served between them. */
export function* makeItemsInSteps(
  contract: Contract,
  list: string,
  identity: readonly string[],
  options: WorldOptions,
): Steps<JsonObject[]> {
  const { seed, records, now } = options;
  const chance = hashOf(seed, contract.id, list);
  const schema = schemaAt(successBody(contract).schema, contract.definitions, `${list}/*`) ?? {};
  const fields = fieldsOf(contract, schema, identity);
  const drawn: JsonObject[] = [];
  const arbitrary = itemArbitrary(contract, looksOf(options));
  const wanted = Math.min(records, maxDrawn);
  for (let chunk = 0; drawn.length < wanted; chunk++) {
    const part = draw(arbitrary, hashOf(chance, chunk), Math.min(chunkSize, wanted - chunk * chunkSize));
    drawn.push(...part.filter(isObject));
    if (part.some((item) => !isObject(item))) break;
    yield;
  }
  if (drawn.length === 0) return [];

  spreadEnums(drawn, fields.enums, chance);
  const pools = fields.pooled.map((field) => ({ field, pool: poolOf(contract, field, chance, records) }));
  for (const [index, item] of drawn.entries()) {
    for (const { field, pool } of pools) {
      if (pool.length > 0 && isThere(item, field)) {
        put(item, field.pointer, pool[hashOf(chance, field.pointer, index) % pool.length] as Json);
      }
    }
    let moment = now - ageOf(chance, index);
    for (const field of fields.moments) {
      if (at(item, field.pointer) === undefined) continue;
      moment += 1000 + (hashOf(chance, field.pointer, index) % 1_200_000);
      put(item, field.pointer, writeMoment(field.schema, moment));
    }
  }
  yield;
  nameItems(contract, successBody(contract).schema, `${list}/*`, drawn);
  for (let first = 0; first < drawn.length; first += chunkSize) {
    keepLinks(contract, list, drawn.slice(first, first + chunkSize));
    yield;
  }
  const order = Object.keys(own(resolveSchema(schema, contract.definitions), 'properties') ?? {});
  for (const [index, item] of drawn.entries()) drawn[index] = inOrder(item, order);
  const serials = fields.serial && serialsOf(contract, fields.serial, chance, records);
  // A world has no more items than its identity can tell apart.
  const count = Math.min(records, serials?.count ?? records);
  const items: JsonObject[] = [];
  for (let index = 0; index < count; index++) {
    const original = drawn[index % drawn.length] as JsonObject;
    const item = index < drawn.length ? original : copyOf(original, fields, chance, index, drawn.length);
    if (serials !== undefined) setAt(item, serials.pointer, serials.value(index));
    items.push(item);
    if (index % 500 === 499) yield;
  }
  return items;
}

/** The values that tell items apart, where they stand, and how many there are. */
function serialsOf(
  contract: Contract,
  field: Field,
  seed: number,
  records: number,
): { readonly pointer: string; readonly count: number; readonly value: (index: number) => Json } {
  const { pointer } = field;
  if (isFree(field.schema) || field.schema.format === 'uuid') {
    return { pointer, count: records, value: serialValues(contract, field, seed) };
  }
  // Values of a pattern or format of their own can only be drawn, and draws can repeat.
  const arbitrary = fromSchema(field.schema, contract.definitions, { texts: 'realistic' });
  const distinct = new Set<Json>();
  for (let round = 0; distinct.size < records && round < 5; round++) {
    for (const value of draw(arbitrary, seed + round, records)) if (distinct.size < records) distinct.add(value);
  }
  const values = [...distinct];
  return { pointer, count: values.length, value: (index) => values[index] as Json };
}

/** Draws values, the same for the same seed. */
export function draw<T extends Json>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): T[] {
  return fc.sample(arbitrary, { seed: seed | 0, numRuns: count }).map((value) => clone(value));
}

/** Gives each item a listed value: every run of as many items as there are values has each of them once. */
export function spreadEnums(items: readonly JsonObject[], fields: readonly Field[], seed: number): void {
  for (const field of fields) {
    const values = field.schema.enum as Json[];
    let order: number[] = [];
    for (const [index, item] of items.entries()) {
      const place = index % values.length;
      if (place === 0) order = new Random(seed, field.pointer, index).order(values.length);
      if (isThere(item, field)) put(item, field.pointer, values[order[place] as number] as Json);
    }
  }
}

/** The same object with its properties in the schema's order: what was added later stands where people look for it. */
function inOrder(item: JsonObject, order: readonly string[]): JsonObject {
  const sorted: JsonObject = {};
  for (const name of new Set([...order, ...Object.keys(item)])) {
    const value = own(item, name);
    if (value !== undefined) setOwn(sorted, name, value);
  }
  return sorted;
}

/** Whether a field stands in the item, or may be put there without making up an object around it. */
function isThere(item: JsonObject, field: Field): boolean {
  return field.isTopLevel || at(item, field.pointer) !== undefined;
}

/** Mending one rule may break another, so the rules are mended in rounds. */
export function keepLinks(contract: Contract, list: string, items: JsonObject[]): void {
  const invariants = contract.links.filter((link) => link.each.startsWith(`${list}/`)).map(linkInvariant);
  const response: JsonObject = {};
  put(response, list, items);
  for (let round = 0; round < 5; round++) {
    for (const invariant of invariants) invariant.repair({ response });
    if (invariants.every((invariant) => invariant.judge({ response }).length === 0)) return;
  }
}

/** A copy whose moments are moved together, so that what is ordered stays so. Shares what does not change. */
function copyOf(original: JsonObject, fields: Fields, seed: number, index: number, drawn: number): JsonObject {
  const copy = { ...original };
  const shift = ageOf(seed, index % drawn) - ageOf(seed, index);
  for (const field of fields.moments) {
    const moment = readMoment(at(original, field.pointer));
    if (!Number.isNaN(moment)) setAt(copy, field.pointer, writeMoment(field.schema, moment + shift));
  }
  return copy;
}

/** Sets a value in an object whose inner objects may be shared: copies those on the way. */
export function setAt(target: JsonObject, pointer: string, value: Json): void {
  const steps = parsePointer(pointer);
  const last = steps.pop() as string;
  let here = target;
  for (const step of steps) {
    const below = own(here, step);
    const copy = isObject(below) ? { ...below } : {};
    setOwn(here, step, copy);
    here = copy;
  }
  setOwn(here, last, value);
}
