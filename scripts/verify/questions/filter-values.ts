import type { Json, JsonObject, JsonSchema } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import { select } from '../../base/pointer.js';
import type { Filter, Parameter } from '../../contract/contract.js';
import { satisfies } from '../../contract/satisfies.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { fieldsOf, rank } from '../../judge/index.js';
import type { Session } from '../session.js';
import { spread } from './random.js';
import type { Collection } from './result.js';

const DAY = 86_400_000;

/** Observed values of a field that is no enum, that are tried. */
const MAX_VALUES = 12;

/** A parameter that selects entries. */
export type FilterParameter = Parameter & { readonly filter: Filter };

/** A text that no server has. */
export const UNHEARD_OF = 'no-such-value-zz9';

/**
 * Single values of a filter that are worth asking for, the rare ones first: what the server itself returned, the rest
 * of an enum, the boundaries, and something that it does not have.
 *
 * For filters that take lists these are the lists' elements.
 */
export function filterValues(session: Session, parameter: FilterParameter, collection: Collection): readonly Json[] {
  let known = valuesOf.get(collection);
  if (known === undefined) {
    known = new Map();
    valuesOf.set(collection, known);
  }
  let values = known.get(parameter.name);
  if (values === undefined) {
    values = valuesIn(session, parameter, collection);
    known.set(parameter.name, values);
  }
  return values;
}

/** Many questions are about the same values. */
const valuesOf = new WeakMap<Collection, Map<string, readonly Json[]>>();

function valuesIn(session: Session, parameter: FilterParameter, collection: Collection): Json[] {
  const isValid = validatorOf(session, parameter);
  const { known } = session.operation;
  // What a user names is asked for first: it may be on none of the pages that were read.
  const given = known.isGiven(parameter.name) ? known.of(parameter.name).flat() : [];
  const values = [
    ...given,
    ...filtersOf(session, parameter).flatMap((one) => candidates(session, parameter, one, collection.items)),
  ].map(textOfLong);
  return [...new Map(values.filter(isValid).map((value) => [JSON.stringify(value), value])).values()];
}

/** A filter in each of its admissible readings, the chosen one first. */
function filtersOf(session: Session, { name, filter }: FilterParameter): Filter[] {
  const patches = session.contract.decisions.flatMap(({ readings }) =>
    readings.flatMap(({ filters }) => (filters !== undefined && Object.hasOwn(filters, name) ? [filters[name]] : [])),
  );
  const all = [filter, ...patches.map((patch) => ({ ...filter, ...patch }) as Filter)];
  // Values are taken from fields: readings of the same fields have the same ones.
  return [...new Map(all.map((one) => [`${one.match} ${fieldsOf(one).join()}`, one])).values()];
}

/** The parameters that select items. */
export function filterParameters({ contract }: Session): FilterParameter[] {
  return contract.parameters.filter(isFilter);
}

/** Whether a parameter selects entries. */
export function isFilter(parameter: Parameter): parameter is FilterParameter {
  return parameter.filter !== undefined;
}

/** Whether a filter takes a list of values. */
export function takesList(session: Session, { schema }: Parameter): boolean {
  return own(resolveSchema(schema, session.contract.definitions), 'items') !== undefined;
}

/** A single value of a filter as the parameter takes it. */
export function asParameter(session: Session, parameter: Parameter, values: readonly Json[]): Json {
  return takesList(session, parameter) ? [...values] : (values[0] as Json);
}

function validatorOf(session: Session, parameter: Parameter): (value: Json) => boolean {
  const isList = takesList(session, parameter);
  const { definitions } = session.contract;
  const isTaken = (value: Json) => satisfies(parameter.schema, isList ? [value] : value, definitions);
  // A text of many digits is an integer where the parameter is one.
  return (value) => isTaken(value) || (isLong(value) && isTaken(Number(value)));
}

/** An integer beyond 2^53, which the server gave, is asked for as text: no number could hold it, and both are written alike. */
function textOfLong(value: Json): Json {
  return typeof value === 'bigint' ? String(value) : value;
}

function isLong(value: Json): boolean {
  return typeof value === 'string' && /^-?\d{16,40}$/.test(value) && !Number.isSafeInteger(Number(value));
}

