import { responseArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import { type Json, type JsonObject, own } from '../../base/json.js';
import type { Behaviour, Contract, Pagination } from '../../contract/contract.js';
import { type Entries, type Pager, pagerOf } from '../../contract/pager.js';
import { successBody } from '../../contract/responses.js';
import type { Answer, Hints } from '../engine.js';
import { ItemTexts } from './item-texts.js';
import { draw, looksOf, makeItemsInSteps, type WorldOptions } from './items.js';
import { LiveItems } from './live.js';
import { PageBody } from './page-body.js';
import { placeholdersOf } from './placeholders.js';
import { Selector, wayOf } from './selection.js';
import type { Steps } from './steps.js';
import { type Rows, Table } from './table.js';

/** Pages of more items than this are sent in pieces, so that a huge page size does not become one huge text. */
const pieceSize = 1000;

/** Page sizes that a server is ready to serve, where it is read as one that serves no larger ones. */
const readySize = 50;

/** The items of one moment, prepared to be asked for. */
interface Shelf {
  readonly table: Table;
  readonly texts: ItemTexts;
  readonly selector: Selector;
}

/** A world of items that an operation pages through. */
export class Pages {
  readonly #contract: Contract;
  readonly #pagination: Pagination;
  readonly #pager: Pager;
  readonly #body: PageBody;
  readonly #status: number;
  readonly #behaviour: Behaviour | undefined;
  readonly #clock: () => number;
  readonly #show: ((item: JsonObject) => JsonObject) | undefined;
  readonly #live: LiveItems | undefined;
  readonly #tick: () => number;
  #shelf: Shelf;
  #step = 0;
  #answered = 0;

  /**
   * Makes the world, in steps.
   *
   * @param requestId name of the body's property that holds the request's ID
   * @param clock milliseconds since 1970
   */
  static *make(
    contract: Contract,
    pagination: Pagination,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
  ): Steps<Pages> {
    const list = pagination.response.items;
    const made = options.live
      ? yield* LiveItems.make(contract, list, pagination.identity, options)
      : yield* makeItemsInSteps(contract, list, pagination.identity, options);
    yield;
    const [sample = {}] = draw(responseArbitrary(contract, looksOf(options)), hashOf(options.seed, contract.id), 1);
    yield;
    return new Pages(contract, pagination, requestId, options, clock, made, sample);
  }

  private constructor(
    contract: Contract,
    pagination: Pagination,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
    made: LiveItems | JsonObject[],
    sample: Json,
  ) {
    const list = pagination.response.items;
    this.#contract = contract;
    this.#pagination = pagination;
    this.#pager = pagerOf(contract) as Pager;
    this.#body = new PageBody(contract, pagination, sample, requestId);
    this.#status = successBody(contract).status;
    this.#behaviour = options.behaviour;
    this.#clock = clock;
    this.#show = placeholdersOf(contract, list, options.behaviour?.noValue ?? 'absent');
    this.#live = made instanceof LiveItems ? made : undefined;
    this.#tick = options.tick ?? (() => this.#answered);
    this.#shelf = this.#shelve(made instanceof LiveItems ? made.at(0) : made);
  }

  #shelve(items: JsonObject[]): Shelf {
    const ordered = inDefaultOrder(this.#contract, items);
    const table = new Table(ordered);
    const texts = new ItemTexts(this.#contract, ordered, this.#show);
    return { table, texts, selector: new Selector(table, this.#contract, this.#clock) };
  }

  /** Lets as much time pass as there is to pass. */
  #pass(): void {
    if (this.#live === undefined) return;
    const step = this.#live.stepOf(this.#tick());
    this.#answered++;
    if (step === this.#step) return;
    this.#step = step;
    this.#shelf = this.#shelve(this.#live.at(step));
  }

  /** The page that a valid request asks for. */
  answer(request: JsonObject, requestId: string, { findsNothing = false }: Hints = {}): Answer {
    this.#pass();
    const { position: positionName, size: sizeName } = this.#pagination.request;
    let page = this.#pager.requested(request);
    if (page === undefined) {
      const [name, detail] = this.#pager.hasRandomAccess
        ? [positionName, `${positionName} and ${sizeName} have no default; send both.`]
        : [sizeName, `${sizeName} has no default; send it.`];
      return { refusal: { cause: 'missing-parameter', parameter: name, detail } };
    }
    const oversize = this.#behaviour?.oversize ?? 'honoured';
    if (oversize !== 'honoured' && page.size > this.#readySize()) {
      const detail = `${sizeName} is ${page.size}; this server serves no more than ${this.#readySize()}.`;
      if (oversize === 'refused') return { refusal: { cause: 'invalid-parameter', parameter: sizeName, detail } };
      page = { ...page, size: this.#readySize() };
    }
    const { table, texts, selector } = this.#shelf;
    const rows = findsNothing ? nothing : selector.rows(request);
    const isBehind = (this.#pager.startOf(page) ?? 0) >= rows.length && !this.#pager.isFirst(page);
    if (isBehind && this.#behaviour?.beyondEnd === 'refused') {
      const detail = `${positionName} leads behind the end of ${rows.length} entries.`;
      return { refusal: { cause: 'invalid-parameter', parameter: positionName, detail } };
    }
    if (isBehind && this.#behaviour?.beyondEnd === 'last-page') {
      page = rows.length === 0 ? this.#pager.first(page.size) : (this.#pager.last(rows.length, page.size) ?? page);
    }
    const cut = this.#pager.cut(page, entriesOf(table, rows));
    if (cut === undefined) {
      const detail = `${positionName} leads to no page of this result.`;
      return { refusal: { cause: 'invalid-parameter', parameter: positionName, detail } };
    }
    const { start, count, next } = cut;
    const language = texts.languageFor(request);
    const note = `${count} of ${rows.length}`;
    const fillings = { requestId, position: page.position, size: page.size, total: rows.length, count, next };
    if (count > pieceSize) {
      const text = this.#pieces(texts, rows, start, count, language, fillings);
      return { status: this.#status, text, encoding: 'latin1', note, keepsRules: true };
    }
    const items = texts.read(rows, start, start + count, language);
    const text = this.#body.write({ ...fillings, items });
    return { status: this.#status, text, encoding: 'latin1', note, keepsRules: true };
  }

  /** The largest page that is served where larger ones are not: no smaller than those that the page itself shows. */
  #readySize(): number {
    const size = this.#contract.parameters.find(({ name }) => name === this.#pagination.request.size);
    const shown = [...(size?.examples ?? []), size && own(size.schema, 'default')];
    return Math.max(readySize, ...shown.filter((value) => typeof value === 'number'));
  }

  *#pieces(
    texts: ItemTexts,
    rows: Uint32Array,
    start: number,
    count: number,
    language: string,
    fillings: Omit<Parameters<PageBody['write']>[0], 'items'>,
  ): Generator<string> {
    const [head, tail] = this.#body.write({ ...fillings, items: '\0' }).split('\0') as [string, string];
    yield head;
    for (let from = start; from < start + count; from += pieceSize) {
      const text = texts.read(rows, from, Math.min(from + pieceSize, start + count), language);
      yield from > start ? `,${text}` : text;
    }
    yield tail;
  }
}

const nothing: Rows = new Uint32Array(0);

/** The selected rows as a result that pages are cut of. */
function entriesOf(table: Table, rows: Rows): Entries {
  return {
    length: rows.length,
    entry: (index) => table.items[rows[index] as number] as JsonObject,
    find: (pointer, value) => {
      const [row] = table.rowsWith(pointer, String(value));
      return row === undefined ? -1 : rows.indexOf(row);
    },
  };
}

/** The items as the contract sorts them when a request asks for no order. Without such a rule, as they were made. */
function inDefaultOrder(contract: Contract, items: JsonObject[]): JsonObject[] {
  if (contract.sort === undefined) return items;
  const { field, direction } = contract.sort.default;
  const ranks = new Table(items).ranks(field, wayOf(direction));
  const sorted = new Array<JsonObject>(items.length);
  for (const [row, item] of items.entries()) sorted[ranks[row] as number] = item;
  return sorted;
}
