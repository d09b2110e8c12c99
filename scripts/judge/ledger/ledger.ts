import { isDeepStrictEqual } from 'node:util';
import { hashOf } from '../../base/hash.js';
import { type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import { reader } from '../../base/pointer.js';
import type { Contract, Response } from '../../contract/contract.js';
import { type Pager, pagerOf } from '../../contract/pager.js';
import { successResponse } from '../../contract/responses.js';
import type { Exchange } from '../exchange.js';
import { itemsPointer } from '../identity.js';
import { type AnswerDigest, answerDigest } from '../plain-answer.js';
import { isRange } from '../ranges.js';
import { SchemaJudge } from '../schema/schema-judge.js';
import type { Selection } from '../selects.js';
import { type Answer, Answers, type Repeat } from './answers.js';
import { Entries, type Entry, type Sighting } from './entries.js';
import { contentName, contentReader, identityReader } from './item-readers.js';
import { questionOf, RequestReader } from './request-reader.js';
import type { Seen } from './seen.js';
import { type Ending, type Pending, type Suspicion, Suspicions } from './suspicions.js';
import { Totals } from './totals.js';
import { type Result, Walks } from './walks.js';
import { Wholes } from './wholes.js';

/** How much a ledger may remember. */
export interface LedgerOptions {
  /** Entries that are remembered. Default: 100,000. */
  readonly room?: number | undefined;
  /** Values of parameters that the user says the server knows. Default: none. */
  readonly given?: Readonly<Record<string, readonly Json[]>> | undefined;
}

/** Entries that data can move to another place between one request and the next. */
const MOVES = 2;

/** Entries that have changed, so that the data must have, if the answers to some question have, too. */
const SOME = 5;

/** Changes of entries from a content that has lasted, so that the data must have changed. */
const OFTEN = 10;

/** Questions whose answers have changed for good, so that the data must have, whatever entries do besides. */
const MANY = 20;

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
  /**
   * Entries that lack a field of their identity, as a task that has not begun lacks its start: each content is an entry.
   * Alike ones are one, so that these are good for telling what is missing, and for nothing that has to be counted.
   */
  readonly #nameless: Entries;
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
  /** Times that something was seen to be different. */
  #changes = 0;
  /** Everything was read twice, and was not the same. */
  #haveWholesChanged = false;
  readonly #suspicions = new Suspicions();
  readonly #answers = new Answers();
  readonly #digestOf: (body: Json, digests: readonly number[]) => AnswerDigest;
  readonly #pager: Pager | undefined;
  readonly #totals = new Totals();
  readonly #wholes = new Wholes();
  readonly #walks: Walks | undefined;
  readonly #itemsAt: ((body: Json) => Json | undefined) | undefined;
  readonly #identify: (item: Json) => string | undefined;
  readonly #nameOf: (item: Json) => string | undefined;
  readonly #names = new WeakMap<readonly Json[], ReadonlySet<string | undefined>>();
  readonly #requests: RequestReader;

  constructor(contract: Contract, { room = 100_000, given = {} }: LedgerOptions = {}) {
    this.contract = contract;
    this.schemas = new SchemaJudge(contract);
    this.given = given;
    this.entries = new Entries(room, contentReader(contract));
    this.#nameless = new Entries(room, contentReader(contract));
    this.#nameOf = contentName(contract);
    this.#pager = pagerOf(contract);
    this.#walks = this.#pager === undefined ? undefined : new Walks(this.#pager, 4 * room);
    const pointer = itemsPointer(contract);
    this.#itemsAt = pointer === undefined ? undefined : reader(pointer);
    this.#identify = identityReader(contract);
    this.#requests = new RequestReader(contract, this.#pager);
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

  /** Whether the data behind the server change while it is asked. */
  get isLive(): boolean {
    const answers = this.#answers;
    const { changed, restless, lasting } = this.entries;
    if (this.#wholes.haveMovedOn) return true;
    // However few they are, entries that go to and fro, and stay for a while each time, do so by themselves.
    if (lasting >= OFTEN && restless === 0 && answers.returned > 0) return true;
    if (answers.changed === 0) return false;
    if (changed >= SOME && changed > 3 * restless) return true;
    if (answers.movedOn >= MANY && restless <= changed) return true;
    // Few questions could have met a server by chance that answers now so, now so: then entries or totals have to agree.
    const haveTotals = this.#totals.haveChanged && !this.#totals.areRestless;
    const hasChanged = changed > 0 || haveTotals || this.#haveWholesChanged;
    return answers.movedOn > 0 && restless * 3 <= changed && hasChanged;
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

  /**
   * What a whole result lacks of what it may be expected to find: what was shown so before it was read. What was first seen
   * while it was being read may not have been there when it was; and without a range a server may show a usual one.
   *
   * @param isWanted whether an entry should be found: it is told of every one that may be
   */
  lackedBy(
    result: Result,
    { universe, filters, items, keys }: Pick<Seen, 'universe' | 'filters' | 'items' | 'keys'>,
    isWanted: (entry: Entry) => boolean,
  ): Entry | undefined {
    const isOpen = !filters.some(isRange);
    const lacked = (entries: Iterable<Entry>, returned: ReadonlySet<string | undefined>): Entry | undefined => {
      for (const entry of entries) {
        if (entry.since >= result.since || (isOpen && !entry.isOpen)) continue;
        if (isWanted(entry) && !returned.has(entry.key)) return entry;
      }
      return undefined;
    };
    const named = lacked(this.entries.of(universe), new Set(result.keys));
    if (named !== undefined || result.since !== result.last) return named;
    return lacked(this.#nameless.of(universe), this.#namesOf(items, keys));
  }

  /** Reads an exchange, and remembers what it shows. @param declared what the contract declares of its status */
  see(exchange: Exchange, declared: Response | undefined): Seen {
    const number = ++this.exchanges;
    const { request, body } = exchange;
    const isSuccess = declared !== undefined && declared === successResponse(this.contract);
    const list = isSuccess && body !== undefined ? this.#itemsAt?.(exchange.exact ?? body) : undefined;
    const items = Array.isArray(list) ? list : [];
    const universe = this.#requests.universeOf(request);
    const filters = request === undefined ? [] : this.#requests.filtersOf(request);
    const scope = this.#requests.scopeOf(request);
    const isEverything = request !== undefined && scope === universe;
    const keys = items.map(this.#identify);
    const digests = items.map((item) => hashOf(jsonText(item)));
    const { pagination } = this.contract;
    const page = this.#requests.pageOf(request, body);
    const total = body === undefined ? undefined : this.#pager?.total(body);
    // A body without its request tells nothing of what else there is.
    const sightings =
      request === undefined ? [] : this.#remember(universe, items, keys, digests, number, !filters.some(isRange));
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
    if (former !== undefined && result !== undefined && !sameEntries(former, result)) {
      this.#changes++;
      if (isDistinct(former) && isDistinct(result)) this.#haveWholesChanged = true;
    }
    if (isEverything && result !== undefined) {
      this.readings++;
      if (former?.digest !== result.digest && isDistinct(result)) this.#wholes.see(result.keys);
    }
    if (isSuccess && request !== undefined) this.#accept(request, items.length, number);
    if (isSuccess && filters.length === 0 && total !== undefined) this.reachable = total;
    if (isSuccess && request !== undefined && total !== undefined) this.#totals.see(scope, total);
    const question = request === undefined ? '' : questionOf(request);
    const repeat = this.#repeatOf(number, question, exchange, isSuccess, digests, keys);
    const isReordered = repeat !== undefined && this.#isReordered(universe, repeat.before, keys, number);
    if (repeat?.sighting === 'changed') this.#changes++;
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
    const isStill = this.#changes === 0 && !this.#totals.haveChanged;
    this.#suspicions.settle(({ suspicion }) => {
      const holds = suspicion.kind === 'total' ? this.#totals.comeAndGo(suspicion.scope) : isStill;
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
    const refusal = { content: status ?? 0, digest: status ?? 0 };
    const digests = isSuccess && body !== undefined ? this.#digestOf(body, itemDigests) : refusal;
    return this.#answers.see(question, { number, status, ...digests, keys });
  }

  /** The entries that two answers share, and that have not changed, come in an order that it takes many moves to. */
  #isReordered(universe: string, before: Answer, keys: readonly (string | undefined)[], number: number): boolean {
    if (before.keys.length < 2 || isDeepStrictEqual(before.keys, keys)) return false;
    const places = new Map(before.keys.map((key, place) => [key, place]));
    const common = keys.flatMap((key) => {
      const place = places.get(key);
      const entry = key === undefined ? undefined : this.entries.get(universe, key);
      return place === undefined || entry === undefined || entry.before.length > 0 ? [] : [place];
    });
    return common.length - risingLength(common) > MOVES * (number - before.number);
  }

  #remember(
    universe: string,
    items: readonly Json[],
    keys: readonly (string | undefined)[],
    digests: readonly number[],
    number: number,
    isOpen: boolean,
  ): readonly Sighting[] {
    return items.map((item, index) => {
      const key = keys[index];
      if (key === undefined) {
        this.#rememberNameless(universe, item, number, isOpen);
        return 'new';
      }
      const sighting = this.entries.see(universe, key, item, digests[index] as number, number);
      if (sighting === 'changed') this.#changes++;
      const entry = isOpen ? this.entries.get(universe, key) : undefined;
      if (entry !== undefined) entry.isOpen = true;
      return sighting;
    });
  }

  /** What names the items of an answer that lack a field of their identity: found once for all rules. */
  #namesOf(items: readonly Json[], keys: readonly (string | undefined)[]): ReadonlySet<string | undefined> {
    const known = this.#names.get(items);
    if (known !== undefined) return known;
    const names = new Set(items.map((item, index) => (keys[index] === undefined ? this.#nameOf(item) : undefined)));
    this.#names.set(items, names);
    return names;
  }

  #rememberNameless(universe: string, item: Json, number: number, isOpen: boolean): void {
    const name = this.#nameOf(item);
    if (name === undefined) return;
    this.#nameless.see(universe, name, item, 0, number);
    const entry = isOpen ? this.#nameless.get(universe, name) : undefined;
    if (entry !== undefined) entry.isOpen = true;
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
    this.#suspicions.settle((pending) => this.#endingOf(pending, result, isEverything));
  }

  #endingOf(
    { suspicion, since, digest }: Pending,
    result: Result | undefined,
    isEverything: boolean,
  ): Ending | undefined {
    const isReadAgain = result !== undefined && result.since > since;
    switch (suspicion.kind) {
      case 'entry': {
        const { scope, key } = suspicion;
        const entry = this.entries.get(scope, key) ?? this.#nameless.get(scope, key);
        if (entry !== undefined && entry.last > since) {
          if (entry.since > suspicion.upTo) return 'changed';
          return suspicion.isSnapshot && entry.before.length === 0 ? 'proven' : 'confirmed';
        }
        // Everything was read again, and it is gone.
        return isReadAgain && isEverything ? 'changed' : undefined;
      }
      case 'absent':
        if (!isReadAgain || !isEverything || result.scope !== suspicion.scope) return undefined;
        return result.keys.includes(suspicion.key) ? 'changed' : 'confirmed';
      case 'known':
        return suspicion.isKnownAfter(since) ? 'confirmed' : undefined;
      case 'still':
        return isReadAgain && result.scope === suspicion.scope && result.digest === digest ? 'confirmed' : undefined;
      default:
        return undefined;
    }
  }
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

function sameEntries(one: Result, other: Result): boolean {
  if (one.digest === other.digest) return true;
  const keys = new Set(one.keys);
  return one.keys.length === other.keys.length && other.keys.every((key) => keys.has(key));
}

/** No entry that has an identity is there twice, as it would be if pages had shifted while they were read. */
function isDistinct({ keys }: Result): boolean {
  const named = keys.filter((key) => key !== undefined);
  return new Set(named).size === named.length;
}
