import { type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import { reader } from '../../base/pointer.js';
import type { Contract, Response } from '../../contract/contract.js';
import { type Pager, pagerOf } from '../../contract/pager.js';
import { isSuccessOf } from '../../contract/responses.js';
import type { Exchange } from '../exchange.js';
import { bodyTypeOf } from '../facts/body-type.js';
import { itemsPointer } from '../identity.js';
import { type AnswerDigest, answerDigest } from '../plain-answer.js';
import { isRange } from '../ranges.js';
import { SchemaJudge } from '../schema/schema-judge.js';
import type { Selection } from '../selects.js';
import type { Answer, Repeat } from './answers.js';
import type { Entries, Entry } from './entries.js';
import { KnownEntries } from './known-entries.js';
import { Motion } from './motion.js';
import { questionOf, RequestReader } from './request-reader.js';
import type { Seen } from './seen.js';
import { type Ending, endingOf, type Suspicion, Suspicions } from './suspicions.js';
import { type Result, Walks } from './walks.js';

/** How much a ledger may remember. */
export interface LedgerOptions {
  /** Entries that are remembered. Default: 100,000. */
  readonly room?: number | undefined;
  /** Values of parameters that the user says the server knows. Default: none. */
  readonly given?: Readonly<Record<string, readonly Json[]>> | undefined;
}

/** Entries that data can move to another place between one request and the next. */
const MOVES = 2;

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
  readonly schemas: SchemaJudge;
  readonly given: Readonly<Record<string, readonly Json[]>>;
  /** Values that were part of a request that succeeded, as `name=JSON`: number of the latest such exchange. */
  readonly accepted = new Map<string, number>();
  /** Keys that were looked up and found; the first ones. */
  readonly keys: Json[] = [];
  /** Entries of the largest page that was seen. */
  largestPage = 0;
  /** The total of the latest unfiltered result: entries up to it can be reached. */
  reachable = 0;
  /** Exchanges so far. */
  exchanges = 0;
  /** Times that everything was read from its beginning to its end. */
  readings = 0;
  /** Whether the data behind the server change while it is asked. */
  isLive = false;
  readonly #known: KnownEntries;
  readonly #motion: Motion;
  readonly #suspicions = new Suspicions();
  readonly #digestOf: (body: Json, digests: readonly number[]) => AnswerDigest;
  readonly #pager: Pager | undefined;
  readonly #walks: Walks | undefined;
  readonly #itemsAt: ((body: Json) => Json | undefined) | undefined;
  readonly #requests: RequestReader;
  readonly #successes: ReadonlySet<Response>;

  constructor(contract: Contract, { room = 100_000, given = {} }: LedgerOptions = {}) {
    this.contract = contract;
    this.schemas = new SchemaJudge(contract);
    this.given = given;
    this.#known = new KnownEntries(contract, room);
    this.#motion = new Motion(this.#known.named);
    this.#pager = pagerOf(contract);
    this.#walks = this.#pager === undefined ? undefined : new Walks(this.#pager, 4 * room);
    const pointer = itemsPointer(contract);
    this.#itemsAt = pointer === undefined ? undefined : reader(pointer);
    this.#requests = new RequestReader(contract, this.#pager);
    this.#successes = new Set(Object.values(contract.responses).filter((response) => isSuccessOf(contract, response)));
    this.#digestOf = answerDigest(contract);
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

  /** The entries that were seen. */
  get entries(): Entries {
    return this.#known.named;
  }

  /** Whether another look at the data could decide what is only suspected so far. */
  get isWaiting(): boolean {
    return this.#suspicions.waiting > 0;
  }

  /** Lets a suspicion wait for what the server shows next. @param end is told how it ended */
  suspect(suspicion: Suspicion, { number, step }: Seen, end: (ending: Ending) => void): void {
    const scope = suspicion.kind === 'still' ? suspicion.scope : undefined;
    const before = scope === undefined ? undefined : this.result(scope);
    // What was read while the walk was under way says nothing of what was before it.
    const digest = before !== undefined && before.last < (step?.walk.since ?? number) ? before.digest : undefined;
    this.#suspicions.add({ suspicion, since: number, digest, end });
  }

  /** True once something was not remembered for want of room. */
  get hasForgotten(): boolean {
    return this.entries.isFull;
  }

  /** The data that a request is about: what is neither filter, order, page nor language. */
  universeOf(request: JsonObject): string {
    return this.#requests.universeOf(request);
  }

  /** What a whole result lacks of what it may be expected to find: {@link KnownEntries.lackedBy}. */
  lackedBy(...what: Parameters<KnownEntries['lackedBy']>): Entry | undefined {
    return this.#known.lackedBy(...what);
  }

  /** Reads an exchange, and remembers what it shows. @param declared what the contract declares of its status */
  see(exchange: Exchange, declared: Response | undefined): Seen {
    const number = ++this.exchanges;
    const { request, body } = exchange;
    const isSuccess = declared !== undefined && this.#successes.has(declared);
    const list = isSuccess && body !== undefined ? this.#itemsAt?.(exchange.exact ?? body) : undefined;
    const items = Array.isArray(list) ? list : [];
    const universe = this.#requests.universeOf(request);
    const filters = request === undefined ? [] : this.#requests.filtersOf(request);
    const scope = this.#requests.scopeOf(request);
    const isEverything = request !== undefined && scope === universe;
    const { keys, digests } = this.#known.recognise(universe, items);
    const { pagination } = this.contract;
    const page = this.#requests.pageOf(request, body);
    const total = body === undefined ? undefined : this.#pager?.total(body);
    // A body without its request tells nothing of what else there is.
    const isOpen = !filters.some(isRange);
    const shown = { universe, items, keys, digests, number, isOpen };
    const sightings = request === undefined ? [] : this.#known.remember(shown);
    this.#motion.changed(sightings.filter((sighting) => sighting === 'changed').length);
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
    if (isEverything && result !== undefined) {
      this.readings++;
      this.#motion.read(result, former);
    }
    if (isSuccess && request !== undefined) this.#accept(request, items.length, number);
    if (isSuccess && filters.length === 0 && total !== undefined) this.reachable = total;
    if (isSuccess && request !== undefined && total !== undefined) this.#motion.counted(scope, total);
    const question = request === undefined ? '' : questionOf(request);
    const repeat = this.#repeatOf(number, question, exchange, isSuccess, digests, keys);
    const isReordered = repeat !== undefined && this.#isReordered(universe, repeat.before, keys, number);
    const evidence = { result, isEverything, find: this.#known.find.bind(this.#known) };
    this.#suspicions.settle((pending) => endingOf(pending, evidence));
    this.isLive = this.#motion.isLive;
    return {
      exchange,
      number,
      request,
      body,
      time: exchange.time ?? Date.now(),
      declared,
      bodyType: declared && bodyTypeOf(declared, exchange.contentType),
      isSuccess,
      items,
      keys,
      sightings,
      filters,
      question,
      repeat,
      isReordered,
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
    this.#suspicions.settle(({ suspicion }) => {
      const holds = suspicion.kind === 'total' ? this.#motion.comeAndGo(suspicion.scope) : this.#motion.isStill;
      return holds ? 'confirmed' : 'changed';
    });
  }

  #accept(request: JsonObject, count: number, number: number): void {
    this.largestPage = Math.max(this.largestPage, count);
    const found = this.contract.lookup && own(request, this.contract.lookup.key);
    if (found !== undefined && this.keys.length < MOST_KEYS) this.keys.push(found);
    for (const [name, value] of Object.entries(request)) {
      const key = `${name}=${jsonText(value)}`;
      if (this.accepted.size < MOST_ACCEPTED || this.accepted.has(key)) this.accepted.set(key, number);
    }
  }

  #repeatOf(
    number: number,
    question: string,
    { status, body }: Exchange,
    isSuccess: boolean,
    itemDigests: readonly number[],
    keys: readonly (string | undefined)[],
  ): Repeat | undefined {
    // A server that cannot answer, or asks for patience, says nothing of its data.
    if (question === '' || (status !== undefined && (status >= 500 || status === 429))) return undefined;
    // Refusals are compared by their status: their texts are for people.
    const refusal = { contentOf: () => status ?? 0, digest: status ?? 0 };
    const digests = isSuccess && body !== undefined ? this.#digestOf(body, itemDigests) : refusal;
    return this.#motion.answered(question, { number, status, ...digests, keys });
  }

  /** The entries that two answers share, and that have not changed, come in an order that it takes many moves to. */
  #isReordered(universe: string, before: Answer, keys: readonly (string | undefined)[], number: number): boolean {
    if (before.keys.length < 2 || isSameList(before.keys, keys)) return false;
    const places = new Map(before.keys.map((key, place) => [key, place]));
    const common = keys.flatMap((key) => {
      const place = places.get(key);
      const entry = key === undefined ? undefined : this.entries.get(universe, key);
      return place === undefined || entry === undefined || entry.before.length > 0 ? [] : [place];
    });
    return common.length - risingLength(common) > MOVES * (number - before.number);
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
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, place) => part === other[place]);
}

/** How many of some numbers rise, at most, if the others are left out. */
function risingLength(numbers: readonly number[]): number {
  const ends: number[] = [];
  for (const number of numbers) {
    const place = ends.findIndex((end) => end >= number);
    ends[place === -1 ? ends.length : place] = number;
  }
  return ends.length;
}
