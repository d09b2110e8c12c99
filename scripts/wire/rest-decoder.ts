import type { Exact } from '../base/exact.js';
import { setOwn } from '../base/json.js';
import type { Contract, Parameter } from '../contract/contract.js';
import { contentOf } from '../contract/responses.js';
import { isDeclared, readBody } from './bodies.js';
import { DeepValue, stepsOfName } from './deep-object.js';
import { inHeader, inPath, inQuery } from './escaping.js';
import { exactRequest } from './exact-request.js';
import { readForm, splitTarget } from './form.js';
import { readJson } from './json-text.js';
import { type Parts, putTogether } from './parts.js';
import { PathRouter } from './path-router.js';
import type { Decoded, Decoder, Refusal, WireRequest } from './protocol.js';
import { wireName } from './rest.js';
import { type ValueShape, valueShape } from './shape.js';
import { pairStyleOf, textStyleOf } from './styles.js';

/** How the values of one parameter are read. */
interface Reader {
  readonly parameter: Parameter;
  /** As it travels. */
  readonly name: string;
  readonly shape: ValueShape;
}

/** How the requests of one operation are read. Made when the first one comes. */
interface Plan {
  /** Query parameters by name; those of an object that is spread by its properties' names. */
  readonly query: ReadonlyMap<string, Reader>;
  readonly cookies: ReadonlyMap<string, Reader>;
  /** A query parameter that takes any name that is no other's. */
  readonly open: Reader | undefined;
  readonly others: readonly Reader[];
  readonly body: ValueShape | undefined;
}

/**
 * The decoder of REST requests; the inverse of `encodeRest`.
 */
export function restDecoder(contracts: readonly Contract[]): Decoder {
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
    let plan = plans.get(contract);
    if (plan === undefined) {
      plan = planOf(contract);
      plans.set(contract, plan);
    }
    try {
      return new Reading(contract, plan).read(request, search, match.parameters);
    } catch (error) {
      if (error instanceof Fault) return { contract, refusal: error.refusal };
      throw error;
    }
  };
}

function unknown(detail: string): Refusal {
  return { cause: 'unknown-operation', detail };
}

/** What is wrong with a request, thrown from deep inside. */
class Fault extends Error {
  readonly refusal: Refusal;

  constructor(parameter: string | undefined, detail: string) {
    super(detail);
    this.refusal = { cause: 'invalid-parameter', detail, ...(parameter === undefined ? {} : { parameter }) };
  }
}

function planOf({ parameters, definitions, body }: Contract): Plan {
  const readers = parameters.map((parameter): Reader => {
    return { parameter, name: wireName(parameter), shape: valueShape(parameter.schema, definitions) };
  });
  const inPairs = (place: Parameter['in']) => {
    const all = readers.filter(({ parameter }) => parameter.in === place);
    const named = all.filter((reader) => !isSpread(reader)).map((reader) => [reader.name, reader] as const);
    const spread = all.filter(isSpread).flatMap((reader) => reader.shape.names.map((name) => [name, reader] as const));
    // A parameter's own name wins over that of a property.
    return new Map([...spread, ...named]);
  };
  return {
    query: inPairs('query'),
    cookies: inPairs('cookie'),
    open: readers.find(
      (reader) => reader.parameter.in === 'query' && isSpread(reader) && reader.shape.names.length === 0,
    ),
    others: readers.filter(({ parameter }) => parameter.in === 'path' || parameter.in === 'header'),
    body: body === undefined ? undefined : valueShape(contentOf(body).schema, definitions),
  };
}

/** Whether an object's properties travel under their own names. */
function isSpread({ parameter, shape }: Reader): boolean {
  const { style, explode, encoding } = parameter;
  return encoding !== 'json' && shape.kind === 'object' && explode && style === 'form';
}

/** What has come of one parameter of the query, or of the cookies. */
interface Collected {
  readonly reader: Reader;
  readonly texts: string[];
  readonly entries: [string, string][];
  deep?: DeepValue;
}

/** Reads one request. */
class Reading {
  readonly #contract: Contract;
  readonly #plan: Plan;
  readonly #values: { [name: string]: Exact } = {};
  readonly #strangers: string[] = [];

  constructor(contract: Contract, plan: Plan) {
    this.#contract = contract;
    this.#plan = plan;
  }

