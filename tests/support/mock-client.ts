import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at } from '../../scripts/base/pointer.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { type PageRequest, type Pager, pagerOf } from '../../scripts/contract/pager.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { protocolOf } from '../../scripts/wire/index.js';
import { minimalRequest } from './minimal-request.js';

/** What a server answered. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Sends a decoded request as a client of the vendor does. */
export async function call(
  url: string,
  contract: Contract,
  request: JsonObject,
  { variant, headers = {} }: { variant?: string; headers?: Record<string, string> } = {},
): Promise<Received> {
  const wire = protocolOf(contract).encode(contract, request, variant);
  const response = await fetch(url + wire.target, {
    method: wire.method,
    headers: { ...wire.headers, ...headers },
    ...(wire.body === undefined ? {} : { body: wire.body }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

/** The least request that an operation takes. */
export function leastRequest(contract: Contract): JsonObject {
  const { pagination, lookup } = contract;
  const request: JsonObject = minimalRequest(contract);
  if (pagination !== undefined) {
    const pager = pagerOf(contract) as Pager;
    Object.assign(request, pager.request(pager.first(10)));
  }
  if (lookup !== undefined) {
    request[lookup.key] = contract.parameters.find(({ name }) => name === lookup.key)?.examples[0] ?? 1;
  }
  return request;
}

/** The list that a body holds. */
export function itemsOf(contract: Contract, body: Json): JsonObject[] {
  const list = contract.pagination?.response.items ?? contract.lookup?.items ?? '';
  return at(body, list) as JsonObject[];
}

/** The total that a page states. */
export function totalOf(contract: Contract, body: Json): number {
  return at(body, contract.pagination?.response.total ?? '') as number;
}

/** The most entries that a page can be asked to hold, up to a thousand. */
export function largestPage(contract: Contract): number {
  const size = contract.parameters.find(({ name }) => name === contract.pagination?.request.size);
  const maximum = resolveSchema(size?.schema, contract.definitions)?.maximum;
  return Math.min(1000, typeof maximum === 'number' ? maximum : 1000);
}

/** No world of these tests has more pages. */
const MOST_PAGES = 2_000;

/** All pages of one query, up to the first empty one, or to the last where there is none. */
export async function walk(url: string, contract: Contract, query: JsonObject, size: number): Promise<Json[]> {
  const pager = pagerOf(contract);
  if (pager === undefined) throw new Error(`${contract.id} has no pages`);
  const pages: Json[] = [];
  for (let page: PageRequest | undefined = pager.first(size); page !== undefined; ) {
    const request = pager.request(page, { ...leastRequest(contract), ...query });
    const { status, body } = await call(url, contract, request);
    if (status !== 200) throw new Error(`${contract.id} answered ${status}: ${JSON.stringify(body)}`);
    pages.push(body);
    if (pages.length > MOST_PAGES) throw new Error(`${contract.id} has no last page`);
    if (itemsOf(contract, body).length === 0) return pages;
    page = pager.after(page) ?? pager.next(page, body);
  }
  return pages;
}
