import { parseExact } from '../base/exact.js';
import type { Json, JsonObject } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';

/** A question and its answer, as far as a recording has them. */
export interface Recording {
  readonly contract: Contract;
  /** Decoded parameters. */
  readonly request: JsonObject | undefined;
  /** The request as it was sent, where the recording has it. */
  readonly wire:
    | {
        readonly method: string;
        /** Absolute. */
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly body?: string | undefined;
      }
    | undefined;
  /** HTTP status; undefined where the recording has only a body. */
  readonly status: number | undefined;
  /** Value of the header content-type. */
  readonly contentType: string | undefined;
  /** Headers of the response, names in lower case; where the recording has them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Undefined where the recording has none, or where it is no JSON: then {@link text} says what it is. */
  readonly body: Json | undefined;
  /** The body with integers beyond 2^53 as bigints. Default: the body. */
  readonly exact?: Json | undefined;
  readonly text: string | undefined;
  /** When it was answered: milliseconds since 1970, where the recording says so. */
  readonly time?: number | undefined;
}

/** What a recording has: an envelope with status and body, or the body alone. */
export interface Reply {
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  /** Names in lower case; undefined where the recording has none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body: Json | undefined;
  /** The body with integers beyond 2^53 as bigints. Default: the body. */
  readonly exact?: Json | undefined;
  readonly text: string | undefined;
}

/**
 * Reads the `response` of a record.
 *
 * An object with a numeric `status` and a `body` is an envelope `{status, headers, body}`, everything else is the body
 * itself. A body that is a text is taken as it came over the wire, and parsed.
 */
export function replyOf(response: Json | undefined): Reply {
  const status = own(response, 'status');
  const body = own(response, 'body');
  if (typeof status !== 'number' || body === undefined) {
    return { status: undefined, contentType: undefined, body: response, text: undefined };
  }
  const headers = headersOf(own(response, 'headers'));
  const parsed = typeof body === 'string' ? parseText(body) : { body, text: undefined };
  return { status, contentType: headers['content-type'], headers, ...parsed };
}

/** Parses a text that came over the wire; it stays a text where it is no JSON. */
export function parseText(text: string): Pick<Reply, 'body' | 'exact' | 'text'> {
  try {
    const { plain, exact } = parseExact(text);
    return { body: plain, exact: exact as Json, text: undefined };
  } catch {
    return { body: undefined, text };
  }
}

function headersOf(headers: Json | undefined): Record<string, string> {
  const texts: JsonObject = {};
  if (isObject(headers)) {
    for (const [name, value] of Object.entries(headers)) {
      // Several fields of one name may be a list.
      if (!isObject(value) && value !== null) setOwn(texts, name.toLowerCase(), [value].flat().join(', '));
    }
  }
  return texts as Record<string, string>;
}
