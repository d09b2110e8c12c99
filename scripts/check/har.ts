import type { Json, JsonObject } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { protocolOf, protocols } from '../wire/index.js';
import type { Decoder, Protocol, WireRequest } from '../wire/protocol.js';
import { parseText, type Recording, type Reply } from './recording.js';

/**
 * Reads entries of a HAR (HTTP Archive 1.2, sections "entries", "request", "response").
 *
 * The returned function gives the recording of an entry, or undefined where it is an exchange of none of the contracts'
 * operations (a HAR of a browser has many), or where no response came.
 */
export function harReader(contracts: readonly Contract[]): (entry: Json) => Recording | undefined {
  const decoders = new Map<Protocol, Decoder>();
  for (const protocol of protocols) {
    const served = contracts.filter((contract) => protocolOf(contract) === protocol);
    if (served.length > 0) decoders.set(protocol, protocol.decoder(served));
  }
  return (entry) => {
    const request = wireRequestOf(own(entry, 'request'));
    const reply = harReplyOf(own(entry, 'response'));
    if (request === undefined || reply === undefined) return undefined;
    for (const [protocol, decode] of decoders) {
      if (!protocol.recognises(request)) continue;
      const decoded = decode(request);
      if (decoded.contract === undefined) continue;
      return {
        contract: decoded.contract,
        request: 'refusal' in decoded ? undefined : ((decoded.exact ?? decoded.request) as JsonObject),
        wire: {
          method: request.method,
          url: String(own(own(entry, 'request'), 'url')),
          headers: request.headers,
          body: request.body,
        },
        time: timeOf(entry),
        ...reply,
      };
    }
    return undefined;
  };
}

/** When the response was complete, by the recording's own clock. */
function timeOf(entry: Json): number | undefined {
  const started = Date.parse(String(own(entry, 'startedDateTime') ?? ''));
  const took = own(entry, 'time');
  return Number.isNaN(started) ? undefined : started + (typeof took === 'number' && took > 0 ? took : 0);
}

function wireRequestOf(request: Json | undefined): WireRequest | undefined {
  const method = own(request, 'method');
  const url = own(request, 'url');
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  const headers: JsonObject = {};
  for (const [name, value] of pairsOf(own(request, 'headers'))) setOwn(headers, name.toLowerCase(), value);
  const post = own(request, 'postData');
  const type = own(post, 'mimeType');
  if (typeof type === 'string' && own(headers, 'content-type') === undefined) headers['content-type'] = type;
  const text = own(post, 'text');
  // Recorders leave out the text where they list the fields of a form.
  const body =
    typeof text === 'string' && text !== '' ? text : new URLSearchParams(pairsOf(own(post, 'params'))).toString();
  return {
    method: method.toUpperCase(),
    target: pathname + search,
    headers: headers as Record<string, string>,
    ...(body === '' ? {} : { body }),
  };
}

function pairsOf(list: Json | undefined): [string, string][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((pair) => {
    const [name, value] = [own(pair, 'name'), own(pair, 'value')];
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
}

function harReplyOf(response: Json | undefined): Reply | undefined {
  const status = own(response, 'status');
  // Status 0: the request was blocked or broken off, and there is no response.
  if (!isObject(response) || typeof status !== 'number' || status === 0) return undefined;
  const content = own(response, 'content');
  const type = own(content, 'mimeType');
  const raw = own(content, 'text');
  const text =
    typeof raw !== 'string'
      ? undefined
      : own(content, 'encoding') === 'base64'
        ? Buffer.from(raw, 'base64').toString('utf8')
        : raw;
  return {
    status,
    contentType: typeof type === 'string' && type !== '' ? type : undefined,
    headers: Object.fromEntries(pairsOf(own(response, 'headers')).map(([name, value]) => [name.toLowerCase(), value])),
    ...(text === undefined ? { body: undefined, text } : parseText(text)),
  };
}
