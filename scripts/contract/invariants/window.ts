import type { Json, JsonObject } from '../../base/json.js';
import { own } from '../../base/json.js';
import type { Contract, Pagination } from '../contract.js';

/** The stretch of a whole result that one page shows. */
export interface Window {
  /** Index of the first entry, from 0; may lie behind the end. */
  readonly start: number;
  /** Number of entries that the page shows. */
  readonly count: number;
}

/** What a request asks for: the page number or the offset, and the size of a page. */
export interface PageRequest {
  readonly position: number;
  readonly size: number;
}

/** The position of the first page: pages count from 1, offsets from 0. */
export function firstPosition(pagination: Pagination): number {
  return pagination.style === 'page' ? 1 : 0;
}

/** The position of the page after a given one. */
export function nextPosition(pagination: Pagination, { position, size }: PageRequest): number {
  return pagination.style === 'page' ? position + 1 : position + size;
}

/** Index of the first entry of a page, from 0. */
export function startOf(pagination: Pagination, { position, size }: PageRequest): number {
  return pagination.style === 'page' ? (position - 1) * size : position;
}

/** What a page shows of a result of `total` entries: a full page, fewer at the end, none behind it. */
export function windowOf(pagination: Pagination, page: PageRequest, total: number): Window {
  const start = startOf(pagination, page);
  return { start, count: Math.max(0, Math.min(page.size, total - start)) };
}

/**
 * The page that a decoded request asks for, with the contract's defaults filled in.
 *
 * @returns undefined where a value is missing without default, or is no whole number.
 */
export function requestedPage(
  contract: Pick<Contract, 'pagination' | 'parameters'>,
  request: JsonObject,
): PageRequest | undefined {
  const pagination = contract.pagination;
  if (pagination === undefined) return undefined;
  const position = own(request, pagination.request.position) ?? defaultOf(contract, pagination.request.position);
  const size = own(request, pagination.request.size) ?? defaultOf(contract, pagination.request.size);
  return isWhole(position) && isWhole(size) ? { position, size } : undefined;
}

/** The default of a parameter, as its schema states it. */
export function defaultOf(contract: Pick<Contract, 'parameters'>, name: string): Json | undefined {
  const parameter = contract.parameters.find((candidate) => candidate.name === name);
  return parameter === undefined ? undefined : own(parameter.schema, 'default');
}

function isWhole(value: Json | undefined): value is number {
  return Number.isSafeInteger(value);
}
