import { clone, isObject, type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import { at, put, reader, select } from '../../base/pointer.js';
import type { Contract, Parameter, Response } from '../../contract/contract.js';
import { type Pager, pagerOf } from '../../contract/pager.js';
import { successResponse } from '../../contract/responses.js';
import type { Exchange } from '../exchange.js';
import { identifier, identityFields, itemsPointer } from '../identity.js';
import { isRange } from '../ranges.js';
import { SchemaJudge } from '../schema/schema-judge.js';
import type { Selection } from '../selects.js';
import { Entries, type Sighting } from './entries.js';
import type { Seen } from './seen.js';
import { Suspicions } from './suspicions.js';
import { Totals } from './totals.js';
import { type Result, Walks } from './walks.js';

/** How much a ledger may remember. */
export interface LedgerOptions {
  /** Entries that are remembered. Default: 100,000. */
  readonly room?: number | undefined;
  /** Values of parameters that the user says the server knows. Default: none. */
  readonly given?: Readonly<Record<string, readonly Json[]>> | undefined;
}

/** Keys that were found and are remembered. */
const MOST_KEYS = 20;

/** Values that were accepted and are remembered. */
const MOST_ACCEPTED = 10_000;

/**
 * What the exchanges of a run have shown of one operation: its entries, its whole results, and what has changed.
 *
 * Facts only: what they mean for the contract is for the rules to say.
 */
export class Ledger {
  readonly contract: Contract;
  readonly entries: Entries;
  readonly suspicions = new Suspicions();
  readonly schemas: SchemaJudge;
  readonly given: Readonly<Record<string, readonly Json[]>>;
  /** Values that were part of a request that succeeded: `name=JSON`. */
  readonly accepted = new Set<string>();
  /** Keys that were looked up and found; the first ones. */
  readonly keys: Json[] = [];
  /** Entries of the largest page that was seen. */
  largestPage = 0;
  /** The total of the latest unfiltered result: entries up to it can be reached. */
  reachable = 0;
  /** Exchanges so far. */
  exchanges = 0;
  /** Times that the data behind the server were seen to change. */
  changes = 0;
  readonly #pager: Pager | undefined;
  readonly #totals = new Totals();
  readonly #walks: Walks | undefined;
  readonly #itemsAt: ((body: Json) => Json | undefined) | undefined;
  readonly #identify: (item: Json) => string | undefined;
  readonly #framing: ReadonlySet<string>;

  constructor(contract: Contract, { room = 100_000, given = {} }: LedgerOptions = {}) {
    this.contract = contract;
    this.schemas = new SchemaJudge(contract);
    this.given = given;
    this.entries = new Entries(room, contentReader(contract));
    this.#pager = pagerOf(contract);
    this.#walks = this.#pager === undefined ? undefined : new Walks(this.#pager, 4 * room);
    const pointer = itemsPointer(contract);
    this.#itemsAt = pointer === undefined ? undefined : reader(pointer);
    this.#identify = identityReader(contract);
    this.#framing = framing(contract);
  }

  /**
   * Whether a filter of a request selects an item, whichever of its readings that are still possible is the server's.
   * Undefined where they differ.
   */
  selectsForSure: (name: string, request: JsonObject, item: Json, time: number) => Selection = () => undefined;

  /** The latest whole result of a scope; undefined where none was seen. */
  result(scope: string): Result | undefined {
    return this.#walks?.latest(scope);
  }

  /** True once something was not remembered for want of room. */
  get hasForgotten(): boolean {
    return this.entries.isFull;
  }

  /** The entry of a key within the data that a request is about. */
  entryKey(universe: string, key: string): string {
    return `${universe}\u0002${key}`;
  }

  /** Reads an exchange, and remembers what it shows. @param declared what the contract declares of its status */
  see(exchange: Exchange, declared: Response | undefined): Seen {
    const number = ++this.exchanges;
    const { request, body } = exchange;
    const isSuccess = declared !== undefined && declared === successResponse(this.contract);
    const list = isSuccess && body !== undefined ? this.#itemsAt?.(exchange.exact ?? body) : undefined;
    const items = Array.isArray(list) ? list : [];
    const universe = this.#universeOf(request);
    const filters = request === undefined ? [] : this.#filtersOf(request);
    const scope = this.#scopeOf(request);
    const isEverything = request !== undefined && scope === universe;
    const keys = items.map(this.#identify);
    const { pagination } = this.contract;
    const page = this.#pageOf(request, body);
    const total = body === undefined ? undefined : this.#pager?.total(body);
    // A body without its request tells nothing of what else there is.
    const sightings =
      request === undefined ? [] : this.#remember(universe, items, keys, number, !filters.some(isRange));
    const former = isEverything ? this.result(scope) : undefined;
    const { step, result } =
      isSuccess &&
      Array.isArray(list) &&
      request !== undefined &&
      page !== undefined &&
      body !== undefined &&
      this.#walks !== undefined
        ? this.#walks.see({ number, request, body, scope, page, items, keys, total })
        : this.#unpaged(isSuccess && Array.isArray(list) && pagination === undefined, scope, keys, number);
    if (former !== undefined && result !== undefined && !sameEntries(former, result)) this.changes++;
    if (isSuccess && request !== undefined) this.#accept(request, items.length);
    if (isSuccess && filters.length === 0 && total !== undefined) this.reachable = total;
    if (isSuccess && request !== undefined && total !== undefined) this.#totals.see(scope, total);
    this.#settle(result, isEverything);
    return {
      exchange,
      number,
      request,
      body,
      time: exchange.time ?? Date.now(),
      declared,
      isSuccess,
      items,
      keys,
      sightings,
      filters,
      universe,
      scope,
      isEverything,
      page,
      total,
      step,
      result,
    };
  }

  /** Ends what still waits to be confirmed: it is, if nothing was seen to change. */
  close(): void {
    const isStill = this.changes === 0 && !this.#totals.haveChanged;
    this.suspicions.settle((suspicion) => {
      const holds = suspicion.kind === 'total' ? this.#totals.comeAndGo(suspicion.scope) : isStill;
      return holds ? 'confirmed' : 'changed';
    });
  }

  #accept(request: JsonObject, count: number): void {
    this.largestPage = Math.max(this.largestPage, count);
    const key = this.contract.lookup && own(request, this.contract.lookup.key);
    if (key !== undefined && this.keys.length < MOST_KEYS) this.keys.push(key);
    if (this.accepted.size > MOST_ACCEPTED) return;
    for (const [name, value] of Object.entries(request)) this.accepted.add(`${name}=${jsonText(value)}`);
  }

  #remember(
    universe: string,
    items: readonly Json[],
    keys: readonly (string | undefined)[],
    number: number,
    isOpen: boolean,
  ): readonly Sighting[] {
    return items.map((item, index) => {
      const key = keys[index];
      if (key === undefined) return 'new';
      const sighting = this.entries.see(this.entryKey(universe, key), item, number);
      if (sighting === 'changed') this.changes++;
      const entry = isOpen ? this.entries.get(this.entryKey(universe, key)) : undefined;
      if (entry !== undefined) entry.isOpen = true;
      return sighting;
    });
  }

  #unpaged(
    isList: boolean,
    scope: string,
    keys: readonly (string | undefined)[],
    number: number,
  ): { step: undefined; result: Result | undefined } {
    return {
      step: undefined,
      result: isList ? { scope, keys, since: number, last: number, digest: 0 } : undefined,
    };
  }

  #settle(result: Result | undefined, isEverything: boolean): void {
    this.suspicions.settle((suspicion, since) => {
      if (suspicion.kind === 'still' || suspicion.kind === 'total') return undefined;
      if (suspicion.kind === 'result') {
        if (result === undefined || result.scope !== suspicion.scope || result.since <= since) return undefined;
        return result.digest === suspicion.digest ? 'confirmed' : 'changed';
      }
      const entry = this.entries.get(this.entryKey(suspicion.scope, suspicion.key));
      if (suspicion.kind === 'entry') {
        if (entry !== undefined && entry.last > since) return entry.since <= since ? 'confirmed' : 'changed';
        // Everything was read again, and it is gone.
        return isEverything && result !== undefined && result.since > since ? 'changed' : undefined;
      }
      if (!isEverything || result === undefined || result.scope !== suspicion.scope || result.since <= since)
        return undefined;
      return result.keys.includes(suspicion.key) ? 'changed' : 'confirmed';
    });
  }

  #filtersOf(request: JsonObject): Parameter[] {
    return this.contract.parameters.filter(
      ({ name, filter }) => filter !== undefined && own(request, name) !== undefined,
    );
  }

  /** The values that say whose data are asked for. */
  #universeOf(request: JsonObject | undefined): string {
    if (request === undefined) return '';
    const { parameters, sort } = this.contract;
    return keyOf(
      request,
      parameters.filter(
        ({ name, filter }) =>
          filter === undefined && name !== sort?.by && name !== sort?.direction && !this.#framing.has(name),
      ),
    );
  }

  #scopeOf(request: JsonObject | undefined): string {
    if (request === undefined) return '';
    return keyOf(
      request,
      this.contract.parameters.filter(({ name }) => !this.#framing.has(name)),
    );
  }

  /** The page that is asked for; what is left out is what the answer says of itself, or else the default. */
  #pageOf(request: JsonObject | undefined, body: Json | undefined) {
    const { pagination } = this.contract;
    if (pagination === undefined || request === undefined) return undefined;
    const filled: JsonObject = { ...request };
    for (const part of ['position', 'size'] as const) {
      const name = pagination.request[part];
      const pointer = pagination.response[part];
      if (own(request, name) !== undefined || pointer === undefined || body === undefined) continue;
      const echoed = whole(at(body, pointer));
      if (echoed !== undefined) filled[name] = echoed;
    }
    const page = this.#pager?.requested(filled);
    return page !== undefined && page.size > 0 ? page : undefined;
  }
}

