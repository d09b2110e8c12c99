import { type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import { at, parsePointer } from '../../base/pointer.js';
import type { Contract, Parameter } from '../../contract/contract.js';
import { pagerOf } from '../../contract/pager.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Meaning } from '../readings/read-as.js';
import type { SchemaError } from '../schema/schema-judge.js';
import { selects } from '../selects.js';
import { enumOf } from './filter.js';

/** What is wrong with a request, as one meaning of the contract has it. */
export interface Validity {
  /** What the page rules out. */
  readonly faults: readonly SchemaError[];
  /** What the contract only infers, or what this meaning lets pass: a server may refuse it, or take it. */
  readonly doubts: readonly SchemaError[];
  /** Values of enums that are not listed, which this meaning takes as values that no entry has. */
  readonly unlisted: readonly SchemaError[];
}

/** Tells what is wrong with a request; empty lists if nothing. */
export function validityOf(meaning: Meaning, ledger: Ledger, request: JsonObject): Validity {
  const { contract, behaviour } = meaning;
  const faults: SchemaError[] = [];
  const doubts: SchemaError[] = [];
  const unlisted: SchemaError[] = [];
  for (const error of ledger.schemas.errors('request', request)) {
    const [name = ''] = parsePointer(error.path);
    if (error.keyword === 'enum') {
      const isAnyCase = behaviour.letterCase === 'any' && isOtherCase(contract, name, at(request, error.path));
      if (isAnyCase) doubts.push(error);
      else if (behaviour.unknownValue === 'finds-nothing') unlisted.push(error);
      else faults.push(error);
    } else if (isLongInteger(error)) doubts.push(error);
    else if (error.inferred !== undefined) doubts.push(error);
    else if (error.keyword === 'additionalProperties') doubts.push(error);
    else faults.push(error);
  }
  for (const name of missingIn(meaning, request)) {
    if (!faults.some(({ keyword, path }) => keyword === 'required' && path === `/${name}`)) faults.push(missing(name));
  }
  return { faults, doubts, unlisted };
}

/** An integer that no number holds travels as text, and is an integer all the same: how large they get, no page says. */
function isLongInteger({ keyword, expected, actual }: SchemaError): boolean {
  return (
    keyword === 'type' &&
    expected === 'integer' &&
    /^-?\d{16,}$/.test(typeof actual === 'bigint' ? String(actual) : typeof actual === 'string' ? actual : '')
  );
}

/** Parameters that are required, as this meaning has it, and not there. */
function missingIn({ contract }: Meaning, request: JsonObject): string[] {
  return contract.parameters
    .filter(({ name, required }) => required && own(request, name) === undefined)
    .map(({ name }) => name);
}

function missing(name: string): SchemaError {
  const path = `/${name}`;
  return {
    path,
    keyword: 'required',
    message: 'expected a value, found nothing',
    expected: 'a value',
    actual: undefined,
    property: name,
  };
}

function isOtherCase(contract: Contract, name: string, value: Json | undefined): boolean {
  const parameter = contract.parameters.find((candidate) => candidate.name === name);
  const allowed = parameter && enumOf(parameter, contract);
  return (
    typeof value === 'string' &&
    allowed?.some((one) => String(one).toLowerCase() === value.toLowerCase() && one !== value) === true
  );
}

/**
 * Whether a server has to know everything that a valid request says: listed values of enums, documented defaults,
 * pages and sizes that the page shows, and what the server itself has shown. A text, an id or a range that it need not
 * know may be refused.
 *
 * @param given values that the user says are known, by parameter
 */
export function mustBeAccepted(
  meaning: Meaning,
  ledger: Ledger,
  request: JsonObject,
  given: Readonly<Record<string, readonly Json[]>>,
): boolean {
  const { contract } = meaning;
  const { pagination, sort, lookup } = contract;
  return Object.entries(request).every(([name, value]) => {
    const parameter = contract.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) return false;
    if (Object.hasOwn(given, name) && given[name]?.some((one) => jsonText(one) === jsonText(value))) return true;
    if (name === pagination?.request.position) return isReachable(meaning, ledger, request);
    if (name === pagination?.request.size) return Number(value) <= knownSize(contract, ledger);
    if (name === sort?.by)
      return parameter.examples.includes(value) || ledger.accepted.has(`${name}=${jsonText(value)}`);
    if (name === lookup?.key) return ledger.accepted.has(`${name}=${jsonText(value)}`);
    const values = Array.isArray(value) ? value : [value];
    if (enumOf(parameter, contract) !== undefined) return true;
    if (own(parameter.schema, 'default') === value) return true;
    if (parameter.filter === undefined) return ledger.accepted.has(`${name}=${jsonText(value)}`);
    return values.every((one) => isObserved(parameter, one, ledger));
  });
}

/** Whether a page begins before the end, as far as that is known. */
function isReachable({ contract }: Meaning, ledger: Ledger, request: JsonObject): boolean {
  const pager = pagerOf(contract);
  const page = pager?.requested(request);
  if (pager === undefined || page === undefined) return true;
  // A marker or token that the server has not handed out itself leads nowhere for sure.
  const start = pager.startOf(page) ?? (pager.isFirst(page) ? 0 : Number.POSITIVE_INFINITY);
  return start === 0 || (start < ledger.reachable && !hasFilter(contract, request));
}

function hasFilter({ parameters }: Contract, request: JsonObject): boolean {
  return parameters.some(({ name, filter }) => filter !== undefined && own(request, name) !== undefined);
}

/** The largest size that the page shows, or that the server has served, where that is asked for. */
export function knownSize({ pagination, parameters }: Contract, ledger: Ledger | undefined): number {
  const size = parameters.find(({ name }) => name === pagination?.request.size);
  const shown = [...(size?.examples ?? []), size && own(size.schema, 'default')];
  return Math.max(1, ledger?.largestPage ?? 0, ...shown.map((value) => (typeof value === 'number' ? value : 1)));
}

/** Whether the server itself has shown a value that a filter asks for. */
function isObserved({ filter }: Parameter, value: Json, ledger: Ledger): boolean {
  if (filter === undefined) return false;
  if (filter.match === 'within-days') return typeof value === 'number' && value >= 1 && value <= 7;
  const plain =
    filter.match === 'from' || filter.match === 'until' ? ({ match: 'equals', field: filter.field } as const) : filter;
  for (const entry of ledger.entries.values()) {
    if (selects(plain, plain.match === 'any-of' ? [value] : value, entry.item, { now: 0 }) === true) return true;
  }
  return false;
}
