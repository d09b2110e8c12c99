import { writeExact } from '../base/exact.js';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import type { Contract, Parameter } from '../contract/contract.js';
import { contentOf } from '../contract/responses.js';
import { resolveSchema } from '../contract/schema-at.js';
import { encodeText, readForm, splitTarget, writeForm } from './form.js';
import { readJson } from './json-text.js';
import { PathRouter } from './path-router.js';
import type { Decoded, Decoder, Refusal, WireRequest } from './protocol.js';
import { type ReadScalar, scalarReader, typesOf, writeScalar } from './scalar.js';

/**
 * A request of plain REST, as OpenAPI's default styles have it: `simple` in path and headers, `form` with `explode` in
 * the query and cookies (`a=1&a=2`), JSON text for parameters with `content`, a JSON body.
 */
export function encodeRest(contract: Contract, request: JsonObject, method: string): WireRequest {
  const query: (readonly [string, string])[] = [];
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  let path = contract.path;
  for (const parameter of contract.parameters) {
    const value = own(request, parameter.name);
    if (value === undefined) continue;
    const name = wireName(parameter);
    if (parameter.in === 'query') query.push(...formPairs(parameter, name, value));
    else if (parameter.in === 'path')
      path = path.replaceAll(`{${name}}`, () => encodeText(simpleText(parameter, value)));
    // A header's value is a line of Latin-1 text; what lies beyond is percent-encoded, as RFC 8187 does.
    else if (parameter.in === 'header') headers[name.toLowerCase()] = headerText(simpleText(parameter, value));
    else cookies.push(...formPairs(parameter, name, value).map(([key, text]) => `${key}=${encodeText(text)}`));
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  const body = contract.body === undefined ? undefined : own(request, 'body');
  if (contract.body !== undefined && body !== undefined)
    headers['content-type'] = contentOf(contract.body).mediaType || 'application/json';
  const search = writeForm(query);
  return {
    method,
    target: search === '' ? path : `${path}?${search}`,
    headers,
    ...(body === undefined ? {} : { body: writeExact(body) }),
  };
}

/** Of two parameters of one name, the contract calls the second `place:name`. */
function wireName(parameter: Parameter): string {
  const prefix = `${parameter.in}:`;
  return parameter.name.startsWith(prefix) ? parameter.name.slice(prefix.length) : parameter.name;
}

function formPairs(parameter: Parameter, name: string, value: Json): (readonly [string, string])[] {
  if (parameter.encoding === 'json') return [[name, writeExact(value)]];
  if (Array.isArray(value)) return value.map((element) => [name, writeScalar(element)] as const);
  if (isObject(value)) return Object.entries(value).map(([key, below]) => [key, writeScalar(below)] as const);
  return [[name, writeScalar(value)]];
}

function simpleText(parameter: Parameter, value: Json): string {
  if (parameter.encoding === 'json') return writeExact(value);
  return Array.isArray(value) ? value.map(writeScalar).join(',') : writeScalar(value);
}

function headerText(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e]/gu, (character) => encodeText(character));
}

/** How the values of one parameter are read. */
interface Reader {
  readonly parameter: Parameter;
  readonly name: string;
  readonly isList: boolean;
  readonly read: ReadScalar;
}

/** How the requests of one operation are read. Made when the first one comes. */
interface Plan {
  readonly query: ReadonlyMap<string, Reader>;
  readonly others: readonly Reader[];
}

/**
 * The decoder of REST requests; the inverse of {@link encodeRest}.
 *
 * @param ignored names of query parameters that the protocol itself knows, so that they are not reported as unknown.
 */
export function restDecoder(contracts: readonly Contract[], ignored: ReadonlySet<string> = new Set()): Decoder {
  const router = new PathRouter(contracts);
  const plans = new Map<Contract, Plan>();
  return (request) => {
    const [path, search] = splitTarget(request.target);
    const match = router.match(path);
    if (match === undefined) return { refusal: unknown(`No operation has the path ${path.slice(0, 200)}.`) };
    // RFC 9110, section 9.3.2: HEAD is GET without the body.
    const contract = match.operations.get(request.method === 'HEAD' ? 'GET' : request.method);
    if (contract === undefined) {
      const methods = [...match.operations.keys()].join(', ');
      return { refusal: unknown(`${path.slice(0, 200)} answers to ${methods}, not to ${request.method}.`) };
    }
    if (match.broken) return invalid(contract, undefined, 'The path has broken percent-encoding; encode % as %25.');
    let plan = plans.get(contract);
    if (plan === undefined) {
      plan = planOf(contract);
      plans.set(contract, plan);
    }
    return decodeWith(contract, plan, ignored, request, search, match.parameters);
  };
}

