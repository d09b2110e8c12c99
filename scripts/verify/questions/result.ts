import { type Json, type JsonObject, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { type PageRequest, type Pager, pagerOf } from '../../contract/pager.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { itemsPointer } from '../../judge/index.js';
import type { Asked, AskOptions, Operation } from '../operation.js';
import type { Answer, Reply } from '../transport/answer.js';

/** Entries that are read of one result at most; a real account can have millions. */
const MAX_ENTRIES = 5_000;

/** Pages that are read of one result at most: a server may show one entry on each, and claim a billion. */
const MAX_PAGES = 120;

/** Pages that may be empty, or hold nothing new, before a walk that the total promises more of is given up. */
const MOST_EMPTY = 3;

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

/**
 * Reads a result from its first page to its last one, or to the first page that is refused.
 *
 * Goes by what the server itself says of its total, but never on and on where pages hold nothing any more.
 *
 * @param wanted entries of a page; fewer are asked for where the contract allows no more
 * @throws BudgetSpent
 */
export async function readResult(
  operation: Operation,
  filters: JsonObject,
  wanted: number,
  options: ReadOptions = {},
): Promise<Reading> {
  const { purse, endsEarly = false } = options;
  const size = Math.max(1, Math.min(wanted, sizeLimit(operation.contract)));
  const { contract } = operation;
  const pager = pagerOf(contract);
  const items: Json[] = [];
  let total: number | undefined;
  let last: Reply | undefined;
  if (pager === undefined) {
    const asked = await operation.ask(filters, options);
    const body = successBodyOf(operation, asked.answer);
    if (body === undefined) return { items, isComplete: false, total, refused: asked, last };
    return {
      items: itemsIn(operation, body),
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
    const asked = await operation.ask(pager.request(page, filters), options);
    const body = successBodyOf(operation, asked.answer);
    if (body === undefined) return { items, isComplete: false, total, refused: asked, last };
    last = asked.answer as Reply;
    const shown = pager.items(body);
    total = pager.total(body);
    items.push(...shown);
    empty = shown.length === 0 ? empty + 1 : 0;
    const next: PageRequest | undefined = pager.hasRandomAccess
      ? following(contract, pager, page, shown.length, total, items.length)
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
function following(
  contract: Contract,
  pager: Pager,
  page: PageRequest,
  count: number,
  total: number | undefined,
  read: number,
): PageRequest | undefined {
  if (total === undefined) return count < page.size ? undefined : pager.after(page);
  if (read >= total) return undefined;
  // Who goes on by the size that was asked for leaves out what a smaller page did not hold.
  const isShort = contract.pagination?.style === 'offset' && count > 0 && count < page.size;
  const after = pager.after(isShort ? { ...page, size: count } : page);
  return after === undefined ? undefined : { ...after, size: page.size };
}

/** The largest page size that the contract allows, stated or inferred; Infinity where there is none. */
export function sizeLimit({ pagination, parameters, definitions }: Contract): number {
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

/** Why an answer is no success, for people. */
export function wordsOf({ answer }: Asked): string {
  return answer.kind === 'no-reply' ? answer.message : `a valid request is answered with status ${answer.status}`;
}
