import { writeExact } from '../base/exact.js';
import { isObject, type Json, type JsonObject, own } from '../base/json.js';
import { momentOf } from '../base/moment.js';
import { reader, visitor } from '../base/pointer.js';
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

/** Whether an item is selected. Made for one filter and one value, for many items. */
export type ItemTest = (item: Json, circumstances: Circumstances) => Selection;

/**
 * Whether a filter selects an item, as the contract means the filter.
 *
 * Values are compared as text where the types of request and response differ (`"11"` and `11`). Of a field that the item
 * does not show, nothing is known. What an empty text means, no page says.
 */
export function selects(filter: Filter, value: Json, item: Json, circumstances: Circumstances): Selection {
  return itemTest(filter, value)(item, circumstances);
}

/** Tells of items whether a filter {@link selects} them. Prepared for many items. */
export function itemTest(filter: Filter, value: Json): ItemTest {
  switch (filter.match) {
    case 'equals':
    case 'any-of': {
      // What no item shows is the same as nothing that an item shows.
      if (filter.about === 'unshown') return () => false;
      const isList = filter.match === 'any-of' && Array.isArray(value);
      return equalsAny([filter.field, ...(filter.also ?? [])], isList ? (value as Json[]) : [value], filter.text);
    }
    case 'from':
    case 'until':
      return withinBound(filter, rank(value));
    case 'within-days': {
      const ranksIn = ranksAt(filter.field);
      return (item, { now }) => {
        // How far back no day, or fewer, reach, no page says.
        if (typeof value !== 'number' || value < 1) return undefined;
        const [moment] = ranksIn(item);
        if (moment === undefined) return filter.missing === 'selected' ? true : undefined;
        if (moment > now) return undefined;
        return withinDays(moment, value, now, filter.days ?? 'hours');
      };
    }
    case 'substring':
      return hasText(filter, textOf(value));
    case 'any-object':
      return selectsObject(filter, (Array.isArray(value) ? value : [value]).filter(isObject));
  }
}

function withinBound(filter: Extract<Filter, { match: 'from' | 'until' }>, bound: number | undefined): ItemTest {
  if (bound === undefined) return () => undefined;
  const ranksIn = ranksAt(filter.field);
  const isFrom = filter.match === 'from';
  const kind = filter.bound ?? 'included';
  return (item) => {
    const moments = ranksIn(item);
    // A field that is not shown may have a value all the same.
    if (moments.length === 0) return filter.missing === 'selected' ? true : undefined;
    return anyOf(
      moments.map((moment) => {
        // Whether a server cuts moments or rounds them, and which of the two, is not to be seen.
        if (kind === 'second' && Math.abs(moment - bound) < SECOND) return undefined;
        return moment === bound ? kind === 'included' : isFrom === moment > bound;
      }),
    );
  };
}

function hasText(filter: Extract<Filter, { match: 'substring' }>, wanted: string): ItemTest {
  if (wanted === '') return () => undefined;
  const test = textTest(filter.text ?? 'substring', wanted);
  const mayOccur = filter.others === 'searched' ? textTest('substring-any-case', wanted) : undefined;
  const valuesIn = filter.fields.map(valuesAt);
  return (item) => {
    let selection: Selection = false;
    for (const values of valuesIn) {
      const found = values(item);
      // A field that is not shown may have the text all the same.
      if (found.length === 0) selection = undefined;
      for (const one of found) {
        const mine = test(textOf(one));
        if (mine === true) return true;
        if (mine === undefined) selection = undefined;
      }
    }
    return selection === false && mayOccur !== undefined && occurs(item, mayOccur) ? undefined : selection;
  };
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
): ItemTest {
  const pairs = Object.entries(fields);
  // An object of which nothing can be seen in an item says nothing about it.
  if (objects.some((object) => pairs.every(([property]) => own(object, property) === undefined))) {
    return () => undefined;
  }
  const tests = objects.map((object) =>
    pairs.map(([property, field]): ItemTest | undefined => {
      const asked = own(object, property);
      return asked === undefined ? undefined : equalsAny([field], [asked], text);
    }),
  );
  if (combine !== 'properties') {
    return (item, now) => anyOf(tests.map((mine) => allOf(mine.map((test) => (test ? test(item, now) : true)))));
  }
  return (item, now) =>
    allOf(
      pairs.map((_, place) => {
        const given = tests.flatMap((mine) => mine[place] ?? []);
        return given.length === 0 ? true : anyOf(given.map((test) => test(item, now)));
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

function equalsAny(fields: readonly string[], values: readonly Json[], match: TextMatch = 'exact'): ItemTest {
  const valuesIn = fields.map(valuesAt);
  const tests = values.map(textOf).map((wanted) => (wanted === '' ? () => undefined : textTest(match, wanted)));
  return (item) => {
    let selection: Selection;
    let isShown = false;
    for (const values of valuesIn) {
      for (const one of values(item)) {
        if (!isShown) selection = false;
        isShown = true;
        const text = textOf(one);
        for (const test of tests) {
          const mine = test(text);
          if (mine === true) return true;
          if (mine === undefined) selection = undefined;
        }
      }
    }
    return selection;
  };
}

/** A text as it is, anything else as JSON writes it; integers beyond 2^53 may come as `bigint`. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? writeExact(value) : String(value);
}

const readers = new Map<string, (item: Json) => Json[]>();

/** Finds the values at a field: the fields of contracts come again for every item. */
function valuesAt(field: string): (item: Json) => Json[] {
  let values = readers.get(field);
  if (values === undefined) {
    if (readers.size > 1_000) readers.clear();
    values = isOne(field) ? oneAt(field) : manyAt(field);
    readers.set(field, values);
  }
  return values;
}

/** Whether a field names one place of an item at most. */
function isOne(field: string): boolean {
  return !field.includes('*');
}

function manyAt(field: string): (item: Json) => Json[] {
  const visit = visitor(field);
  return (item) => {
    const found: Json[] = [];
    visit(item, (value) => found.push(value));
    return found;
  };
}

function oneAt(field: string): (item: Json) => Json[] {
  const read = reader(field);
  return (item) => {
    const value = read(item);
    return value === undefined ? [] : [value];
  };
}

function ranksAt(field: string): (item: Json) => number[] {
  const values = valuesAt(field);
  // A moment of 0 is none: some servers write it where others leave the field out.
  return (item) => values(item).flatMap((value) => (value === 0 ? [] : (rank(value) ?? [])));
}

/** A number as it is, also where it is written as text; a text as the moment that it names; undefined where it is neither. */
export function rank(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  return isNumeral(value) ? Number(value) : momentOf(value);
}

/** Whether a text is a decimal number. */
export function isNumeral(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
