import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { select } from '../base/pointer.js';
import type { Filter } from '../contract/contract.js';

/** Clocks of two machines may differ by this much; milliseconds. */
const CLOCK_SKEW = 120_000;

const DAY = 86_400_000;

/** Whether an item is selected. Undefined: the contract leaves it open. */
export type Verdict = boolean | undefined;

/** How one filter is read: by which of the fields that the contract offers, and what time it is. */
export interface Reading {
  readonly field?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether a filter selects an item.
 *
 * Values are compared as text where the types of request and response differ (`"11"` and `11`).
 */
export function matches(item: Json, filter: Filter, value: Json, reading: Reading): Verdict {
  switch (filter.match) {
    case 'equals':
      return equalsAny(item, reading.field ?? filter.field, [value]);
    case 'any-of':
      return equalsAny(item, reading.field ?? filter.field, Array.isArray(value) ? value : [value]);
    case 'from':
    case 'until': {
      const bound = rank(value);
      const ranks = ranksAt(item, reading.field ?? filter.field);
      if (bound === undefined) return undefined;
      return ranks.some((one) => (filter.match === 'from' ? one >= bound : one <= bound));
    }
    case 'within-days': {
      const [moment] = ranksAt(item, reading.field ?? filter.field);
      if (typeof value !== 'number') return undefined;
      if (moment === undefined) return false;
      const earliest = reading.now - value * DAY;
      if (Math.abs(moment - earliest) < CLOCK_SKEW || moment > reading.now) return undefined;
      return moment > earliest;
    }
    case 'substring':
      return contains(item, filter.fields, String(value), filter.inferred !== undefined);
    case 'any-object':
      return allOrNothing(Array.isArray(value) ? value : [value], (wanted) => {
        for (const [property, field] of Object.entries(filter.fields)) {
          const asked = own(wanted, property);
          if (asked !== undefined && equalsAny(item, field, [asked]) === false) return false;
        }
        // An object of which nothing can be seen in an item says nothing about it.
        return Object.keys(filter.fields).some((property) => own(wanted, property) !== undefined) ? true : undefined;
      });
  }
}

function equalsAny(item: Json, field: string, values: readonly Json[]): boolean {
  const texts = new Set(values.map(text));
  return select(item, field).some((found) => texts.has(text(found.value)));
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ranksAt(item: Json, field: string): number[] {
  return select(item, field).flatMap((found) => rank(found.value) ?? []);
}

/** A number as it is, a text as the moment that it names. */
export function rank(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

/** @param isOpen the contract only infers which fields are searched, so that another one may be, too. */
function contains(item: Json, fields: readonly string[], keyword: string, isOpen: boolean): Verdict {
  const texts = fields.flatMap((field) => select(item, field)).map((found) => text(found.value));
  if (texts.some((one) => one.includes(keyword))) return true;
  const loosely = (one: string) => one.toLowerCase().includes(keyword.toLowerCase());
  if (texts.some(loosely)) return undefined;
  return isOpen && isObject(item) && Object.values(item).some((one) => typeof one === 'string' && loosely(one))
    ? undefined
    : false;
}

function allOrNothing(values: readonly Json[], judge: (value: Json) => Verdict): Verdict {
  const verdicts = values.map(judge);
  return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
}
