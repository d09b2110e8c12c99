import { type FlatRow, fieldOf } from '../meaning/flat-row.js';
import { splitWords } from '../meaning/words.js';
import { certainty, type Field, type PageType } from '../page.js';

/** How many fields the objects of one page may come to when each reference is written out. */
const maxFields = 20_000;

/** The tables of objects that other tables refer to by name: `Array of OperationLogInfo objects`, `Table 5 OperationLogInfo`. */
export class NamedTables {
  /** A page may have a table of one name for the request and one for the response. */
  readonly #byName = new Map<string, (readonly FlatRow[])[]>();
  /** Names as above, by their words in lower case and singular. */
  readonly #byWords = new Map<string, Set<string>>();
  /** Names that were referred to and have no table yet, in the order of the page. */
  readonly #expected = new Set<string>();
  #fields = 0;

  /** Adds a table. Without a caption it is the one that was referred to first, of those that are still missing. */
  add(caption: string | undefined, rows: readonly FlatRow[]): void {
    if (caption === undefined) {
      const [name] = this.#expected;
      if (name !== undefined) this.#set(name, rows);
      return;
    }
    const field =
      /(?:description|structure|parameters?|fields?)\b.*?\bof (?:the )?["“'`]?([\w.-]+)["”'`]?(?: (?:field|parameter|object))?$/i.exec(
        caption,
      )?.[1] ??
      /^["“']?([\w.-]+)["”']?\s*(?:字段|field|parameters?|object|structure|data structure|对象)/i.exec(caption)?.[1];
    for (const name of new Set([caption, field ?? caption.replace(/\s*\(.*\)$/, '')])) {
      this.#set(name, rows);
    }
  }

  #set(name: string, rows: readonly FlatRow[]): void {
    const tables = this.#byName.get(name);
    if (tables === undefined) this.#byName.set(name, [rows]);
    else tables.push(rows);
    this.#expected.delete(name);
    const words = wordsOf(name);
    this.#byWords.set(words, (this.#byWords.get(words) ?? new Set()).add(name));
  }

  /** Notes what the rows refer to. */
  expect(rows: readonly FlatRow[]): void {
    for (const row of rows) {
      const name = refOf(row.type.value);
      if (name !== undefined && !this.#byName.has(name)) this.#expected.add(name);
    }
  }

  /** Whether a table is referred to that has not come yet. */
  expects(): boolean {
    return this.#expected.size > 0;
  }

  /** The fields of a table, with those of the objects that they refer to below them. */
  fieldsOf(rows: readonly FlatRow[]): Field[] {
    return this.#fieldsOf(rows, [], []);
  }

  /** @param path names of the fields that lead to the rows */
  #fieldsOf(rows: readonly FlatRow[], open: readonly (readonly FlatRow[])[], path: readonly string[]): Field[] {
    return rows.map((row) => this.#field(row, open, [...path, row.name]));
  }

  #field(row: FlatRow, open: readonly (readonly FlatRow[])[], path: readonly string[]): Field {
    this.#fields++;
    const { type } = row;
    const ref = refOf(type.value);
    const found =
      this.#fields > maxFields ? undefined : this.#table(ref === undefined ? this.#like(row, path) : [ref], row.line);
    const fields = found === undefined || open.includes(found) ? [] : this.#fieldsOf(found, [...open, found], path);
    const isHolder = type.value.kind === 'array' || type.value.map === true;
    if (!isHolder || fields.length === 0) return fieldOf(row, row.confidence, fields);
    const element = { ...type, value: type.value.items ?? { kind: 'object' as const } };
    const items: Field = {
      name: '',
      line: row.line,
      confidence: certainty.certain,
      type: element,
      bounds: {},
      values: [],
      fields,
    };
    return fieldOf(row, row.confidence, [], items);
  }

  /** The table of one of the names that a row refers to: the next one below it, or else the last one above. */
  #table(names: Iterable<string>, line: number): readonly FlatRow[] | undefined {
    const tables = [...names].flatMap((name) => this.#byName.get(name) ?? []);
    const at = (rows: readonly FlatRow[]) => rows[0]?.line ?? 0;
    tables.sort((a, b) => at(a) - at(b));
    return tables.find((rows) => at(rows) > line) ?? tables.at(-1);
  }

  /** Older pages refer from a plain `Object` to the table of that field: `Table 4 quotas field`, `Table 6 auth.scope`. */
  #like(row: FlatRow, path: readonly string[]): Iterable<string> {
    const { kind, items } = row.type.value;
    if (kind !== 'object' && !(kind === 'array' && (items === undefined || items.kind === 'object'))) return [];
    const dotted = path.join('.');
    if (path.length > 1 && this.#byName.has(dotted)) return [dotted];
    return new Set([row.name, ...(this.#byWords.get(wordsOf(row.name)) ?? [])]);
  }
}

function wordsOf(name: string): string {
  return splitWords(name).join(' ');
}

function refOf(type: PageType): string | undefined {
  return type.ref ?? (type.items === undefined ? undefined : refOf(type.items));
}
