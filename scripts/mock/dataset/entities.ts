import { responseArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { clone, isObject, own, setOwn } from '../../base/json.js';
import { at, put } from '../../base/pointer.js';
import type { Contract, Lookup } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { linkInvariant } from '../../judge/links/link.js';
import type { Answer, Hints } from '../engine.js';
import { fieldsOf } from './fields.js';
import { languageOf, translate } from './item-texts.js';
import { draw, looksOf, makeItemsInSteps, spreadEnums, type WorldOptions } from './items.js';
import { placeholdersOf } from './placeholders.js';
import { Selector } from './selection.js';
import type { Steps } from './steps.js';
import { Table, textOf } from './table.js';
import { uniqueTexts } from './text.js';

/** Entities that are drawn, or mended, in one step. */
const chunkSize = 10;
/** How many entities are drawn; further ones have bodies like them, with items of their own. */
const maxDrawn = 500;
/** An entity has one to this many items. */
const maxItems = 4;

/** A world of entities that an operation looks up one by one, each with a list of items. */
export class Entities {
  readonly #contract: Contract;
  readonly #lookup: Lookup;
  readonly #requestId: string | undefined;
  readonly #bodies: readonly JsonObject[];
  readonly #byKey: ReadonlyMap<string, number>;
  /** The entity that each item belongs to. */
  readonly #owners: Uint32Array;
  readonly #items: readonly JsonObject[];
  readonly #selector: Selector;
  readonly #status: number;
  readonly #show: ((item: JsonObject) => JsonObject) | undefined;

  /**
   * Makes the world, in steps.
   *
   * @param requestId name of the body's property that holds the request's ID
   */
  static *make(
    contract: Contract,
    lookup: Lookup,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
  ): Steps<Entities> {
    const seed = hashOf(options.seed, contract.id);
    const sizes = Array.from({ length: options.records }, (_, entity) => 1 + (hashOf(seed, 'size', entity) % maxItems));
    const records = sizes.reduce((sum, size) => sum + size, 0);
    const items = yield* makeItemsInSteps(contract, lookup.items, lookup.identity, { ...options, records });
    const bodies = yield* makeBodies(contract, lookup, items, sizes, options);
    return new Entities(contract, lookup, requestId, options, clock, sizes, items, bodies);
  }

  private constructor(
    contract: Contract,
    lookup: Lookup,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
    sizes: readonly number[],
    items: readonly JsonObject[],
    bodies: readonly JsonObject[],
  ) {
    const seed = hashOf(options.seed, contract.id);
    this.#contract = contract;
    this.#lookup = lookup;
    this.#requestId = requestId;
    this.#status = successBody(contract).status;
    this.#show = placeholdersOf(contract, lookup.items, options.behaviour?.noValue ?? 'absent');
    this.#items = items;
    this.#owners = Uint32Array.from(sizes.flatMap((size, entity) => new Array<number>(size).fill(entity)));
    this.#bodies = bodies;
    const key = keysOf(contract, lookup, seed);
    this.#byKey = new Map(sizes.map((_, entity) => [textOf(key(entity)), entity]));
    this.#selector = new Selector(new Table(this.#items), contract, clock);
  }

  /** What a valid request asks for: the entity of its key, or the one whose items it names. */
  answer(request: JsonObject, requestId: string, { findsNothing = false }: Hints = {}): Answer {
    const key = own(request, this.#lookup.key);
    const rows = findsNothing ? nothing : this.#selector.rows(request);
    const entity = key === undefined ? this.#ownerOf(rows) : this.#byKey.get(textOf(key));
    if (entity === undefined) {
      const what = key === undefined ? 'nothing that the request names' : `no ${this.#lookup.key} ${textOf(key)}`;
      const first = this.#byKey.keys().next().value;
      const detail = `This world has ${what.slice(0, 200)}; it has ${this.#byKey.size} entities, the first is ${first}.`;
      return { refusal: { cause: 'not-found', code: this.#lookup.missing, parameter: this.#lookup.key, detail } };
    }
    const body = clone(this.#bodies[entity] as JsonObject);
    const language = languageOf(this.#contract);
    const items: Json[] = [];
    for (const row of this.#isWhole(request) ? this.#owners.keys() : rows) {
      if (this.#owners[row] !== entity) continue;
      const item = this.#items[row] as JsonObject;
      const asked = language && own(request, language.name);
      const shown = language ? translate(item, language.fields, String(asked ?? language.fallback)) : item;
      items.push(this.#show === undefined ? shown : this.#show(shown));
    }
    put(body, this.#lookup.items, items);
    if (this.#requestId !== undefined && Object.hasOwn(body, this.#requestId)) {
      setOwn(body, this.#requestId, requestId);
    }
    const note = `${items.length} of ${(at(this.#bodies[entity] as Json, this.#lookup.items) as Json[]).length}`;
    return { status: this.#status, text: JSON.stringify(body), note, keepsRules: true };
  }

  /** Whether a filter of the request only says which entity is meant. */
  #isWhole(request: JsonObject): boolean {
    const hasKey = own(request, this.#lookup.key) !== undefined;
    return this.#contract.parameters.some(({ name, filter }) => {
      if (filter === undefined || !('extent' in filter) || own(request, name) === undefined) return false;
      return filter.extent === 'whole' || (filter.extent === 'whole-without-key' && !hasKey);
    });
  }

  #ownerOf(rows: Uint32Array): number | undefined {
    const first = rows[0];
    return first === undefined ? undefined : this.#owners[first];
  }
}

/** Draws the entities, and lets the links between an entity and its items hold. Changes the items. */
function* makeBodies(
  contract: Contract,
  lookup: Lookup,
  items: readonly JsonObject[],
  sizes: readonly number[],
  options: WorldOptions,
): Steps<JsonObject[]> {
  const seed = hashOf(options.seed, contract.id);
  const arbitrary = responseArbitrary(contract, looksOf(options));
  const wanted = Math.min(sizes.length, maxDrawn);
  const drawn: JsonObject[] = [];
  for (let chunk = 0; chunk * chunkSize < wanted; chunk++) {
    drawn.push(
      ...draw(arbitrary, hashOf(seed, chunk), Math.min(chunkSize, wanted - chunk * chunkSize)).filter(isObject),
    );
    yield;
  }
  const bodies: JsonObject[] = [];
  for (const entity of sizes.keys()) {
    bodies.push(clone(drawn[entity % drawn.length] ?? {}));
    if (entity % 100 === 99) yield;
  }
  spreadEnums(bodies, fieldsOf(contract, successBody(contract).schema, []).enums, seed);
  // Fields inside the entity's own object, one level down, are its as well.
  const invariants = contract.links.map(linkInvariant);
  let row = 0;
  for (const [entity, body] of bodies.entries()) {
    const size = sizes[entity] as number;
    put(body, lookup.items, items.slice(row, row + size));
    row += size;
    for (let round = 0; round < 5; round++) for (const invariant of invariants) invariant.repair({ response: body });
    if (entity % chunkSize === chunkSize - 1) yield;
  }
  return bodies;
}

const nothing = new Uint32Array(0);

/** Makes the keys of entities. The first is the documented example, so that the page's own request finds something. */
function keysOf(contract: Contract, lookup: Lookup, seed: number): (entity: number) => Json {
  const parameter = contract.parameters.find(({ name }) => name === lookup.key);
  const example = parameter?.examples[0];
  if (own(resolveSchema(parameter?.schema, contract.definitions), 'type') === 'integer') {
    return (entity) => (typeof example === 'number' ? example : 1) + entity;
  }
  const texts = uniqueTexts(String(example ?? 'id-000000000'), seed);
  return (entity) => (entity === 0 && typeof example === 'string' ? example : texts(entity));
}
