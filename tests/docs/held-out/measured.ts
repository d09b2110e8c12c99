import type { Json } from '../../../scripts/base/json.js';
import type { Field, Page, PageType } from '../../../scripts/docs/page.js';
import type { NotedPage, NotedRow } from './notation.js';

/** What a page says of one field, and what was read of it. */
interface Said {
  readonly type: string;
  readonly required: boolean | undefined;
  readonly values: readonly Json[];
  readonly default: string | undefined;
  readonly bounds: Readonly<Record<string, number>>;
  /** How sure the reading is of itself. */
  readonly confidence: number;
}

/** How much of a page was read as a person reads it. */
export interface Measure {
  readonly fields: number;
  /** Of them, those whose name, place, type and flag are right. */
  readonly right: number;
  readonly lists: number;
  /** Of the lists of values, those that are right to the last value. */
  readonly rightLists: number;
  /** What is wrong, missing or made up, and how sure the reader was of what stands at its place or around it. */
  readonly wrong: readonly { readonly what: string; readonly confidence: number }[];
}

/** Compares what was read of a page with what stands on it. */
export function measure(page: Page, noted: NotedPage): Measure {
  const want = new Map<string, Said>();
  for (const part of noted.parts) addNoted(part.place, part.rows, want);
  const got = new Map<string, Said>();
  const isHuawei = page.vendor === 'huawei-cloud';
  for (const parameter of page.parameters) addRead(isHuawei ? parameter.in : 'request', parameter, got);
  for (const { status, body } of page.responses)
    for (const field of body?.fields ?? []) addRead(isHuawei ? `response ${status.value}` : 'response', field, got);
  const wrong: { what: string; confidence: number }[] = [];
  const complain = (place: string, what: string) =>
    wrong.push({ what: `${place}: ${what}`, confidence: sureOf(place, got) });
  let right = 0;
  let lists = 0;
  let rightLists = 0;
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  for (const [place, said] of want) {
    const read = got.get(place);
    if (read?.type === said.type && read.required === said.required) right++;
    else if (read === undefined) complain(place, 'missing');
    else complain(place, `${read.type} ${read.required}, want ${said.type} ${said.required}`);
    if (said.values.length > 0 || (read !== undefined && read.values.length > 0)) {
      lists++;
      if (isSame(read?.values, said.values)) rightLists++;
      else complain(place, `values ${JSON.stringify(read?.values)}, want ${JSON.stringify(said.values)}`);
    }
    if (read === undefined) continue;
    if (read.default !== said.default) complain(place, `default ${read.default}, want ${said.default}`);
    for (const key of new Set([...Object.keys(said.bounds), ...Object.keys(read.bounds)]))
      if (said.bounds[key] !== read.bounds[key])
        complain(place, `${key} ${read.bounds[key]}, want ${said.bounds[key]}`);
  }
  for (const [place, read] of got) if (!want.has(place)) complain(place, `made up, ${read.type}`);
  return { fields: want.size, right, lists, rightLists, wrong };
}

/** How sure the reader was of a place and of what holds it; of a place that it has not, where it put the name instead. */
function sureOf(place: string, got: ReadonlyMap<string, Said>): number {
  const name = place.slice(place.lastIndexOf('.', place.endsWith('.*') ? place.length - 3 : undefined));
  const path = got.has(place) ? place : ([...got.keys()].find((one) => one.endsWith(name)) ?? place);
  const steps = path.split('.');
  return Math.min(...steps.map((_, index) => got.get(steps.slice(0, index + 1).join('.'))?.confidence ?? 1));
}

function addNoted(place: string, rows: readonly NotedRow[], into: Map<string, Said>): void {
  const above: string[] = [place];
  for (const row of rows) {
    above.length = row.depth + 1;
    const holder = above.at(-1) as string;
    const here = `${holder}.${row.name === '' ? '*' : row.name}`;
    const type = kindOf(row.type);
    // Huawei's tables have no row for the elements of an array.
    const children = rows[rows.indexOf(row) + 1];
    const isNamed = /^Array of/.test(row.type) && children !== undefined && children.depth > row.depth;
    above.push(isNamed ? `${here}.*` : here);
    // Whether elements are required says nothing; values stand with the array or its elements.
    const isElement = row.name === '';
    const isText = type !== 'boolean';
    into.set(here, {
      ...row,
      type,
      required: isElement ? undefined : row.required,
      values: isText ? row.values : [],
      confidence: 1,
    });
  }
}

function kindOf(type: string): string {
  const word = type.toLowerCase();
  if (/^array|\[\]$/.test(word)) return 'array';
  if (/object$|^map/.test(word)) return 'object';
  if (/^(?:int|integer|long)$/.test(word)) return 'integer';
  if (/^(?:number|double|float|bigdecimal)$/.test(word)) return 'number';
  return word;
}

function addRead(place: string, field: Field, into: Map<string, Said>): void {
  const here = `${place}.${field.name === '' ? '*' : field.name}`;
  const kind = (type: PageType) => type.kind;
  const said: Said = {
    type: kind(field.type.value),
    required: field.name === '' ? undefined : field.required?.value,
    values: kind(field.type.value) === 'boolean' ? [] : field.values.map((one) => one.value.value),
    default: field.default === undefined ? undefined : String(field.default.value),
    confidence: field.confidence,
    bounds: Object.fromEntries(
      Object.entries(field.bounds).flatMap(([key, fact]) => (fact === undefined ? [] : [[key, fact.value]])),
    ),
  };
  into.set(here, said);
  for (const child of field.fields) addRead(here, child, into);
  const { items } = field;
  if (items === undefined) return;
  // Elements that only gather the fields of a table have no row on the page.
  if (items.line === field.line) for (const child of items.fields) addRead(`${here}.*`, child, into);
  else addRead(here, items, into);
}
