import { writeExact } from '../base/exact.js';
import { anyIndex, parsePointer } from '../base/pointer.js';
import { curlLine } from './curl.js';
import { excerptOf } from './excerpt.js';
import type { Defect } from './report.js';
import { Secrets } from './secrets.js';
import { shorten } from './shorten.js';
import type { Provenance, Request, Violation } from './violation.js';

/** Defects that are kept of one property of one operation: a server that invents a field name each time has no end. */
const MOST = 200;
/** Characters of a request body that are kept. */
const LONGEST_BODY = 64 * 1024;
/** Exchanges and values that are remembered of each defect, to tell that another kind is about the same. */
const REMEMBERED = 64;
/** Keywords by which a schema rules out a value for what it is, whatever stands around it and was asked. */
const ASSERTIONS = new Set(
  'type enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(
    ' ',
  ),
);
/** Headers that every request has, and that say nothing about the question. */
const NOISE = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent', 'transfer-encoding']);

/** A violation with its body already cut to an excerpt, so that it takes little memory. */
interface Example {
  readonly violation: Violation;
  readonly size: number;
  readonly isOwn: boolean;
  readonly lines: readonly string[];
  readonly line: number | undefined;
}

interface Group {
  readonly place: string;
  readonly kind: string;
  /** Parameters of the request that it is about. */
  readonly parameters: readonly string[];
  /** What names it in reports; groups about several parameters share it. */
  readonly id: string;
  readonly properties: Map<string, number>;
  /** Values in exchanges, and values by themselves. */
  readonly exchanges: Set<string>;
  readonly values: Set<string>;
  example: Example;
  count: number;
}

/** Groups that are one defect, and those that only follow from it. */
interface Merged {
  readonly groups: Group[];
  readonly witnesses: Group[];
}

/**
 * Collects violations as defects, in bounded memory: one for all that have operation, place (indices as `*`), kind and
 * parameter in common, with the smallest example.
 */
export class Defects {
  readonly #groups = new Map<string, Group>();
  readonly #sizes = new Map<string, number>();
  readonly #leftOut = new Map<string, number>();

  /** @param secrets what is never shown */
  constructor(readonly secrets: Secrets = new Secrets()) {}

