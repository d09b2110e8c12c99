import type { Json } from '../../base/json.js';
import { at, put, reader } from '../../base/pointer.js';
import type { Pagination } from '../contract.js';
import { type PageRequest, type Pager, pagerOf } from '../pager.js';
import type { Exchange, Finding, Invariant, InvariantSubject } from './invariant.js';

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
  const pager = pagerOf(contract);
  if (pagination === undefined || pager === undefined) return [];
  const { response } = pagination;
  const total = response.total;
  const read = factReader(pager, pagination);

  const all: (Invariant | undefined)[] = [
    (response.position !== undefined || response.size !== undefined) && {
      id: 'page-echo',
      statement: 'The response repeats the page and the page size that the request asked for.',
      source: 'documented' as const,
      severity: 'error' as const,
      judge: ({ request, response: body }: Exchange) => {
        const asked = request === undefined ? undefined : pager.requested(request);
        if (asked === undefined) return [];
        return (['position', 'size'] as const).flatMap((part) => {
          const pointer = response[part];
          const actual = pointer === undefined ? undefined : lead(at(body, pointer));
          const wanted = asked[part];
          return pointer === undefined || actual === undefined || wanted === undefined || actual === wanted
            ? []
            : differs(pointer, `is not the ${pagination.request[part]} of the request`, wanted, actual);
        });
      },
      repair: ({ request, response: body }: Exchange) => {
        const asked = request === undefined ? undefined : pager.requested(request);
        for (const part of ['position', 'size'] as const) {
          const pointer = response[part];
          const wanted = asked?.[part];
          if (wanted !== undefined && pointer !== undefined) put(body, pointer, wanted);
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
    total !== undefined && {
      id: 'page-total',
      statement: 'The total is at least the number of entries up to and including this page.',
      source: 'inferred' as const,
      severity: 'error' as const,
      judge: (exchange: Exchange) => {
        const { items, page, total: stated } = read(exchange);
        if (page === undefined || stated === undefined || items.length === 0) return [];
        const seen = (pager.startOf(page) ?? 0) + items.length;
        return stated >= seen ? [] : differs(total, 'is less than the entries up to this page', seen, stated);
      },
      repair: (exchange: Exchange) => {
        const { items, page, total: stated } = read(exchange);
        if (page === undefined || items.length === 0) return;
        const seen = (pager.startOf(page) ?? 0) + items.length;
        if (stated === undefined || stated < seen) put(exchange.response, total, seen);
      },
    },
    total !== undefined &&
      pager.hasRandomAccess && {
        id: 'page-full',
        statement: 'Only the last page is shorter than the page size, and behind it there are no entries.',
        source: 'inferred' as const,
        severity: 'error' as const,
        judge: (exchange: Exchange) => {
          const { items, page, total: stated } = read(exchange);
          const window = page === undefined || stated === undefined ? undefined : pager.windowOf(page, stated);
          return window === undefined || items.length === window.count
            ? []
            : differs(
                response.items,
                `has not the entries that this page of ${stated} has`,
                window.count,
                items.length,
              );
        },
        repair: (exchange: Exchange) => {
          const { items, page, total: stated } = read(exchange);
          if (page === undefined || stated === undefined) return;
          if (items.length === pager.windowOf(page, stated)?.count) return;
          // Entries cannot be made up here, so the total yields: the page becomes the last one.
          const start = pager.startOf(page) ?? 0;
          if (items.length > 0) put(exchange.response, total, start + items.length);
          else put(exchange.response, total, Math.min(stated, start));
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
function factReader(pager: Pager, { response }: Pagination): (exchange: Exchange) => PageFacts {
  const readPosition = response.position === undefined ? undefined : reader(response.position);
  const readSize = response.size === undefined ? undefined : reader(response.size);
  const readCount = response.count === undefined ? undefined : reader(response.count);
  return ({ request, response: body }) => {
    let position: Json | undefined = pager.hasRandomAccess ? whole(readPosition?.(body)) : undefined;
    let size = whole(readSize?.(body));
    if ((position === undefined || size === undefined) && request !== undefined) {
      const asked = pager.requested(request);
      position ??= asked?.position;
      size ??= asked?.size;
    }
    const isKnown = size !== undefined && (position !== undefined || !pager.hasRandomAccess);
    return {
      items: pager.items(body),
      page: isKnown ? { position: lead(position), size: size as number } : undefined,
      total: pager.total(body),
      count: whole(readCount?.(body)),
    };
  };
}

/** A position: a whole number, a marker or a token. */
function lead(value: Json | undefined): number | string | undefined {
  return typeof value === 'string' ? value : whole(value);
}

function whole(value: Json | undefined): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

function differs(path: string, message: string, expected: Json, actual: Json): Finding[] {
  return [{ path, message, expected, actual }];
}
