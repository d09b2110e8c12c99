import * as plant from '../reference/planting.js';
import { positive, whole } from '../reference/readers.js';
import { type Filter, type ListService, type Query, Refused, type Row, type Service } from '../reference/service.js';

/** Takes more than some entries per page as that many, and repeats the size as taken, or as asked. */
export function clamp(service: ListService, size: string, most: number, shown: 'as taken' | 'as asked'): void {
  if (shown === 'as taken') {
    plant.reader(service, size, (own) => (params, name) => Math.min(most, own(params, name) as number));
  } else {
    plant.windows(service, (window, query) => {
      const start = size === 'limit' ? window.start : (window.start / window.size) * Math.min(most, window.size);
      return { start, size: Math.min(most, Number(query[size])) };
    });
  }
}

/** Refuses requests that, read and legal one by one, make no sense: the test names the parameter to blame. */
export function refuse(service: Service, test: (query: Query) => string | undefined): void {
  const before = service.check;
  service.check = (query) => {
    before(query);
    const parameter = test(query);
    if (parameter !== undefined) throw new Refused('invalid', parameter);
  };
}

/** Refuses a parameter whose text, or any of whose texts, fails a pattern. */
export function refuseUnlike(service: Service, name: string, pattern: RegExp): void {
  refuse(service, ({ [name]: value }) =>
    value === undefined || [value].flat().every((one) => pattern.test(String(one))) ? undefined : name,
  );
}

/** Refuses more than some characters of text in any parameter. */
export function refuseLong(service: Service, longest: number): void {
  refuse(service, (query) =>
    Object.keys(query).find((name) => [query[name]].flat().some((one) => String(one).length > longest)),
  );
}

/** Shows the last page where a page behind the end is asked for, and says which page that is, or what was asked. */
export function lastPage(service: ListService, page: string, shown: 'as taken' | 'as asked'): void {
  plant.pages(service, (one, { query }) => {
    if (one.items.length > 0 || one.total === 0) return one;
    const last = Math.ceil(one.total / one.size);
    const start = (last - 1) * one.size;
    if (shown === 'as taken') query[page] = last;
    return { ...one, start, items: plant.shown(service, plant.selected(service, query), start, one.size, query) };
  });
}

/** Refuses a page behind the end. */
export function refusePastEnd(service: ListService, page: string): void {
  plant.pages(service, (one) => {
    if (one.start > 0 && one.start >= one.total) throw new Refused('invalid', page);
    return one;
  });
}

/** Gives a parameter another value where it is absent. */
export function standard(service: Service, name: string, value: string): void {
  plant.wire(service, (params) => (params.has(name) ? params : params.set(name, value)));
}

/** Takes 0 and less as another number. */
export function forgiveZero(service: Service, name: string, instead: number): void {
  plant.reader(service, name, () => (params, key) => {
    const value = whole(-2_147_483_648n, 2_147_483_647n)(params, key) as number | undefined;
    return value === undefined || value <= 0 ? instead : positive(params, key);
  });
}

/** Accepts enum values in any case. */
export function anyCase(service: Service, name: string, spell: (text: string) => string): void {
  plant.reader(service, name, (own) => (params, key) => {
    const spelled = [...params].map(([wire, text]): [string, string] =>
      wire === key || wire.startsWith(`${key}.`) ? [wire, spell(text)] : [wire, text],
    );
    return own(new Map(spelled), key);
  });
}

/** Texts match in any case. */
export function matchAnyCase(field: string): Filter {
  return (row, value) => String(row[field] ?? '').toLowerCase() === String(value).toLowerCase();
}

/** The value is a part of the field. */
export function matchPart(field: string): Filter {
  return (row, value) => typeof row[field] === 'string' && row[field].includes(String(value));
}

/** The value is the beginning of the field. */
export function matchPrefix(field: string): Filter {
  return (row, value) => typeof row[field] === 'string' && row[field].startsWith(String(value));
}

/** Shows a value in the place of fields that a record does not have. */
export function absentAs(service: ListService, value: unknown, ...fields: string[]): void {
  plant.views(service, (row) => {
    for (const field of fields) row[field] ??= value;
  });
}

/** Keeps records in the order of a key, whatever is asked. */
export function orderBy(service: ListService, key: (row: Row) => string | number, descending = false): void {
  service.order = (rows) =>
    rows
      .map((row) => ({ row, key: key(row) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1))
      .map(({ row }) => row);
}

/** A number that follows from a text and looks like chance. */
export function scatter(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  // A last mixing: texts that differ in their last character only would stay neighbours.
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Does something before every n-th request of a service is answered. */
export function every(service: Service, nth: number, happen: (time: number) => void): void {
  let requests = 0;
  plant.wire(service, (params) => {
    if (++requests % nth === 0) happen(requests / nth);
    return params;
  });
}

/** Time-range filters. An end that a row does not have matches nothing. */
export const range = {
  from:
    (field: string, closed = true): Filter =>
    (row, value) =>
      typeof row[field] === 'number' && (row[field] > (value as number) || (closed && row[field] === value)),
  until:
    (field: string, closed = true): Filter =>
    (row, value) =>
      typeof row[field] === 'number' && (row[field] < (value as number) || (closed && row[field] === value)),
};

/** Refuses a time range that ends before it starts. */
export function refuseReversed(service: Service, start: string, end: string): void {
  refuse(service, ({ [start]: from, [end]: until }) =>
    from !== undefined && until !== undefined && (until as number) < (from as number) ? end : undefined,
  );
}

/** Takes a time range that ends before it starts the other way round. */
export function turnReversed(service: Service, start: string, end: string): void {
  plant.wire(service, (params) => {
    const [from, until] = [params.get(start), params.get(end)];
    if (from === undefined || until === undefined || !(Number(until) < Number(from))) return params;
    return new Map(params).set(start, until).set(end, from);
  });
}

/** Refuses a time range of more than some days. */
export function refuseWider(service: Service, start: string, end: string, days: number): void {
  refuse(service, ({ [start]: from, [end]: until }) =>
    from !== undefined && until !== undefined && (until as number) - (from as number) > days * 86_400_000
      ? start
      : undefined,
  );
}

/** Gives a list many records. Each order is sorted once: sorting anew for every request would take most of the time. */
export function many(service: ListService, count: number): void {
  service.rows = Array.from({ length: count }, (_, index) => service.make(index));
  const before = service.order;
  const sorted = new Map<string, Map<Row, number>>();
  service.order = (rows, query) => {
    const key = `${query.OrderField} ${query.Direction}`;
    const places = sorted.get(key) ?? new Map(before(service.rows, query).map((row, place) => [row, place]));
    sorted.set(key, places);
    if (rows.length === places.size) return [...places.keys()];
    return [...rows].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  };
}
