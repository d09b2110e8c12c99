import { writeExact } from '../base/exact.js';
import { isObject, type Json, type JsonObject, own } from '../base/json.js';
import { visitor } from '../base/pointer.js';
import type { Filter, TextMatch } from '../contract/contract.js';
import { textTest } from './text-test.js';

/** Clocks of two machines may differ by this much; milliseconds. */
const CLOCK_SKEW = 120_000;

const SECOND = 1_000;
const DAY = 86_400_000;

/** Whether a filter selects an item. Undefined: what is known does not say. */
export type Selection = boolean | undefined;

/** What a filter's meaning depends on beside the item and the value. */
export interface Circumstances {
  /** When the request was answered: milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether a filter selects an item, as the contract means the filter.
 *
 * Values are compared as text where the types of request and response differ (`"11"` and `11`). Of a field that the item
 * does not show, nothing is known. What an empty text means, no page says.
 */
export function selects(filter: Filter, value: Json, item: Json, { now }: Circumstances): Selection {
  switch (filter.match) {
    case 'equals':
    case 'any-of': {
      // What no item shows is the same as nothing that an item shows.
      if (filter.about === 'unshown') return false;
      const isList = filter.match === 'any-of' && Array.isArray(value);
      return equalsAny(item, [filter.field, ...(filter.also ?? [])], isList ? (value as Json[]) : [value], filter.text);
    }
    case 'from':
    case 'until': {
      const bound = rank(value);
      if (bound === undefined) return undefined;
      const ranks = ranksAt(item, filter.field);
      // A field that is not shown may have a value all the same.
      if (ranks.length === 0) return filter.missing === 'selected' ? true : undefined;
      const isFrom = filter.match === 'from';
      return anyOf(ranks.map((one) => withinBound(one, bound, isFrom, filter.bound)));
    }
    case 'within-days': {
      // How far back no day, or fewer, reach, no page says.
      if (typeof value !== 'number' || value < 1) return undefined;
      const [moment] = ranksAt(item, filter.field);
      if (moment === undefined) return filter.missing === 'selected' ? true : undefined;
      if (moment > now) return undefined;
      return withinDays(moment, value, now, filter.days ?? 'hours');
    }
    case 'substring': {
      const wanted = textOf(value);
      if (wanted === '') return undefined;
      const test = textTest(filter.text ?? 'substring', wanted);
      const perField = filter.fields.map((field) => valuesAt(item, field).map((one) => test(textOf(one))));
      const selection = anyOf(perField.flat());
      if (selection !== false) return selection;
      if (filter.others === 'searched' && occurs(item, textTest('substring-any-case', wanted))) return undefined;
      return perField.every((found) => found.length > 0) ? false : undefined;
    }
    case 'any-object':
      return selectsObject(filter, (Array.isArray(value) ? value : [value]).filter(isObject), item);
  }
}

function withinBound(
  moment: number,
  bound: number,
  isFrom: boolean,
  kind: 'included' | 'excluded' | 'second' = 'included',
): Selection {
  // Whether a server cuts moments or rounds them, and which of the two, is not to be seen.
  if (kind === 'second' && Math.abs(moment - bound) < SECOND) return undefined;
  return moment === bound ? kind === 'included' : isFrom === moment > bound;
}

/** Whether a test says of any text of an item that it may be what is wanted. */
function occurs(value: Json, test: (text: string) => Selection): boolean {
  if (Array.isArray(value)) return value.some((one) => occurs(one, test));
  if (isObject(value)) return Object.values(value).some((one) => occurs(one, test));
  return value !== null && test(textOf(value)) !== false;
}

function selectsObject(
  { fields, combine, text }: Extract<Filter, { match: 'any-object' }>,
  objects: readonly JsonObject[],
  item: Json,
): Selection {
  const pairs = Object.entries(fields);
  // An object of which nothing can be seen in an item says nothing about it.
  if (objects.some((object) => pairs.every(([property]) => own(object, property) === undefined))) return undefined;
  const agrees = (object: Json, property: string, field: string): Selection => {
    const asked = own(object, property);
    return asked === undefined ? true : equalsAny(item, [field], [asked], text);
  };
  if (combine !== 'properties') {
    return anyOf(objects.map((object) => allOf(pairs.map(([property, field]) => agrees(object, property, field)))));
  }
  return allOf(
    pairs.map(([property, field]) => {
      const given = objects.filter((object) => own(object, property) !== undefined);
      return given.length === 0 ? true : anyOf(given.map((object) => agrees(object, property, field)));
    }),
  );
}

/** Whether any of several is so. */
export function anyOf(selections: readonly Selection[]): Selection {
  return selections.includes(true) ? true : selections.includes(undefined) ? undefined : false;
}

function allOf(selections: readonly Selection[]): Selection {
  return selections.includes(false) ? false : selections.includes(undefined) ? undefined : true;
}

function withinDays(
  moment: number,
  days: number,
  now: number,
  kind: 'hours' | 'calendar' | 'calendar-beside-today',
): Selection {
  const age = now - moment;
  if (kind === 'hours') return Math.abs(age - days * DAY) < CLOCK_SKEW ? undefined : age < days * DAY;
  // Where today began depends on the time zone, which no page names: at most a day ago, at least just now.
  const whole = kind === 'calendar' ? days - 1 : days;
  if (age <= whole * DAY - CLOCK_SKEW) return true;
  return age > (whole + 1) * DAY + CLOCK_SKEW ? false : undefined;
}

function equalsAny(
  item: Json,
  fields: readonly string[],
  values: readonly Json[],
  match: TextMatch = 'exact',
): Selection {
  const found = fields.flatMap((field) => valuesAt(item, field));
  if (found.length === 0) return undefined;
  const texts = found.map(textOf);
  return anyOf(
    values.map((value) => {
      const wanted = textOf(value);
      if (wanted === '') return undefined;
      const test = textTest(match, wanted);
      return anyOf(texts.map(test));
    }),
  );
}

/** A text as it is, anything else as JSON writes it; integers beyond 2^53 may come as `bigint`. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : writeExact(value);
}

const visitors = new Map<string, ReturnType<typeof visitor>>();

/** The values at a field, found quickly: the fields of contracts come again for every item. */
function valuesAt(item: Json, field: string): Json[] {
  let visit = visitors.get(field);
  if (visit === undefined) {
    if (visitors.size > 1_000) visitors.clear();
    visit = visitor(field);
    visitors.set(field, visit);
  }
  const values: Json[] = [];
  visit(item, (value) => values.push(value));
  return values;
}

function ranksAt(item: Json, field: string): number[] {
  // A moment of 0 is none: some servers write it where others leave the field out.
  return valuesAt(item, field).flatMap((value) => (value === 0 ? [] : (rank(value) ?? [])));
}

/** A number as it is, a text as the moment that it names; undefined where it is neither. */
export function rank(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