/** Parameters that change neither whose data are shown nor which of them: the page and the language. */
function framing({ pagination, parameters }: Contract): ReadonlySet<string> {
  return new Set([
    ...Object.values(pagination?.request ?? {}),
    ...parameters.filter(({ language }) => language !== undefined).map(({ name }) => name),
  ]);
}

function keyOf(request: JsonObject, parameters: readonly Parameter[]): string {
  let key = '';
  for (const { name } of parameters) {
    const value = own(request, name);
    if (value !== undefined) key += `&${name}=${jsonText(value)}`;
  }
  return key;
}

/** An item without the texts that are in a language. */
function contentReader({ parameters }: Contract): (item: Json) => Json {
  const fields = parameters.flatMap(({ language }) => language?.fields ?? []);
  if (fields.length === 0) return (item) => item;
  return (item) => {
    if (!isObject(item)) return item;
    const copy = fields.every((field) => !field.includes('/', 1)) ? { ...item } : clone(item);
    for (const field of fields) for (const { path } of select(copy, field)) put(copy, path, null);
    return copy;
  };
}

/** Identities of items that have all of their identity's fields. */
function identityReader(contract: Contract): (item: Json) => string | undefined {
  const fields = identityFields(contract);
  const identify = identifier(fields);
  const [first, ...others] = fields;
  if (first === undefined) return () => undefined;
  return (item) =>
    at(item, first) === undefined || others.some((field) => at(item, field) === undefined) ? undefined : identify(item);
}

function sameEntries(one: Result, other: Result): boolean {
  if (one.digest === other.digest) return true;
  const keys = new Set(one.keys);
  return one.keys.length === other.keys.length && other.keys.every((key) => keys.has(key));
}

function whole(value: Json | undefined): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