function candidates(session: Session, parameter: Parameter, filter: Filter, items: readonly Json[]): Json[] {
  switch (filter.match) {
    case 'equals':
    case 'any-of': {
      const observed = byRarity(items.flatMap((item) => select(item, filter.field).map((found) => found.value)));
      const allowed = own(elementSchema(session, parameter), 'enum');
      if (Array.isArray(allowed)) {
        const seen = new Set(observed.map(String));
        const order = observed.map(String);
        return [...allowed]
          .filter((value) => seen.has(String(value)))
          .sort((a, b) => order.indexOf(String(a)) - order.indexOf(String(b)))
          .concat(allowed.filter((value) => !seen.has(String(value))));
      }
      const numbers = observed.filter((value) => typeof value === 'number');
      const unheard = numbers.length > 0 ? [Math.max(...numbers) + 1] : [];
      const few = spread(observed, MAX_VALUES);
      return [...few.flatMap(inBothTypes), ...unheard.flatMap(inBothTypes), UNHEARD_OF, ...nearMisses(few)];
    }
    case 'from':
    case 'until': {
      const ranks = sortedRanks(items, filter.field);
      const few = spread(ranks, 6);
      return [...few, ...few.flatMap((one) => [one - 1, one + 1])].flatMap((one) => [one, new Date(one).toISOString()]);
    }
    case 'within-days': {
      const ages = sortedRanks(items, filter.field).map((moment) => (Date.now() - moment) / DAY);
      const days = spread(
        ages.filter((age) => age > 0),
        6,
      ).flatMap((age) => [Math.floor(age), Math.ceil(age)]);
      return [...days, 1, 7, 30, 36_500];
    }
    case 'substring': {
      // Each is searched for in four pieces.
      const few = Math.min(4, Math.ceil(MAX_VALUES / filter.fields.length));
      return filter.fields
        .flatMap((field) =>
          spread(byRarity(items.flatMap((item) => select(item, field).map((found) => found.value))), few),
        )
        .flatMap((value) => (typeof value === 'string' ? pieces(value) : []))
        .concat(UNHEARD_OF);
    }
    case 'any-object':
      return objects(filter.fields, items);
  }
}

/** The schema of a parameter's value, or of the elements of a list of them. */
function elementSchema(session: Session, { schema }: Parameter): JsonSchema | undefined {
  const { definitions } = session.contract;
  const resolved = resolveSchema(schema, definitions);
  return resolveSchema(own(resolved, 'items'), definitions) ?? resolved;
}

function inBothTypes(value: Json): Json[] {
  if (typeof value === 'number') return [value, String(value)];
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? [value, Number(value)] : [value];
}

/** Texts that resemble an observed one: a part of it, more than it, the same in other letters. */
function nearMisses(values: readonly Json[]): string[] {
  const text = values.find((value) => typeof value === 'string' && value.length > 3);
  if (typeof text !== 'string') return [];
  const swapped = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  return [text.slice(0, -1), text.slice(1), text.slice(1, -1), `${text}0`, swapped].filter(
    (one) => one.trim() === one && one !== text,
  );
}

/** The distinct values of a list, those that occur least first. */
function byRarity(values: readonly Json[]): Json[] {
  const counts = new Map<Json, number>();
  for (const value of values) {
    if (typeof value === 'object') continue;
    // An integer beyond 2^53 travels as the text that it is.
    const one = typeof value === 'bigint' ? String(value) : value;
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => a - b).map(([value]) => value);
}

function sortedRanks(items: readonly Json[], field: string): number[] {
  const ranks = items.flatMap((item) => select(item, field)).flatMap((found) => rank(found.value) ?? []);
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/** Parts of a text that can be searched for: without white space at their ends, which servers may trim. */
function pieces(text: string): string[] {
  const characters = [...text];
  const third = Math.ceil(characters.length / 3);
  return [text, characters.slice(0, third), characters.slice(third, 2 * third), characters.slice(-third)]
    .map((piece) => (typeof piece === 'string' ? piece : piece.join('')).trim())
    .filter((piece) => piece !== '');
}

/** Objects that describe an item wholly, partly, and with a value of another one. */
function objects(fields: Readonly<Record<string, string>>, items: readonly Json[]): JsonObject[] {
  const few = spread(items, 6);
  return few.flatMap((item, index) => {
    const other = few[(index + 1) % few.length] ?? item;
    const whole: JsonObject = {};
    const parts: JsonObject[] = [];
    const mixed: JsonObject = {};
    for (const [place, [property, field]] of Object.entries(fields).entries()) {
      const value = select(item, field)[0]?.value;
      const foreign = select(other, field)[0]?.value;
      if (value === undefined) continue;
      const part: JsonObject = {};
      setOwn(part, property, value);
      parts.push(part);
      setOwn(whole, property, value);
      setOwn(mixed, property, place % 2 === 0 ? value : (foreign ?? value));
    }
    return [whole, ...parts, mixed].filter((object) => Object.keys(object).length > 0);
  });
}