  /** @throws Fault where something cannot be understood. */
  read({ headers, body }: WireRequest, search: string, path: ReadonlyMap<string, string>): Decoded {
    this.#readQuery(search);
    if (this.#plan.cookies.size > 0) this.#readCookies(headers.cookie);
    for (const reader of this.#plan.others) {
      const isPath = reader.parameter.in === 'path';
      const key = reader.name.toLowerCase();
      const text = isPath ? path.get(reader.name) : Object.hasOwn(headers, key) ? headers[key] : undefined;
      if (text !== undefined) this.#readText(reader, text);
    }
    if (body !== undefined && body !== '') this.#readBody(headers['content-type'], body);
    return { contract: this.#contract, ...exactRequest(this.#values), unknown: this.#strangers };
  }

  #readQuery(search: string): void {
    const { query, open } = this.#plan;
    const all = new Map<Reader, Collected>();
    const problem = readForm(search, (name, value, raw) => {
      let reader = query.get(name);
      if (reader === undefined) {
        const steps = stepsOfName(name);
        const deep = steps === undefined ? undefined : query.get(steps[0] as string);
        if (deep !== undefined && deep.parameter.style === 'deepObject') {
          const collected = collect(all, deep);
          collected.deep ??= new DeepValue();
          collected.deep.add((steps as string[]).slice(1), value);
          return;
        }
        if (open === undefined) {
          this.#strangers.push(name);
          return;
        }
        reader = open;
      }
      take(collect(all, reader), name, value, raw);
    });
    if (problem !== undefined) throw new Fault(undefined, `The query ${problem}.`);
    for (const collected of all.values()) this.#finish(collected);
  }

  /** RFC 6265, section 4.2.1. */
  #readCookies(text: string | undefined): void {
    const all = new Map<Reader, Collected>();
    for (const pair of text?.split(';') ?? []) {
      const equals = pair.indexOf('=');
      const name = cookieText(pair.slice(0, equals).trim());
      const reader = equals === -1 ? undefined : this.#plan.cookies.get(name);
      if (reader === undefined) continue;
      const raw = pair.slice(equals + 1).trim();
      const value = cookieText(raw);
      take(collect(all, reader), name, value, value === raw ? encodeURIComponent(raw).replaceAll('%2C', ',') : raw);
    }
    for (const collected of all.values()) this.#finish(collected);
  }

  #finish({ reader, texts, entries, deep }: Collected): void {
    const { parameter, shape } = reader;
    const { name, style, explode } = parameter;
    if (parameter.encoding === 'json') {
      if (texts.length > 1) throw new Fault(name, `${name} is given twice; send it once.`);
      this.#set(name, this.#json(name, inQuery.read(texts[0] ?? '')));
      return;
    }
    if (deep !== undefined || style === 'deepObject') {
      const value = deep ?? new DeepValue();
      for (const text of texts) value.add([], inQuery.read(text));
      const whole = value.finish(shape);
      if (whole === undefined)
        throw new Fault(name, `${name} is given in two ways that exclude each other; send it once.`);
      this.#set(name, whole);
      return;
    }
    if (isSpread(reader)) {
      this.#set(name, putTogether({ kind: 'object', entries }, shape));
      return;
    }
    if (texts.length === 1 && texts[0] === '' && parameter.allowEmptyValue === true && !shape.allowsText) return;
    const parts = pairStyleOf(style).decode(texts, shape.kind, explode, inQuery, shape.items().allowsText);
    if (parts !== undefined) this.#set(name, putTogether(parts, shape));
    else if (texts.length > 1) throw new Fault(name, `${name} is given twice; send it once.`);
    else throw new Fault(name, `${name} is not written in the style ${style}.`);
  }

  #readText({ parameter, name, shape }: Reader, text: string): void {
    const key = parameter.name;
    const escaping = parameter.in === 'path' ? inPath : inHeader;
    let parts: Parts | undefined;
    try {
      if (parameter.encoding === 'json') {
        this.#set(key, this.#json(key, escaping.read(text)));
        return;
      }
      const { style, explode } = parameter;
      // Lists in headers are written with spaces behind the commas as well (RFC 9110, section 5.6.1).
      const written = parameter.in === 'header' && shape.kind !== 'scalar' ? text.replaceAll(/ *, */g, ',') : text;
      parts = textStyleOf(style).decode(name, written, shape.kind, explode, escaping);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      throw new Fault(key, 'The path has broken percent-encoding; encode % as %25.');
    }
    if (parts === undefined) throw new Fault(key, `${key} is not written in the style ${parameter.style}.`);
    this.#set(key, putTogether(parts, shape));
  }

  #json(name: string, text: string): Exact {
    const read = readJson(text);
    if ('problem' in read) throw new Fault(name, `${name} ${read.problem}.`);
    return read.value;
  }

  #readBody(contentType: string | undefined, text: string): void {
    const { body } = this.#contract;
    if (body === undefined) return;
    const declared = Object.keys(body.content);
    const type = contentType ?? contentOf(body).mediaType;
    if (!isDeclared(type, declared.length === 0 ? ['application/json'] : declared)) {
      throw new Fault('body', `The body is ${type.slice(0, 80)}; send ${declared.join(' or ') || 'application/json'}.`);
    }
    const read = readBody(type, text, this.#plan.body as ValueShape);
    if ('problem' in read) throw new Fault('body', `The body ${read.problem}.`);
    this.#set('body', read.value);
  }

  #set(name: string, value: Exact): void {
    setOwn(this.#values, name, value);
  }
}

/** A text of a cookie. It is any text; a percent sign need not mean anything. */
function cookieText(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function collect(all: Map<Reader, Collected>, reader: Reader): Collected {
  let collected = all.get(reader);
  if (collected === undefined) {
    collected = { reader, texts: [], entries: [] };
    all.set(reader, collected);
  }
  return collected;
}

function take(collected: Collected, name: string, value: string, raw: string): void {
  if (isSpread(collected.reader)) collected.entries.push([name, value]);
  else collected.texts.push(raw);
}
