import type { Json, JsonObject } from '../base/json.js';
import type { Step } from '../contract/invariants/sequence.js';
import { type PageRequest, pagerOf } from '../contract/pager.js';
import type { Complaint } from './complaint.js';
import { successOf } from './judge.js';
import { itemsOf, totalOf } from './pages.js';
import type { Session } from './session.js';
import type { Reply } from './transport/answer.js';

/** Entries that a walk reads at most; a real account can have millions. */
export const MAX_ENTRIES = 5_000;

/** A result that was read page by page, from its beginning. */
export interface Walk {
  readonly steps: readonly (Step & { readonly reply: Reply })[];
  readonly items: readonly Json[];
  /** As the first page states it. */
  readonly total: number | undefined;
  /** The end was reached. */
  readonly complete: boolean;
  /** Why the walk ended before its end. */
  readonly complaint?: Complaint;
}

/**
 * Reads a result from its first page to its last one, or to the first page that is refused.
 *
 * Goes by what the server itself says of its total, but never on and on where that grows with every page.
 */
export async function walk(session: Session, filters: JsonObject, size: number): Promise<Walk> {
  const { contract } = session;
  const pager = pagerOf(contract);
  if (pager === undefined) throw new Error(`${contract.id} has no pages`);
  const steps: (Step & { reply: Reply })[] = [];
  const items: Json[] = [];
  let total: number | undefined;
  let limit = 1;
  let page: PageRequest | undefined = pager.first(size);
  while (page !== undefined && steps.length < limit && items.length < MAX_ENTRIES) {
    const request = pager.request(page, filters);
    const success = successOf(contract, await session.ask(request));
    if ('complaint' in success) return { steps, items, total, complete: false, complaint: success.complaint };
    const shown = itemsOf(contract, success.body);
    steps.push({ request, response: success.body, reply: success.reply });
    items.push(...shown);
    if (steps.length === 1) {
      total = totalOf(contract, success.body);
      limit = total === undefined ? Math.ceil(MAX_ENTRIES / size) : Math.ceil(total / size);
    }
    page = total === undefined ? pager.next(page, success.body) : (pager.after(page) ?? pager.next(page, success.body));
  }
  return { steps, items, total, complete: steps.length >= limit || total === undefined };
}
