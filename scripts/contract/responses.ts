import type { Body, Contract, Media, Response } from './contract.js';

type Declared = Pick<Contract, 'responses'>;

/**
 * The response that a contract declares for a status: that of the status, else that of its range, else the default
 * (OpenAPI 3.1, "Responses Object").
 *
 * @param status HTTP status of an answer
 * @returns undefined where nothing is declared for it
 */
export function responseFor({ responses }: Declared, status: number): Response | undefined {
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}

/**
 * The response to a request that succeeds: of several statuses the lowest, else `2XX`, else `default`.
 *
 * @throws Error where there is none; contracts that were loaded have one.
 */
export function successResponse({ responses }: Declared): Response {
  const success = findSuccess({ responses });
  if (success === undefined) throw new Error('the contract declares no successful response');
  return success;
}

/** {@link successResponse}; undefined where there is none. */
export function findSuccess({ responses }: Declared): Response | undefined {
  const lowest = Object.keys(responses)
    .filter((status) => /^2\d\d$/.test(status))
    .sort()[0];
  return responses[lowest ?? '2XX'] ?? responses.default;
}

/**
 * Whether a response is a success of the operation: {@link successResponse}, or another one that the document writes out.
 * Of an operation that pages or looks up, only the first one has entries that can be told.
 */
export function isSuccessOf(
  contract: Pick<Contract, 'responses' | 'pagination' | 'lookup'>,
  response: Response,
): boolean {
  if (response === findSuccess(contract)) return true;
  const hasEntries = contract.pagination !== undefined || contract.lookup !== undefined;
  return !hasEntries && response.status.startsWith('2');
}

/** The responses that report an error: those of 4xx and 5xx, and `default` where it is not the success. */
export function errorResponses(contract: Declared): Response[] {
  const success = findSuccess(contract);
  return Object.values(contract.responses).filter(
    (response) => response !== success && /^(?:[45]|default$)/.test(response.status),
  );
}

/** The status that a response is sent with: the first of a range; undefined for `default`, which has none of its own. */
export function statusOf({ status }: Response): number | undefined {
  return status === 'default' ? undefined : Number(status.replace('XX', '00'));
}

/** The one media type of a response or body that is read and written here, and what it holds. */
export interface Content extends Media {
  /** Empty where there is no body. */
  readonly mediaType: string;
}

/** What a response or a request's body holds: JSON where there is a choice. */
export function contentOf({ content }: Pick<Response | Body, 'content'>): Content {
  const types = Object.keys(content);
  const mediaType = types.find(isJson) ?? types[0];
  const media = mediaType === undefined ? undefined : content[mediaType];
  return mediaType === undefined || media === undefined ? nothing : { mediaType, ...media };
}

/**
 * Which of the declared media types a body of some type is of: OpenAPI 3.1, "Response Object", has the most specific
 * one apply, so that one that is written out goes before a range such as `text/*`.
 *
 * @param given a content-type header
 * @returns as the document writes it; undefined where none is declared that fits
 */
export function declaredTypeOf({ content }: Pick<Response | Body, 'content'>, given: string): string | undefined {
  const type = mediaTypeOf(given);
  const fitting = Object.keys(content).filter((declared) => rangeOf(declared).test(type));
  return fitting.sort((one, other) => wildcardsIn(one) - wildcardsIn(other))[0];
}

function wildcardsIn(mediaType: string): number {
  return mediaType.split('*').length;
}

function rangeOf(declared: string): RegExp {
  const parts = mediaTypeOf(declared).split('*');
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.+^$|]/g, '\\$&')).join('.*')}$`);
}

/** What a response holds, and the status that it is sent with. */
export interface ResponseBody extends Content {
  readonly status: number;
}

const successes = new WeakMap<Contract['responses'], ResponseBody>();

/**
 * What the {@link successResponse} holds; of status 200 where the document leaves the status open.
 *
 * @throws Error where there is none; contracts that were loaded have one.
 */
export function successBody({ responses }: Declared): ResponseBody {
  let body = successes.get(responses);
  if (body === undefined) {
    const response = successResponse({ responses });
    body = { status: statusOf(response) ?? 200, ...contentOf(response) };
    successes.set(responses, body);
  }
  return body;
}

/** What the {@link errorResponses} hold; of status 500 where the document leaves the status open. */
export function errorBodies(contract: Declared): ResponseBody[] {
  return errorResponses(contract).map((response) => ({ status: statusOf(response) ?? 500, ...contentOf(response) }));
}

const nothing: Content = { mediaType: '', schema: {}, examples: {} };

/** Whether a media type is JSON, or built on it (RFC 6839, section 3.1). */
export function isJson(mediaType: string): boolean {
  return /^[\w.+-]+\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(mediaType);
}

/** Whether a media type names something else than JSON; one with a `*` may be JSON, and none is no text. */
export function isText(mediaType: string): boolean {
  return mediaType !== '' && !mediaType.includes('*') && !isJson(mediaType);
}

/** The media type of a content-type header, without its parameters, in lower case. */
export function mediaTypeOf(header: string): string {
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}
