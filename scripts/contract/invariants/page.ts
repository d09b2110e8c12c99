import type { Json } from '../../base/json.js';
import { at, put, reader } from '../../base/pointer.js';
import type { Pagination } from '../contract.js';
import type { Exchange, Finding, Invariant, InvariantSubject } from './invariant.js';
import { type PageRequest, requestedPage, startOf, windowOf } from './window.js';

/** What a page says of itself. Undefined where it does not, or where the value has the wrong type. */
interface PageFacts {
  readonly items: Json[];
  readonly page: PageRequest | undefined;
  readonly total: number | undefined;
  readonly count: number | undefined;
}

/** The rules that a single page of results keeps, made for the places that the contract's pagination names. */
export function pageInvariants(contract: InvariantSubject): Invariant[] {
  const pagination = contract.pagination;
  if (pagination === undefined) return [];
  const { response } = pagination;
  const read = factReader(contract, pagination);

  const all: (Invariant | undefined)[] = [
    (response.position !== undefined || response.size !== undefined) && {
      id: 'page-echo',
      statement: 'The response repeats the page and the page size that the request asked for.',
      source: 'documented' as const,
      severity: 'error' as const,
      judge: ({ request, response: body }: Exchange) => {
        const asked = request === undefined ? undefined : requestedPage(contract, request);
        if (asked === undefined) return [];
        return (['position', 'size'] as const).flatMap((part) => {
          const pointer = response[part];
          const actual = pointer === undefined ? undefined : whole(at(body, pointer));
          return pointer === undefined || actual === undefined || actual === asked[part]
            ? []
            : differs(pointer, `is not the ${pagination.request[part]} of the request`, asked[part], actual);
        });
      },
      repair: ({ request, response: body }: Exchange) => {
        const asked = request === undefined ? undefined : requestedPage(contract, request);
        for (const part of ['position', 'size'] as const) {
          const pointer = response[part];
          if (asked !== undefined && pointer !== undefined) put(body, pointer, asked[part]);
        }
      },
    },
    {
      id: 'page-size',
      statement: 'A page holds at most as many entries as its size.',
      source: 'documented' as const,
      severity: 'error' as const,
      judge: (exchange: Exchange) => {
        const { items, page } = read(exchange);
        return page === undefined || items.length <= page.size
          ? []
          : differs(response.items, 'has more entries than the page size', page.size, items.length);
      },
      repair: (exchange: Exchange) => {
        const { items, page } = read(exchange);
        if (page !== undefined && items.length > page.size)
          put(exchange.response, response.items, items.slice(0, page.size));
      },
    },
    {
      id: 'page-total',
      statement: 'The total is at least the number of entries up to and including this page.',
      source: 'inferred' as const,
      severity: 'error' as const,
      judge: (exchange: Exchange) => {
        const { items, page, total } = read(exchange);
        if (page === undefined || total === undefined || items.length === 0) return [];
        const seen = startOf(pagination, page) + items.length;
        return total >= seen ? [] : differs(response.total, 'is less than the entries up to this page', seen, total);
      },
      repair: (exchange: Exchange) => {
        const { items, page, total } = read(exchange);
        if (page === undefined || items.length === 0) return;
        const seen = startOf(pagination, page) + items.length;
        if (total === undefined || total < seen) put(exchange.response, response.total, seen);
      },
    },
    {
      id: 'page-full',
      statement: 'Only the last page is shorter than the page size, and behind it there are no entries.',
      source: 'inferred' as const,
      severity: 'error' as const,
      judge: (exchange: Exchange) => {
        const { items, page, total } = read(exchange);
        if (page === undefined || total === undefined) return [];
        const { count } = windowOf(pagination, page, total);
        return items.length === count
          ? []
          : differs(response.items, `has not the entries that this page of ${total} has`, count, items.length);
      },
      repair: (exchange: Exchange) => {
        const { items, page, total } = read(exchange);
        if (page === undefined || total === undefined) return;
        if (items.length === windowOf(pagination, page, total).count) return;
        // Entries cannot be made up here, so the total yields: the page becomes the last one.
        const start = startOf(pagination, page);
        if (items.length > 0) put(exchange.response, response.total, start + items.length);
        else put(exchange.response, response.total, Math.min(total, start));
      },
    },
    response.count !== undefined && {
      id: 'page-count',
      statement: 'The count is the number of entries on the page.',
      source: 'documented' as const,
      severity: 'error' as const,
      judge: (exchange: Exchange) => {
        const { items, count } = read(exchange);
        return count === undefined || count === items.length
          ? []
          : differs(response.count as string, 'is not the number of entries on the page', items.length, count);
      },
      repair: (exchange: Exchange) => put(exchange.response, response.count as string, read(exchange).items.length),
    },
  ].map((invariant) => invariant || undefined);
  return all.filter((invariant) => invariant !== undefined);
}

/** Prepares to read what responses say of their page; what they do not echo is taken from the request. */
function factReader(contract: InvariantSubject, { response }: Pagination): (exchange: Exchange) => PageFacts {
  const readItems = reader(response.items);
  const readTotal = reader(response.total);
  const readPosition = response.position === undefined ? undefined : reader(response.position);
  const readSize = response.size === undefined ? undefined : reader(response.size);
  const readCount = response.count === undefined ? undefined : reader(response.count);
  return ({ request, response: body }) => {
    const items = readItems(body);
    let position = whole(readPosition?.(body));
    let size = whole(readSize?.(body));
    if ((position === undefined || size === undefined) && request !== undefined) {
      const asked = requestedPage(contract, request);
      position ??= asked?.position;
      size ??= asked?.size;
    }
    return {
      items: Array.isArray(items) ? items : [],
      page: position === undefined || size === undefined ? undefined : { position, size },
      total: whole(readTotal(body)),
      count: whole(readCount?.(body)),
    };
  };
}

function whole(value: Json | undefined): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

function differs(path: string, message: string, expected: Json, actual: Json): Finding[] {
  return [{ path, message, expected, actual }];
}
