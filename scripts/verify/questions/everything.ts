import type { JsonObject } from '../../base/json.js';
import { pagerOf } from '../../contract/pager.js';
import { contentOf, isJson, successResponse } from '../../contract/responses.js';
import { isClientError } from '../../judge/index.js';
import type { Asked, AskOptions, Operation } from '../operation.js';
import { Purse } from '../purse.js';
import { lookUp } from './lookups.js';
import { requestInFull } from './request-in-full.js';
import { type Collection, type Reading, readResult, sizeLimit, successBodyOf, wordsOf } from './result.js';

/** Entries of a page that is asked for where many are wanted; servers may be ready for less. */
const LARGE = 1_000;

/** Entries of a page while everything is read for the first time: small answers, yet few requests. */
const PAGE = 50;

/** Pages of a question that is asked again. */
const MOST_PAGES = 60;

/** Entries of a page that any server serves. */
const SMALL = 10;

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
      else
        await readResult(this.#operation, base, this.sizeFor(how === 'at once' ? Math.max(PAGE, items.length) : PAGE));
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
    await readResult(this.#operation, query, page.size, { purse: new Purse(MOST_PAGES), endsEarly: true });
  }

  /** Everything that filters leave of a collection, in pages as large as the server serves them. @throws BudgetSpent */
  select(collection: Collection, filters: JsonObject, options: AskOptions = {}): Promise<Reading> {
    const size = this.sizeFor(Math.max(1, collection.total ?? collection.items.length));
    return readResult(this.#operation, { ...collection.base, ...filters }, size, options);
  }

  async #read(size: number, purse: Purse | undefined): Promise<readonly Collection[]> {
    const { contract, known } = this.#operation;
    const { lookup, pagination } = contract;
    if (lookup !== undefined) {
      const { collections, problem } = await lookUp(this.#operation, lookup.key, purse);
      this.problem = problem;
      return collections;
    }
    let base = known.required;
    const options = { purse, endsEarly: true };
    let reading = await readResult(this.#operation, base, size, options);
    // A size that no page names may be refused: then the one that the page shows.
    const shown = this.#shownSize() ?? size;
    if (reading.items.length === 0 && reading.refused !== undefined && shown < size) {
      this.#largest = shown;
      reading = await readResult(this.#operation, base, shown, options);
    }
    const full = requestInFull(this.#operation, base);
    if (isRefused(reading) && full !== undefined) {
      const another = await readResult(this.#operation, full, this.sizeFor(size), options);
      if (another.last !== undefined) {
        // Now that the values are known to be good, the refusal can be held against what was refused.
        await readResult(this.#operation, base, this.sizeFor(size), options);
        base = full;
        reading = another;
      }
    }
    if (isRefused(reading)) await this.#askBehindFirst(base, purse);
    if (reading.last === undefined) {
      this.problem = problemOf(this.#operation, reading.refused);
      return [];
    }
    if (pagination !== undefined && reading.items.length > 0) await this.#findLargest(base, purse);
    return [{ base, items: reading.items, isComplete: reading.isComplete, total: reading.total }];
  }

  /** The page size of the page's examples; undefined where there is none. */
  #shownSize(): number | undefined {
    const { contract, known } = this.#operation;
    const name = contract.pagination?.request.size;
    return name === undefined ? undefined : known.of(name).find((value) => typeof value === 'number');
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
}

/** Why nothing was read; undefined where the success that was answered holds no JSON by its contract. */
function problemOf({ contract, judge }: Operation, refused: Asked | undefined): string | undefined {
  if (refused === undefined) return 'nothing was answered';
  const { answer } = refused;
  const isDone = answer.kind === 'reply' && judge.isSuccess(answer.status);
  return isDone && !isJson(contentOf(successResponse(contract)).mediaType) ? undefined : wordsOf(refused);
}

/** The first page was refused as the client's fault. */
function isRefused({ last, refused }: Reading): boolean {
  return last === undefined && refused?.answer.kind === 'reply' && isClientError(refused.answer.status);
}
