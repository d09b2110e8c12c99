import { type Json, type JsonObject, own, setOwn } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { type PageRequest, type Pager, pagerOf } from '../../contract/pager.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { isClientError, itemsPointer } from '../../judge/index.js';
import type { Asked, AskOptions, Operation } from '../operation.js';
import { Purse } from '../purse.js';
import type { Answer, Reply } from '../transport/answer.js';

/** Entries that are read of one result at most; a real account can have millions. */
export const MAX_ENTRIES = 5_000;

/** Pages that are read of one result at most: a server may show one entry on each, and claim a billion. */
const MAX_PAGES = 120;

/** Entries of a page that is asked for where many are wanted; servers may be ready for less. */
const LARGE = 1_000;

/** Entries of a page while everything is read for the first time: small answers, yet few requests. */
const PAGE = 50;

/** Pages that may be empty, or hold nothing new, before a walk that the total promises more of is given up. */
const MOST_EMPTY = 3;

/** Pages of a question that is asked again. */
const MOST_PAGES = 60;

/** Entities that are looked at for one lookup. */
const MAX_SUBJECTS = 12;

/** Entities that are looked up with the examples of all parameters, where none is found without. */
const MOST_IN_FULL = 3;

/** Entries of a page that any server serves. */
const SMALL = 10;

/** How far around a known number others are looked for. */
const NEIGHBOURHOOD = 10;

/** Entries that the server is known to have: of a result without filters, or of one looked-up entity. */
export interface Collection {
  /** The request, without page, that the entries answer. */
  readonly base: JsonObject;
  readonly items: readonly Json[];
  /** All entries are there. */
  readonly isComplete: boolean;
  /** As the server states it. */
  readonly total: number | undefined;
}

/** A result that was read from its first page on. */
export interface Reading {
  readonly items: readonly Json[];
  readonly isComplete: boolean;
  readonly total: number | undefined;
  /** The answer that ended it early, where it was no success. */
  readonly refused: Asked | undefined;
  readonly last: Reply | undefined;
}

/** How a result is read. */
interface ReadOptions extends AskOptions {
  /** Where the purse does not reach to the end, what was read by then is given. Default: false, which throws. */
  readonly endsEarly?: boolean;
}

/** Reads what there is: everything, or everything that a filter leaves. */
export class Everything {
  readonly #operation: Operation;
  /** The largest page that the server was ready to serve, as far as that was tried. */
  #largest: number;
  #collections: Promise<readonly Collection[]> | undefined;
  /** Why nothing could be read. */
  problem: string | undefined;

  constructor(operation: Operation) {
    this.#operation = operation;
    this.#largest = Math.min(LARGE, sizeLimit(operation.contract));
  }