  /** Violations that were added. */
  get count(): number {
    let count = 0;
    for (const group of this.#groups.values()) count += group.count;
    for (const more of this.#leftOut.values()) count += more;
    return count;
  }

  /** How many violations of which properties (`Operation property`) are in none of the defects: there were too many. */
  get leftOut(): ReadonlyMap<string, number> {
    return this.#leftOut;
  }

  /** Takes a violation. */
  add(violation: Violation): void {
    const place = anyIndex(violation.path);
    const kind = kindOf(violation);
    const { parameters = [] } = violation;
    const name = `${idOf(violation.operation, place, kind, [])} ${parameters.join(' ')}`;
    const group = this.#groups.get(name);
    if (group === undefined) {
      this.#open(violation, place, kind, name);
      return;
    }
    group.count++;
    group.properties.set(violation.property, (group.properties.get(violation.property) ?? 0) + 1);
    remember(group, violation);
    const size = sizeOf(violation);
    if (isBetter(violation, size, group.example)) group.example = this.#exampleOf(violation, size);
  }

  #open(violation: Violation, place: string, kind: string, name: string): void {
    const { parameters = [] } = violation;
    const owner = `${violation.operation} ${violation.property}`;
    const size = (this.#sizes.get(owner) ?? 0) + 1;
    if (size > MOST) {
      this.#leftOut.set(owner, (this.#leftOut.get(owner) ?? 0) + 1);
      return;
    }
    this.#sizes.set(owner, size);
    const group: Group = {
      place,
      kind,
      parameters,
      id: idOf(violation.operation, place, kind, parameters),
      properties: new Map([[violation.property, 1]]),
      exchanges: new Set(),
      values: new Set(),
      example: this.#exampleOf(violation, sizeOf(violation)),
      count: 1,
    };
    remember(group, violation);
    this.#groups.set(name, group);
  }

  #exampleOf(violation: Violation, size: number): Example {
    const { request, response, path, expected, actual } = violation;
    const secrets = this.secrets.copy();
    learn(secrets, violation);
    const body = response.body ?? '';
    const { lines, line } =
      response.body === undefined
        ? { lines: [], line: undefined }
        : excerptOf(body, path, (start, end) => secrets.slice(body, start, end));
    const cut = (text: string, end: number) => secrets.slice(text, 0, end);
    return {
      violation: {
        ...violation,
        expected: shorten(expected, cut),
        actual: actual === undefined ? undefined : shorten(actual, cut),
        request: {
          ...request,
          ...(request.parameters === undefined ? {} : { parameters: shortenParameters(request.parameters, cut) }),
          body: request.body === undefined ? undefined : request.body.slice(0, LONGEST_BODY + 1),
        },
        response: { ...response, body: undefined },
      },
      size,
      isOwn: isOwn(violation),
      lines,
      line,
    };
  }

  /**
   * The defects, in the order in which they were seen first. Nothing in them is a credential: neither one that the run
   * was given nor one that a request of an example carries.
   */
  list(): Defect[] {
    const secrets = this.secrets.copy();
    const merged = mergeSame([...this.#groups.values()]);
    for (const { groups, witnesses } of merged) {
      for (const { example } of [...groups, ...witnesses]) learn(secrets, example.violation);
    }
    return merged.map((one) => defectOf(one, secrets));
  }
}

/** Learns what an exchange gives away, the violated value itself among it if it goes by the name of a credential. */
function learn(secrets: Secrets, { request, response, path, actual }: Violation): void {
  secrets.learn(request, response);
  const name = parsePointer(path).at(-1) ?? '';
  if (typeof actual === 'string') secrets.learnNamed(name, actual);
}

function kindOf({ keyword, rule, property }: Violation): string {
  return keyword ?? rule ?? property;
}

/** One parameter is part of the name: that another one is broken, too, is news. */
function idOf(operation: string, place: string, kind: string, parameters: readonly string[]): string {
  const id = `${operation} ${place === '' ? '/' : place} ${kind}`;
  return parameters.length === 1 ? `${id} ${parameters[0]}` : id;
}

function isOwn({ rule, property }: Violation): boolean {
  return rule === undefined || rule === property;
}

/** What a reader has to look at. */
function sizeOf({ request, response }: Violation): number {
  return request.url.length + (request.body?.length ?? 0) + Math.min(response.body?.length ?? 0, 100_000) / 16;
}

/** An error shows more than a warning, the rule's own property more than another one, a small example more than a large. */
function isBetter(violation: Violation, size: number, { violation: best, size: least, isOwn: own }: Example): boolean {
  if (violation.severity !== best.severity) return violation.severity === 'error';
  if (isOwn(violation) !== own) return isOwn(violation);
  if (size !== least) return size < least;
  // Not by which came first: with several requests under way that is chance.
  const text = ({ property, path, request }: Violation) => `${property} ${path} ${request.url} ${request.body ?? ''}`;
  return text(violation) < text(best);
}

function remember(group: Group, { request, path, actual }: Violation): void {
  if (group.exchanges.size >= REMEMBERED || actual === undefined || actual === null || path === '') return;
  const value = writeExact(shorten(actual));
  group.values.add(`${group.place} ${value}`);
  group.exchanges.add(`${path} ${value} ${request.url} ${request.body?.slice(0, 1_000) ?? ''}`);
}

/**
 * Puts groups together that are one defect of several kinds: those that complain of the same value of the same exchange,
 * those that complain of a value which its schema rules out in the first place, those of one rule about one parameter,
 * and those of what stands for no value, if that is inferred only, in several fields. What several parameters show together follows from what one of them shows alone.
 */
function mergeSame(groups: readonly Group[]): Merged[] {
  const merged: Merged[] = [];
  const byKey = new Map<string, Merged>();
  const isOfSchema = ({ kind }: Group) => ASSERTIONS.has(kind);
  const isOfSeveral = ({ parameters }: Group) => parameters.length > 1;
  const put = (group: Group, same: Merged | undefined, keys: readonly string[]): void => {
    const one = same ?? { groups: [], witnesses: [] };
    if (same === undefined) merged.push(one);
    one.groups.push(group);
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, one);
  };
  const find = (keys: readonly string[]) => keys.map((key) => byKey.get(key)).find((one) => one !== undefined);
  // Those of schemas first, so that the others find them; those of several parameters last.
  const single = groups.filter((group) => !isOfSeveral(group));
  for (const group of [...single.filter(isOfSchema), ...single.filter((one) => !isOfSchema(one))]) {
    const { violation } = group.example;
    const { operation } = violation;
    const exchanges = [...group.exchanges].map((text) => `${operation} exchange ${text}`);
    const values = [...group.values].map((text) => `${operation} value ${text}`);
    const rules = group.parameters.map((name) => `${operation} rule ${violation.rule ?? violation.property} ${name}`);
    const causes = group.parameters.map((name) => causeOf(group, name));
    const own = isOfSchema(group) ? [...exchanges, ...values] : exchanges;
    const habits = isOfSchema(group) ? habitOf(violation) : [];
    put(group, find([...exchanges, ...values, ...rules, ...habits]), [...own, ...rules, ...causes, ...habits]);
  }
  for (const group of groups.filter(isOfSeveral)) {
    const cause = find(group.parameters.map((name) => causeOf(group, name)));
    if (cause === undefined) put(group, find([group.id]), [group.id]);
    else cause.witnesses.push(group);
  }
  return merged;
}

/** What stands in place of a value that there is not does so in many fields, for one reason that no page gives. */
function habitOf({ operation, provenance, actual }: Violation): string[] {
  const isNothing = actual === null || actual === 0 || actual === '';
  if (provenance.kind !== 'inferred' || !isNothing) return [];
  return [`${operation} habit ${provenance.reason} ${String(actual)}`];
}

/** What a parameter shows alone explains what it shows together with others, if both are of one class. */
function causeOf({ example: { violation } }: Group, parameter: string): string {
  return `${violation.operation} cause ${violation.class} ${parameter}`;
}

/** Of several kinds the first one by name is the id, so that it does not depend on what was asked first. */
function defectOf({ groups, witnesses }: Merged, secrets: Secrets): Defect {
  const ordered = [...groups].sort((a, b) => (a.id < b.id ? -1 : 1));
  const all = [...groups, ...witnesses];
  const best = ordered.reduce((one, other) => {
    const [a, b] = [one, other].map(
      ({ example, kind }) => example.violation.severity === 'error' && ASSERTIONS.has(kind),
    );
    // What a schema rules out in itself says more than what follows from it.
    if (a !== b) return b ? other : one;
    return isBetter(other.example.violation, other.example.size, one.example) ? other : one;
  });
  const { violation, lines, line } = best.example;
  const { request, response } = violation;
  const others = new Set(all.flatMap(({ properties }) => [...properties.keys()]));
  others.delete(violation.property);
  const clean = (text: string) => secrets.clean(text);
  const explanations = groups
    .filter(({ parameters }) => parameters.length > 1)
    .map(({ place, kind, parameters }) => parameters.map((name) => idOf(violation.operation, place, kind, [name])));
  return {
    id: clean((ordered[0] as Group).id),
    ids: [...new Set(ordered.map(({ id }) => clean(id)))],
    operation: violation.operation,
    property: violation.property,
    class: violation.class,
    severity: violation.severity,
    provenance: clean(provenanceText(violation.provenance)),
    statement: clean(violation.statement),
    path: clean(violation.path),
    place: clean(best.place),
    rule: violation.rule ?? violation.property,
    kind: best.kind,
    message: clean(violation.message),
    expected: secrets.cleanJson(violation.expected),
    actual: secrets.cleanJson(violation.actual ?? null),
    ...(violation.actual === undefined ? { missing: true } : {}),
    spec: clean(violation.spec ?? ''),
    request: shownRequest(request, secrets),
    response: {
      ...(response.status === undefined ? {} : { status: response.status }),
      headers: secrets.cleanJson(withoutNoise(response.headers)),
      excerpt: lines.map(clean).join('\n'),
      ...(line === undefined ? {} : { line }),
      ...(response.problem === undefined ? {} : { problem: clean(response.problem) }),
    },
    curl: (request.body?.length ?? 0) > LONGEST_BODY ? '' : secrets.cleanValues(curlLine(request, secrets)),
    replay: secrets.cleanValues(violation.replay),
    alsoSeenBy: [...others].sort(),
    ...(explanations.length === 0 ? {} : { explainedBy: explanations.map((ids) => ids.map(clean)) }),
    count: all.reduce((sum, group) => sum + group.count, 0),
    ...(violation.recorded === undefined
      ? {}
      : { recorded: { ...violation.recorded, file: clean(violation.recorded.file) } }),
  };
}

function shownRequest(request: Request, secrets: Secrets): Defect['request'] {
  const { method, url, headers, body, parameters } = request;
  return {
    method: secrets.clean(method),
    url: secrets.clean(url),
    headers: secrets.cleanJson(withoutNoise(headers)),
    ...(body === undefined
      ? {}
      : { body: body.length > 4_000 ? `${secrets.slice(body, 0, 4_000)}…` : secrets.clean(body) }),
    ...(parameters === undefined ? {} : { parameters: secrets.cleanJson(parameters) }),
  };
}

function withoutNoise(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !NOISE.has(name.toLowerCase()))
      .slice(0, 50)
      .map(([name, value]) => [name, value.length > 1_000 ? `${value.slice(0, 1_000)}…` : value]),
  );
}

/** A provenance in one line. */
export function provenanceText(provenance: Provenance): string {
  const { says } = provenance;
  const place = provenance.kind === 'inferred' ? provenance.reason : provenance.where;
  return [provenance.kind, place, says === undefined ? '' : `“${says}”`].filter((text) => text !== '').join(': ');
}

function shortenParameters(parameters: NonNullable<Request['parameters']>, cut: (text: string, end: number) => string) {
  return shorten(parameters, cut) as NonNullable<Request['parameters']>;
}