function unknown(detail: string): Refusal {
  return { cause: 'unknown-operation', detail };
}

function invalid(contract: Contract, parameter: string | undefined, detail: string): Decoded {
  return {
    contract,
    refusal: { cause: 'invalid-parameter', detail, ...(parameter === undefined ? {} : { parameter }) },
  };
}

function planOf(contract: Contract): Plan {
  const readers = contract.parameters.map((parameter): Reader => {
    const isList = parameter.encoding === 'plain' && typesOf(parameter.schema, contract.definitions).has('array');
    const items = isList ? own(resolveSchema(parameter.schema, contract.definitions), 'items') : parameter.schema;
    return {
      parameter,
      name: wireName(parameter),
      isList,
      read: scalarReader(items as JsonSchema, contract.definitions),
    };
  });
  return {
    query: new Map(readers.filter(({ parameter }) => parameter.in === 'query').map((reader) => [reader.name, reader])),
    others: readers.filter(({ parameter }) => parameter.in !== 'query'),
  };
}

function decodeWith(
  contract: Contract,
  plan: Plan,
  ignored: ReadonlySet<string>,
  { headers, body }: WireRequest,
  search: string,
  path: ReadonlyMap<string, string>,
): Decoded {
  const request: JsonObject = {};
  const strangers: string[] = [];
  let fault: readonly [string, string] | undefined;
  const take = ({ parameter, isList, read }: Reader, text: string) => {
    const { name } = parameter;
    const before = own(request, name);
    if (parameter.encoding === 'json') {
      const json = readJson(text);
      if (before !== undefined) fault ??= [name, 'is given twice; send it once'];
      else if ('problem' in json) fault ??= [name, json.problem];
      else setOwn(request, name, json.value);
    } else if (!isList) {
      if (before === undefined) setOwn(request, name, read(text));
      else fault ??= [name, 'is given twice; send it once'];
    } else if (Array.isArray(before)) before.push(read(text));
    else setOwn(request, name, [read(text)]);
  };

  const problem = readForm(search, (name, text) => {
    const reader = plan.query.get(name);
    if (reader !== undefined) take(reader, text);
    else if (!ignored.has(name)) strangers.push(name);
  });
  if (problem !== undefined) return invalid(contract, undefined, `The query ${problem}.`);
  if (plan.others.length > 0) {
    const cookies = cookiesOf(headers.cookie);
    for (const reader of plan.others) {
      const place = reader.parameter.in;
      const text =
        place === 'path'
          ? path.get(reader.name)
          : place === 'header'
            ? header(headers, reader.name)
            : cookies.get(reader.name);
      if (text === undefined) continue;
      for (const part of reader.isList ? text.split(',') : [text]) take(reader, part);
    }
  }
  if (fault !== undefined) return invalid(contract, fault[0], `${fault[0]} ${fault[1]}.`);
  if (contract.body !== undefined && body !== undefined && body !== '') {
    const type = headers['content-type'] ?? contentOf(contract.body).mediaType;
    if (!/^[\w.+-]+\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
      return invalid(
        contract,
        'body',
        `The body is ${type.slice(0, 80)}; send ${contentOf(contract.body).mediaType || 'application/json'}.`,
      );
    }
    const json = readJson(body);
    if ('problem' in json) return invalid(contract, 'body', `The body ${json.problem}.`);
    setOwn(request, 'body', json.value);
  }
  return { contract, request, unknown: strangers };
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(headers, key) ? headers[key] : undefined;
}

/** RFC 6265, section 4.2.1. */
function cookiesOf(text: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of text?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const value = pair.slice(equals + 1).trim();
    try {
      cookies.set(pair.slice(0, equals).trim(), decodeURIComponent(value));
    } catch {
      cookies.set(pair.slice(0, equals).trim(), value);
    }
  }
  return cookies;
}
