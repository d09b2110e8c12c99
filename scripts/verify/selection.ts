import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import type { Parameter } from '../contract/contract.js';
import { identityOf } from '../contract/invariants/sequence.js';
import { pagerOf } from '../contract/pager.js';
import type { Collection } from './collection.js';
import { type Complaint, complain } from './complaint.js';
import { successOf } from './judge.js';
import type { Verdict } from './matches.js';
import type { AskOptions } from './operation.js';
import { identityFields, itemsOf, itemsPointer, totalOf } from './pages.js';
import type { Session } from './session.js';
import type { Reply } from './transport/answer.js';

/** Entries that are asked for on one page at most; a larger result is judged by its first page. */
const LARGEST_PAGE = 1_000;

/** The parameters that select items. */
export function filterParameters(session: Session): Parameter[] {
  return session.contract.parameters.filter((parameter) => parameter.filter !== undefined);
}

/** What filters made of a collection. */
export interface Selected {
  readonly reply: Reply;
  readonly items: readonly Json[];
  readonly total: number | undefined;
}

/** Asks for everything that filters leave of a collection. */
export async function selectFrom(
  session: Session,
  collection: Collection,
  filters: JsonObject,
  options: AskOptions = {},
): Promise<Selected | { readonly complaint: Complaint }> {
  const { contract } = session;
  const pager = pagerOf(contract);
  let request: JsonObject = { ...collection.base, ...filters };
  if (pager !== undefined) {
    const size = Math.min(LARGEST_PAGE, Math.max(1, collection.items.length));
    request = pager.request(pager.first(size), request);
  }
  const success = successOf(contract, await session.ask(request, options));
  if ('complaint' in success) return success;
  const { reply, body } = success;
  return { reply, items: itemsOf(contract, body), total: totalOf(contract, body) };
}

/** Judges a filtered result by the collection that it was taken from: nothing else, nothing missing, nothing twice. */
export function judgeSelected(
  session: Session,
  collection: Collection,
  selected: Selected,
  accepts: (item: Json) => Verdict,
): Complaint[] {
  const { contract } = session;
  const { reply, items, total } = selected;
  const pointer = itemsPointer(contract) ?? '';
  const fields = identityFields(contract);
  const names = new Set<string>();
  const asked = describe(session, reply);
  for (const [index, item] of items.entries()) {
    const path = `${pointer}/${index}`;
    if (accepts(item) === false)
      return [complain(reply, `is returned, but does not match ${asked}`, 'only matching entries', item, path)];
    const name = identityOf(item, fields);
    if (names.has(name)) return [complain(reply, `is returned twice for ${asked}`, 'every entry once', item, path)];
    names.add(name);
  }
  if (!collection.complete || collection.items.length > LARGEST_PAGE) return [];
  const known = new Set(collection.items.map((item) => identityOf(item, fields)));
  for (const item of collection.items) {
    if (accepts(item) !== true || names.has(identityOf(item, fields))) continue;
    return [complain(reply, `an entry that matches ${asked} is missing`, item, null, pointer)];
  }
  for (const [index, item] of items.entries()) {
    if (known.has(identityOf(item, fields))) continue;
    const message = `is returned for ${asked}, but is not part of the result without filters`;
    return [complain(reply, message, 'an entry of the whole result', item, `${pointer}/${index}`)];
  }
  if (total !== undefined && total !== items.length) {
    const path = contract.pagination?.response.total ?? '';
    return [complain(reply, `the total does not follow ${asked}`, items.length, total, path)];
  }
  return [];
}

function describe(session: Session, reply: Reply): string {
  const given = filterParameters(session).flatMap(({ name }) => {
    const value = own(reply.asked.parameters, name);
    return value === undefined ? [] : [`${name}=${JSON.stringify(value)}`];
  });
  return given.length === 0 ? 'the request' : given.join(', ');
}

/** The time at which a reply was made, by the server's own clock where it tells. Milliseconds since 1970. */
export function clockOf(reply: Reply): number {
  const told = Date.parse(reply.headers.date ?? '');
  return Number.isNaN(told) ? Date.now() : told;
}
