import { responseArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { clone, isObject, own, setOwn } from '../../base/json.js';
import { at, put } from '../../base/pointer.js';
import type { Contract, Lookup } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { linkInvariant } from '../../judge/links/link.js';
import type { Answer } from '../engine.js';
import { fieldsOf } from './fields.js';
import { languageOf, translate } from './item-texts.js';
import { draw, makeItems, spreadEnums, type WorldOptions } from './items.js';
import { Selector } from './selection.js';
import { Table, textOf } from './table.js';
import { uniqueTexts } from './text.js';

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

  /** @param requestId name of the body's property that holds the request's ID */
  constructor(
    contract: Contract,
    lookup: Lookup,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
  ) {
    const seed = hashOf(options.seed, contract.id);
    const sizes = Array.from({ length: options.records }, (_, entity) => 1 + (hashOf(seed, 'size', entity) % maxItems));
    const records = sizes.reduce((sum, size) => sum + size, 0);
    this.#contract = contract;
    this.#lookup = lookup;
    this.#requestId = requestId;
    this.#status = successBody(contract).status;
    this.#items = makeItems(contract, lookup.items, lookup.identity, { ...options, records });
    this.#owners = Uint32Array.from(sizes.flatMap((size, entity) => new Array<number>(size).fill(entity)));
    this.#bodies = this.#makeBodies(seed, sizes);
    const key = keysOf(contract, lookup, seed);
    this.#byKey = new Map(sizes.map((_, entity) => [textOf(key(entity)), entity]));
    this.#selector = new Selector(new Table(this.#items), contract, clock);
  }

  /** Draws the entities, and lets the links between an entity and its items hold. Changes the items. */
  #makeBodies(seed: number, sizes: readonly number[]): JsonObject[] {
    const contract = this.#contract;
    const arbitrary = responseArbitrary(contract, { texts: 'realistic' });
    const drawn = draw(arbitrary, seed, Math.min(sizes.length, maxDrawn)).filter(isObject);
    const bodies = sizes.map((_, entity) => clone(drawn[entity % drawn.length] ?? {}));
    spreadEnums(bodies, fieldsOf(contract, successBody(contract).schema, []).enums, seed);
    // Fields inside the entity's own object, one level down, are its as well.
    const invariants = contract.links.map(linkInvariant);
    let row = 0;
    for (const [entity, body] of bodies.entries()) {
      const size = sizes[entity] as number;
      put(body, this.#lookup.items, this.#items.slice(row, row + size));
      row += size;
      for (let round = 0; round < 5; round++) for (const invariant of invariants) invariant.repair({ response: body });
    }
    return bodies;
  }

  /** What a valid request asks for: the entity of its key, or the one whose items it names. */
  answer(request: JsonObject, requestId: string): Answer {
    const key = own(request, this.#lookup.key);
    const rows = this.#selector.rows(request);
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
    for (const row of rows) {
      if (this.#owners[row] !== entity) continue;
      const item = this.#items[row] as JsonObject;
      const asked = language && own(request, language.name);
      items.push(language ? translate(item, language.fields, String(asked ?? language.fallback)) : item);
    }
    put(body, this.#lookup.items, items);
    if (this.#requestId !== undefined && Object.hasOwn(body, this.#requestId)) {
      setOwn(body, this.#requestId, requestId);
    }
    const note = `${items.length} of ${(at(this.#bodies[entity] as Json, this.#lookup.items) as Json[]).length}`;
    return { status: this.#status, text: JSON.stringify(body), note, keepsRules: true };
  }

  #ownerOf(rows: Uint32Array): number | undefined {
    const first = rows[0];
    return first === undefined ? undefined : this.#owners[first];
  }
}

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
