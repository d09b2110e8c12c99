import { isObject, type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import type { Contract, Filter, Parameter } from '../../contract/contract.js';
import { pagerOf } from '../../contract/pager.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Meaning } from '../readings/read-as.js';
import { type ItemTest, itemTest, rank, textOf } from '../selects.js';
import { enumOf } from './selector.js';

/** Values of one list that every server has to take; how many more, no page says. */
const SURE_ITEMS = 2;

/** Pages, and entries up to the end of a page, that every server has to reach; how many more, no page says. */
const SURE_PAGES = 10;
const SURE_DEPTH = 1_000;

/** A keyword of fewer characters may be too short to be searched for. */
const SURE_LENGTH = 3;

/** A range that is wider may be too wide; milliseconds. */
const SURE_WIDTH = 86_400_000;

/** Days back that every server has to know. */
const SURE_DAYS = 7;

/**
 * Whether a server has to know everything that a valid request says: listed values of enums, documented defaults,
 * pages and sizes that the page shows, and what the server itself has shown, in one and the same entry. A text, an id or a
 * range that it need not know may be refused.
 *
 * @param after only what was accepted or shown after this exchange counts. Default: 0, so everything does
 */
export function mustBeAccepted(meaning: Meaning, ledger: Ledger, request: JsonObject, after = 0): boolean {
  const { contract } = meaning;
  const { given } = ledger;
  const { pagination, sort, lookup } = contract;
  const asked: Asked[] = [];
  // Of values that were taken one by one, nobody knows whether they go together.
  let alone = 0;
  const isKnown = Object.entries(request).every(([name, value]) => {
    const parameter = contract.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) return false;
    if (Object.hasOwn(given, name) && given[name]?.some((one) => jsonText(one) === jsonText(value))) return true;
    if (name === pagination?.request.position) return isReachable(meaning, ledger, request);
    if (name === pagination?.request.size) return Number(value) <= knownSize(contract, ledger);
    const wasAccepted = (ledger.accepted.get(`${name}=${jsonText(value)}`) ?? 0) > after;
    if (name === sort?.by) return parameter.examples.includes(value) || wasAccepted;
    if (name === lookup?.key) return wasAccepted;
    const values = Array.isArray(value) ? value : [value];
    // The same twice may be a mistake.
    if (new Set(values.map((one) => jsonText(one))).size < values.length) return false;
    const isEnum = enumOf(parameter, contract) !== undefined;
    if (parameter.filter !== undefined) asked.push({ filter: parameter.filter, values, isEnum });
    if (isEnum || own(parameter.schema, 'default') === value) return true;
    if (parameter.filter === undefined) return wasAccepted && ++alone === 1;
    return values.length <= SURE_ITEMS && isSure(parameter, values);
  });
  return isKnown && isProperRange(meaning, request) && wereShown(asked, ledger, ledger.universeOf(request), after);
}

interface Asked {
  readonly filter: Filter;
  readonly values: readonly Json[];
  readonly isEnum: boolean;
}

/** Whether values are of a kind that no server can refuse, if it has shown them. */
function isSure({ filter }: Parameter, values: readonly Json[]): boolean {
  if (filter?.match === 'substring') return values.every((one) => [...textOf(one)].length >= SURE_LENGTH);
  if (filter?.match === 'within-days')
    return values.every((one) => typeof one === 'number' && one >= 1 && one <= SURE_DAYS);
  return true;
}

/** Whether both ends of every range make one that is neither empty nor wide. */
function isProperRange({ ranges }: Meaning, request: JsonObject): boolean {
  return ranges.every((range) => {
    const [from, until] = [own(request, range.from), own(request, range.until)];
    if (from === undefined || until === undefined) return true;
    const width = (rank(until) ?? Number.NaN) - (rank(from) ?? Number.NaN);
    return width > 0 && width <= SURE_WIDTH;
  });
}

/** Whether each value was seen in an entry of the data that are asked for, and one entry has something of everything that is asked for. */
function wereShown(asked: readonly Asked[], ledger: Ledger, universe: string, after: number): boolean {
  const unseen = new Set(
    asked
      .filter(({ filter, isEnum }) => !isEnum && filter.match !== 'within-days')
      .flatMap(({ filter, values }) => values.map((value) => showing(filter, value))),
  );
  if (unseen.size === 0) return true;
  const tests = asked.map(({ filter, values }) => values.map((value) => oneTest(filter, value)));
  let isTogether = false;
  // What others have, a server need not know here.
  for (const { item, last } of ledger.entries.of(universe)) {
    if (last <= after) continue;
    for (const isShownBy of unseen) if (isShownBy(item)) unseen.delete(isShownBy);
    isTogether ||= tests.every((any) => any.some((test) => test(item, AT_ANY_TIME) !== false));
    if (isTogether && unseen.size === 0) return true;
  }
  return false;
}

/** Before all moments: of what is still to come, a filter by days says nothing. */
const AT_ANY_TIME = { now: 0 };

/** Whether a filter selects items by one value. */
function oneTest(filter: Filter, value: Json): ItemTest {
  return itemTest(filter, filter.match === 'any-of' ? [value] : value);
}

/** Whether items show exactly a value that a filter asks for. */
function showing(filter: Filter, value: Json): (item: Json) => boolean {
  if (filter.match === 'any-object' && !isObject(value)) return () => false;
  // A part of a text is nothing that was shown as such, and what lies in a range is not its end.
  const isRange = filter.match === 'from' || filter.match === 'until';
  const fields = filter.match === 'substring' ? filter.fields : isRange ? [filter.field] : undefined;
  const tests = fields?.map((field) => itemTest({ match: 'equals', field }, value)) ?? [oneTest(filter, value)];
  return (item) => tests.some((test) => test(item, AT_ANY_TIME) === true);
}

/** Whether a page begins before the end, as far as that is known, and not too deep. */
function isReachable({ contract }: Meaning, ledger: Ledger, request: JsonObject): boolean {
  const pager = pagerOf(contract);
  const page = pager?.requested(request);
  if (pager === undefined || page === undefined) return true;
  // A marker or token that the server has not handed out itself leads nowhere for sure.
  const start = pager.startOf(page) ?? (pager.isFirst(page) ? 0 : Number.POSITIVE_INFINITY);
  if (start === 0) return true;
  const isDeep = start + page.size > SURE_DEPTH || start / page.size >= SURE_PAGES;
  return !isDeep && start < ledger.reachable && !hasFilter(contract, request);
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
