import { responseArbitrary } from '../../arbitraries/response.js';
import { hashOf } from '../../base/hash.js';
import type { JsonObject } from '../../base/json.js';
import type { Contract, Pagination } from '../../contract/contract.js';
import { type Entries, type Pager, pagerOf } from '../../contract/pager.js';
import { successBody } from '../../contract/responses.js';
import type { Answer } from '../engine.js';
import { ItemTexts } from './item-texts.js';
import { draw, makeItems, type WorldOptions } from './items.js';
import { PageBody } from './page-body.js';
import { directionOf, Selector } from './selection.js';
import { type Rows, Table } from './table.js';

/** Pages of more items than this are sent in pieces, so that a huge page size does not become one huge text. */
const pieceSize = 1000;

/** A world of items that an operation pages through. */
export class Pages {
  readonly #pagination: Pagination;
  readonly #pager: Pager;
  readonly #table: Table;
  readonly #texts: ItemTexts;
  readonly #selector: Selector;
  readonly #body: PageBody;
  readonly #status: number;

  /**
   * @param requestId name of the body's property that holds the request's ID
   * @param clock milliseconds since 1970
   */
  constructor(
    contract: Contract,
    pagination: Pagination,
    requestId: string | undefined,
    options: WorldOptions,
    clock: () => number,
  ) {
    const items = inDefaultOrder(
      contract,
      makeItems(contract, pagination.response.items, pagination.identity, options),
    );
    const sample = draw(responseArbitrary(contract, { texts: 'realistic' }), hashOf(options.seed, contract.id), 1)[0];
    this.#pagination = pagination;
    this.#pager = pagerOf(contract) as Pager;
    this.#table = new Table(items);
    this.#texts = new ItemTexts(contract, items);
    this.#selector = new Selector(this.#table, contract, clock);
    this.#body = new PageBody(contract, pagination, sample ?? {}, requestId);
    this.#status = successBody(contract).status;
  }

  /** The page that a valid request asks for. */
  answer(request: JsonObject, requestId: string): Answer {
    const page = this.#pager.requested(request);
    if (page === undefined) {
      const { position, size } = this.#pagination.request;
      const [name, detail] = this.#pager.hasRandomAccess
        ? [position, `${position} and ${size} have no default; send both.`]
        : [size, `${size} has no default; send it.`];
      return { refusal: { cause: 'missing-parameter', parameter: name, detail } };
    }
    const rows = this.#selector.rows(request);
    const cut = this.#pager.cut(page, this.#entries(rows));
    if (cut === undefined) {
      const { position } = this.#pagination.request;
      const detail = `${position} leads to no page of this result.`;
      return { refusal: { cause: 'invalid-parameter', parameter: position, detail } };
    }
    const { start, count, next } = cut;
    const language = this.#texts.languageFor(request);
    const note = `${count} of ${rows.length}`;
    const fillings = { requestId, position: page.position, size: page.size, total: rows.length, count, next };
    if (count > pieceSize) {
      const text = this.#pieces(rows, start, count, language, fillings);
      return { status: this.#status, text, encoding: 'latin1', note, keepsRules: true };
    }
    const items = this.#texts.read(rows, start, start + count, language);
    const text = this.#body.write({ ...fillings, items });
    return { status: this.#status, text, encoding: 'latin1', note, keepsRules: true };
  }

  /** The selected rows as a result that pages are cut of. */
  #entries(rows: Rows): Entries {
    return {
      length: rows.length,
      entry: (index) => this.#table.items[rows[index] as number] as JsonObject,
      find: (pointer, value) => {
        const [row] = this.#table.rowsWith(pointer, String(value));
        return row === undefined ? -1 : rows.indexOf(row);
      },
    };
  }

  *#pieces(
    rows: Uint32Array,
    start: number,
    count: number,
    language: string,
    fillings: Omit<Parameters<PageBody['write']>[0], 'items'>,
  ): Generator<string> {
    const [head, tail] = this.#body.write({ ...fillings, items: '\0' }).split('\0') as [string, string];
    yield head;
    for (let from = start; from < start + count; from += pieceSize) {
      const text = this.#texts.read(rows, from, Math.min(from + pieceSize, start + count), language);
      yield from > start ? `,${text}` : text;
    }
    yield tail;
  }
}

/** The items as the contract sorts them when a request asks for no order. Without such a rule, as they were made. */
function inDefaultOrder(contract: Contract, items: JsonObject[]): JsonObject[] {
  if (contract.sort === undefined) return items;
  const { field, direction } = contract.sort.default;
  const ranks = new Table(items).ranks(field, directionOf(direction));
  const sorted = new Array<JsonObject>(items.length);
  for (const [row, item] of items.entries()) sorted[ranks[row] as number] = item;
  return sorted;
}