  /** The largest page size that the contract allows; Infinity where it states none. */
  get limit(): number {
    return sizeLimit(this.#operation.contract);
  }

  /** The size that is asked for where all entries of a result are wanted, of which there are about so many. */
  sizeFor(count: number): number {
    return Math.max(1, Math.min(this.#largest, count));
  }

  /**
   * The entries that the server shows, read once.
   *
   * @param purse pays for it; where it does not reach to the end, what was read by then is all that there is
   * @throws BudgetSpent
   */
  collections(purse?: Purse): Promise<readonly Collection[]> {
    if (this.#collections === undefined) {
      this.#collections = this.#read(PAGE, purse);
      this.#collections.catch(() => {
        this.#collections = undefined;
      });
    }
    return this.#collections;
  }

  /**
   * Reads everything again, for what has to be seen twice.
   *
   * @param how in pages as large as can be, or as it was read at first
   * @throws BudgetSpent
   */
  async readAgain(how: 'at once' | 'as at first' = 'at once'): Promise<void> {
    const collections = await this.collections();
    for (const { base, items } of collections) {
      if (this.#operation.contract.pagination === undefined) await this.#operation.ask(base);
      else await this.readAll(base, this.sizeFor(how === 'at once' ? Math.max(PAGE, items.length) : PAGE));
    }
  }

  /** Asks a question again: of a page, the pages from the first on. @throws BudgetSpent */
  async askAgain(request: JsonObject): Promise<void> {
    const { contract } = this.#operation;
    const page = pagerOf(contract)?.requested(request);
    if (page === undefined || contract.pagination === undefined) {
      await this.#operation.ask(request);
      return;
    }
    const { position, size } = contract.pagination.request;
    const query = Object.fromEntries(Object.entries(request).filter(([name]) => name !== position && name !== size));
    await this.readAll(query, page.size, { purse: new Purse(MOST_PAGES), endsEarly: true });
  }

  /**
   * Reads a result from its first page to its last one, or to the first page that is refused.
   *
   * Goes by what the server itself says of its total, but never on and on where pages hold nothing any more.
   *
   * @throws BudgetSpent
   */
  async readAll(filters: JsonObject, wanted: number, options: ReadOptions = {}): Promise<Reading> {
    const { purse, endsEarly = false } = options;
    const size = Math.max(1, Math.min(wanted, this.limit));
    const { contract } = this.#operation;
    const pager = pagerOf(contract);
    const items: Json[] = [];
    let total: number | undefined;
    let last: Reply | undefined;
    if (pager === undefined) {
      const asked = await this.#operation.ask(filters, options);
      const body = successBodyOf(this.#operation, asked.answer);
      if (body === undefined) return { items, isComplete: false, total, refused: asked, last };
      return {
        items: itemsIn(this.#operation, body),
        isComplete: true,
        total,
        refused: undefined,
        last: asked.answer as Reply,
      };
    }
    let empty = 0;
    let pages = 0;
    for (let page: PageRequest | undefined = pager.first(size); page !== undefined && items.length < MAX_ENTRIES; ) {
      if (++pages > MAX_PAGES) break;
      if (endsEarly && last !== undefined && purse?.left === 0) break;
      const asked = await this.#operation.ask(pager.request(page, filters), options);
      const body = successBodyOf(this.#operation, asked.answer);
      if (body === undefined) return { items, isComplete: false, total, refused: asked, last };
      last = asked.answer as Reply;
      const shown = pager.items(body);
      total = pager.total(body);
      items.push(...shown);
      empty = shown.length === 0 ? empty + 1 : 0;
      const next: PageRequest | undefined = pager.hasRandomAccess
        ? this.#following(pager, page, shown.length, total, items.length)
        : pager.next(page, body);
      // Where arithmetic leads on, the total ends it; a token is followed until there is none.
      const isFull = pager.hasRandomAccess && total !== undefined && items.length >= total;
      const isEnd = next === undefined || isFull;
      if (isEnd || empty >= MOST_EMPTY) {
        return {
          items,
          isComplete: isEnd && (total === undefined || items.length >= total),
          total,
          refused: undefined,
          last,
        };
      }
      page = next;
    }
    return { items, isComplete: false, total, refused: undefined, last };
  }

  /** The page after one that was served, perhaps in part only; undefined behind the last one. */
  #following(
    pager: Pager,
    page: PageRequest,
    count: number,
    total: number | undefined,
    read: number,
  ): PageRequest | undefined {
    if (total === undefined) return count < page.size ? undefined : pager.after(page);
    if (read >= total) return undefined;
    // Who goes on by the size that was asked for leaves out what a smaller page did not hold.
    const isShort = this.#operation.contract.pagination?.style === 'offset' && count > 0 && count < page.size;
    const after = pager.after(isShort ? { ...page, size: count } : page);
    return after === undefined ? undefined : { ...after, size: page.size };
  }

  /** Everything that filters leave of a collection, in pages as large as the server serves them. @throws BudgetSpent */
  select(collection: Collection, filters: JsonObject, options: AskOptions = {}): Promise<Reading> {
    const size = this.sizeFor(Math.max(1, collection.total ?? collection.items.length));
    return this.readAll({ ...collection.base, ...filters }, size, options);
  }

  async #read(size: number, purse: Purse | undefined): Promise<readonly Collection[]> {
    const { contract, known } = this.#operation;
    const { lookup, pagination } = contract;
    if (lookup !== undefined) return this.#lookUp(lookup.key, purse);
    let base = known.required;
    const options = { purse, endsEarly: true };
    let reading = await this.readAll(base, size, options);
    // A size that no page names may be refused: then the one that the page shows.
    const shown =
      pagination === undefined
        ? undefined
        : known.of(pagination.request.size).find((value) => typeof value === 'number');
    if (reading.items.length === 0 && reading.refused !== undefined && typeof shown === 'number' && shown < size) {
      this.#largest = shown;
      reading = await this.readAll(base, shown, options);
    }
    const full = this.#withExamples(base);
    if (isRefused(reading) && full !== undefined) {
      const another = await this.readAll(full, this.sizeFor(size), options);
      if (another.last !== undefined) {
        // Now that the values are known to be good, the refusal can be held against what was refused.
        await this.readAll(base, this.sizeFor(size), options);
        base = full;
        reading = another;
      }
    }
    if (isRefused(reading)) await this.#askBehindFirst(base, purse);
    if (reading.last === undefined) {
      this.problem = reading.refused === undefined ? 'nothing was answered' : wordsOf(reading.refused);
      return [];
    }
    if (pagination !== undefined && reading.items.length > 0) await this.#findLargest(base, purse);
    return [{ base, items: reading.items, isComplete: reading.isComplete, total: reading.total }];
  }

  /**
   * A request with the examples of all parameters that choose nothing; undefined where there are none. A server that asks
   * for one of them, though it is optional, answers nothing without it.
   */
  #withExamples(base: JsonObject): JsonObject | undefined {
    const { contract, known } = this.#operation;
    const { pagination, sort, lookup } = contract;
    const choosing = [...Object.values(pagination?.request ?? {}), sort?.by, sort?.direction, lookup?.key];
    const full: JsonObject = { ...base };
    for (const { name, filter } of contract.parameters) {
      const [example] = known.of(name);
      if (filter !== undefined || choosing.includes(name) || example === undefined) continue;
      if (!Object.hasOwn(full, name)) setOwn(full, name, example);
    }
    return Object.keys(full).length > Object.keys(base).length ? full : undefined;
  }

  /** Where the first page is refused: the one behind it, and if that is served, the first one again, now that all else is known. */
  async #askBehindFirst(base: JsonObject, purse: Purse | undefined): Promise<void> {
    const pager = pagerOf(this.#operation.contract);
    const size = Math.min(SMALL, this.limit);
    const behind = pager?.at(size, size);
    if (pager === undefined || behind === undefined) return;
    const asked = await this.#operation.ask(pager.request(behind, base), { purse });
    if (successBodyOf(this.#operation, asked.answer) === undefined) return;
    await this.#operation.ask(pager.request(pager.first(size), base), { purse });
    await this.#operation.ask(pager.request(behind, base), { purse });
  }

  /** Finds out which sizes the server is ready to serve. */
  async #findLargest(base: JsonObject, purse: Purse | undefined): Promise<void> {
    const pager = pagerOf(this.#operation.contract);
    const largest = Math.min(LARGE, this.limit);
    if (pager === undefined || this.#largest < largest) return;
    for (const size of new Set([LARGE, 200, 100, PAGE].map((one) => Math.min(one, largest)))) {
      if (purse?.left === 0) return;
      const asked = await this.#operation.ask(pager.request(pager.first(size), base), { purse });
      const body = successBodyOf(this.#operation, asked.answer);
      if (body === undefined) continue;
      const count = pager.items(body).length;
      const total = pager.total(body);
      this.#largest = count < size && total !== undefined && count < total && count > 0 ? count : size;
      return;
    }
  }

  /** What is found with the examples of all other parameters, where nothing is found without them. */
  async #lookUpInFull(key: string, values: readonly Json[], purse: Purse | undefined): Promise<Collection[]> {
    const { required } = this.#operation.known;
    const full = this.#withExamples(required);
    if (full === undefined) return [];
    const collections: Collection[] = [];
    for (const value of values.slice(0, MOST_IN_FULL)) {
      const base: JsonObject = { ...full };
      setOwn(base, key, value);
      const asked = await this.#operation.ask(base, { purse });
      const body = successBodyOf(this.#operation, asked.answer);
      if (body === undefined) continue;
      collections.push({ base, items: itemsIn(this.#operation, body), isComplete: true, total: undefined });
      // Now that the value is known to be good, the refusal can be held against what was refused.
      const plain: JsonObject = { ...required };
      setOwn(plain, key, value);
      await this.#operation.ask(plain, { purse });
      await this.#operation.ask(base, { purse });
    }
    return collections;
  }

  async #lookUp(key: string, purse: Purse | undefined): Promise<readonly Collection[]> {
    const { known } = this.#operation;
    const collections: Collection[] = [];
    const values = known.of(key);
    // An example need not exist on this server, and neighbours of a good number are often good, too.
    const numbers = values.filter((value) => typeof value === 'number');
    const neighbours = numbers.flatMap((value) =>
      Array.from({ length: NEIGHBOURHOOD }, (_, index) => [value + index + 1, value - index - 1]).flat(),
    );
    let failures = 0;
    for (const value of new Set([...values, ...neighbours])) {
      if (collections.length >= MAX_SUBJECTS || failures > 2 || (collections.length > 0 && purse?.left === 0)) break;
      const base: JsonObject = { ...known.required };
      setOwn(base, key, value);
      const asked = await this.#operation.ask(base, { purse });
      const body = successBodyOf(this.#operation, asked.answer);
      if (body !== undefined) {
        collections.push({ base, items: itemsIn(this.#operation, body), isComplete: true, total: undefined });
        continue;
      }
      const { answer } = asked;
      if (answer.kind === 'no-reply' || answer.status >= 500) failures++;
      this.problem = wordsOf(asked);
    }
    if (collections.length === 0 && failures === 0) collections.push(...(await this.#lookUpInFull(key, values, purse)));
    if (collections.length > 0) this.problem = undefined;
    return collections;
  }
}

/** The largest page size that the contract allows, stated or inferred; Infinity where there is none. */
function sizeLimit({ pagination, parameters, definitions }: Contract): number {
  const size = parameters.find(({ name }) => name === pagination?.request.size);
  const maximum = own(resolveSchema(size?.schema, definitions), 'maximum');
  return typeof maximum === 'number' && maximum >= 1 ? maximum : Number.POSITIVE_INFINITY;
}

/** The body of an answer that is the operation's success; undefined for any other. Integers beyond 2^53 are exact. */
export function successBodyOf({ judge }: Operation, answer: Answer): Json | undefined {
  if (answer.kind === 'no-reply' || answer.body === undefined) return undefined;
  return judge.isSuccess(answer.status) ? ((answer.exact as Json | undefined) ?? answer.body) : undefined;
}

/** The entries of a successful body; none where there is no list. */
export function itemsIn({ contract }: Operation, body: Json): Json[] {
  const pointer = itemsPointer(contract);
  const items = pointer === undefined ? undefined : at(body, pointer);
  return Array.isArray(items) ? items : [];
}

/** The first page was refused as the client's fault. */
function isRefused({ last, refused }: Reading): boolean {
  return last === undefined && refused?.answer.kind === 'reply' && isClientError(refused.answer.status);
}

function wordsOf({ answer }: Asked): string {
  return answer.kind === 'no-reply' ? answer.message : `a valid request is answered with status ${answer.status}`;
}
