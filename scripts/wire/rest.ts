import { type Exact, writeExact } from '../base/exact.js';
import { type JsonObject, own } from '../base/json.js';
import type { Contract, Parameter } from '../contract/contract.js';
import { contentOf } from '../contract/responses.js';
import { writeBody } from './bodies.js';
import { writeDeep } from './deep-object.js';
import { inHeader, inPath, inQuery, inQueryReserved } from './escaping.js';
import { type Parts, takeApart } from './parts.js';
import type { WireRequest } from './protocol.js';
import { pairStyleOf, type RawPair, textStyleOf } from './styles.js';

/**
 * A request of plain REST, as a contract's parameters say that it travels: each in its style, JSON text for parameters
 * with `content`, the body in its media type. The inverse of `restDecoder`.
 *
 * The path is the operation's own, without that of a server.
 *
 * @param request integers beyond 2^53 as bigints, if they are to travel exactly
 */
export function encodeRest(contract: Contract, request: JsonObject, method: string): WireRequest {
  const query: RawPair[] = [];
  const cookies: RawPair[] = [];
  const headers: Record<string, string> = {};
  let path = contract.path;
  for (const parameter of contract.parameters) {
    const value: Exact | undefined = own(request, parameter.name);
    if (value === undefined) continue;
    const name = wireName(parameter);
    const { style, explode } = parameter;
    const parts: Parts = parameter.encoding === 'json' ? { kind: 'scalar', text: writeExact(value) } : takeApart(value);
    if (parameter.in === 'query') {
      const escaping = parameter.allowReserved === true ? inQueryReserved : inQuery;
      if (style === 'deepObject' && parameter.encoding !== 'json') {
        query.push(...writeDeep(name, value, (text) => escaping.write(text, '&=')));
      } else query.push(...pairStyleOf(style).encode(name, parts, explode, escaping));
    } else if (parameter.in === 'path') {
      path = path.replaceAll(`{${name}}`, () => textStyleOf(style).encode(name, parts, explode, inPath));
    } else if (parameter.in === 'header') {
      headers[name.toLowerCase()] = textStyleOf('simple').encode(name, parts, explode, inHeader);
    } else cookies.push(...pairStyleOf('form').encode(name, parts, explode, inQuery));
  }
  if (cookies.length > 0) headers.cookie = cookies.map((pair) => pair.join('=')).join('; ');
  const search = query.map((pair) => pair.join('=')).join('&');
  const target = search === '' ? path : `${path}?${search}`;
  const value: Exact | undefined = contract.body === undefined ? undefined : own(request, 'body');
  if (contract.body === undefined || value === undefined) return { method, target, headers };
  const { contentType, text } = writeBody(contentOf(contract.body).mediaType, value);
  headers['content-type'] = contentType;
  return { method, target, headers, body: text };
}

/** Of two parameters of one name, the contract calls the second `place:name`. */
export function wireName(parameter: Parameter): string {
  const prefix = `${parameter.in}:`;
  return parameter.name.startsWith(prefix) ? parameter.name.slice(prefix.length) : parameter.name;
}
