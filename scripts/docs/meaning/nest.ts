import { certainty, type Field } from '../page.js';
import { type FlatRow, fieldOf } from './flat-row.js';
import type { Keys } from './sample-keys.js';
import { isOfTheRequest, staysInside } from './stays-inside.js';

/** What is known of the object whose rows are being read. */
interface Scope {
  /** Undefined where no sample shows the object. */
  readonly keys: Keys | undefined;
  readonly taken: Set<string>;
  /** The first rows that are below it; the words of so many are enough to know what it is about. */
  readonly siblings: FlatRow[];
  readonly above: Scope | undefined;
  /** The row that has the object; undefined for the root. */
  readonly holder: FlatRow | undefined;
  /** How sure it is that what was left before is over: after a guess, the next rows may belong to it as well. */
  doubt?: number;
}

/** How many rows below an object are looked at to guess whether the next one belongs to it. */
const maxSiblings = 30;
/** The deepest nesting that is followed. */
const maxDepth = 40;

/**
 * Puts rows that follow each other below one another. How far a row is set in decides, where the layout shows that;
 * else the samples do, and where they are silent, the words of the rows, which is a guess and marked as one.
 *
 * @param keys what the samples have at the root
 * @param topic words that every row may share because the page is about them
 * @param isSetIn whether the layout shows how far each row is set in
 * @returns the fields of the root, and the root's own row where the table begins with one
 */
export function nest(
  rows: readonly FlatRow[],
  keys: Keys | undefined,
  topic: ReadonlySet<string>,
  isSetIn: boolean,
): { readonly root: FlatRow | undefined; readonly fields: Field[]; readonly elements: Field | undefined } {
  const nester = new Nester(rows, isSetIn, topic);
  return nester.root(keys);
}

class Nester {
  readonly #rows: readonly FlatRow[];
  readonly #indented: boolean;
  readonly #topic: ReadonlySet<string>;
  #at = 0;
  /** Index of the row that the words alone put outside of an object, and how sure that is. */
  #outside: { readonly at: number; readonly sure: number } = { at: -1, sure: certainty.certain };

  constructor(rows: readonly FlatRow[], indented: boolean, topic: ReadonlySet<string>) {
    this.#rows = rows;
    this.#indented = indented;
    this.#topic = topic;
  }

  root(keys: Keys | undefined): { root: FlatRow | undefined; fields: Field[]; elements: Field | undefined } {
    const first = this.#rows[0];
    const root = first?.name === '' ? first : undefined;
    if (root !== undefined) this.#at++;
    const scope: Scope = { keys, taken: new Set(), siblings: [], above: undefined, holder: undefined };
    const elements = root?.type.value.kind === 'array' ? this.#elements(root, scope, keys, 1) : undefined;
    const fields = this.#fields(scope, undefined, 0);
    // Rows without a place, which follow nothing that could hold them, are kept at the root.
    while (this.#at < this.#rows.length) fields.push(...this.#rest(scope));
    return { root, fields, elements };
  }

  #rest(scope: Scope): Field[] {
    const row = this.#rows[this.#at] as FlatRow;
    if (row.name !== '') return this.#fields(scope, undefined, 0);
    this.#at++;
    return [];
  }

  #fields(scope: Scope, holder: FlatRow | undefined, depth: number): Field[] {
    const fields: Field[] = [];
    for (;;) {
      const row = this.#rows[this.#at];
      if (row === undefined || row.name === '' || depth > maxDepth) return fields;
      const belongs = this.#belongs(row, scope, holder);
      if (belongs === 0) return fields;
      // Where it is certain that a row is no deeper than here, it is as sure as that it left what is deeper.
      if (this.#outside.at === this.#at) scope.doubt = this.#outside.sure;
      const sure = Math.min(belongs, scope.doubt ?? certainty.certain);
      if (scope.keys?.has(row.name) || isOfTheRequest(row)) scope.doubt = certainty.certain;
      this.#at++;
      scope.taken.add(row.name);
      if (scope.siblings.length < maxSiblings) scope.siblings.push(row);
      fields.push(this.#field(row, scope, depth, Math.min(row.confidence, sure)));
    }
  }

  /** How sure it is that a row is one of the object's; 0 where it is not. */
  #belongs(row: FlatRow, scope: Scope, holder: FlatRow | undefined): number {
    if (holder === undefined) return certainty.certain;
    if (this.#indented) return (row.indent ?? 0) > (holder.indent ?? 0) ? certainty.certain : 0;
    if (scope.keys?.has(row.name) && !scope.taken.has(row.name)) return certainty.certain;
    for (let above = scope.above; above !== undefined; above = above.above) {
      if (above.keys?.has(row.name) && !above.taken.has(row.name)) return 0;
    }
    if (scope.taken.has(row.name)) return 0;
    if (scope.keys !== undefined) return certainty.likely;
    const isOutside = scope.above?.taken.has(row.name) ?? false;
    const around: FlatRow[] = [];
    for (let above = scope.above; above?.holder !== undefined; above = above.above) around.push(above.holder);
    const { siblings } = scope;
    if (staysInside(row, holder, { siblings, next: this.#namesAhead(), around, isOutside, topic: this.#topic }))
      return certainty.guess;
    this.#outside = { at: this.#at, sure: isOfTheRequest(row) ? certainty.likely : certainty.guess };
    return 0;
  }

  /** The names of the two rows behind this one that have one. */
  #namesAhead(): string[] {
    const ahead = this.#rows.slice(this.#at + 1, this.#at + 4);
    return ahead.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, 2);
  }

  #field(row: FlatRow, scope: Scope, depth: number, confidence: number): Field {
    const { type } = row;
    const keys = scope.keys?.below(row.name);
    let items: Field | undefined;
    let fields: Field[] = [];
    if (type.value.kind === 'array') items = this.#elements(row, scope, keys, depth);
    else if (type.value.kind === 'object') {
      const next = this.#rows[this.#at];
      if (next !== undefined && next.name === '' && this.#isBelow(next, row)) {
        // A row without a name below an object: its keys are data, and this is what stands at each.
        this.#at++;
        items = this.#field(next, scope, depth + 1, next.confidence);
      } else if (type.value.ref === undefined) {
        fields = this.#fields({ keys, taken: new Set(), siblings: [], above: scope, holder: row }, row, depth + 1);
      }
    }
    return fieldOf(row, confidence, fields, items);
  }

  #isBelow(row: FlatRow, holder: FlatRow): boolean {
    return !this.#indented || (row.indent ?? 0) > (holder.indent ?? 0);
  }

  /** The row that describes the elements of an array, if there is one, and the fields of an element. */
  #elements(array: FlatRow, scope: Scope, keys: Keys | undefined, depth: number): Field | undefined {
    const next = this.#rows[this.#at];
    if (depth > maxDepth) return undefined;
    if (next !== undefined && this.#describesElement(next, array, scope, keys)) {
      this.#at++;
      const kind = next.type.value.kind;
      const described = withProseOf(next, array);
      const inner: Scope = { keys, taken: new Set(), siblings: [], above: scope, holder: described };
      if (kind === 'array')
        return fieldOf(nameless(next), next.confidence, [], this.#elements(next, scope, keys, depth + 1));
      // Rows of the same indent as the elements' row stand beside it, below the array.
      const holder = this.#indented && !this.#nextIsDeeper(next) ? array : described;
      const fields =
        kind === 'object' && next.type.value.ref === undefined ? this.#fields(inner, holder, depth + 1) : [];
      return fieldOf(nameless(next), next.confidence, fields, undefined);
    }
    const { items } = array.type.value;
    const mayHold = items === undefined ? keys !== undefined : items.kind === 'object' && items.ref === undefined;
    if (!mayHold) return undefined;
    const scopeOfElement: Scope = { keys, taken: new Set(), siblings: [], above: scope, holder: array };
    const fields = this.#fields(scopeOfElement, array, depth + 1);
    if (fields.length === 0) return undefined;
    const type = { ...array.type, value: items ?? { kind: 'object' as const } };
    return { name: '', line: array.line, confidence: array.confidence, type, bounds: {}, values: [], fields };
  }

  #nextIsDeeper(row: FlatRow): boolean {
    return (this.#rows[this.#at]?.indent ?? 0) > (row.indent ?? 0);
  }

  /** Pages give the elements' row no name, or that of the array, or that of its type. */
  #describesElement(row: FlatRow, array: FlatRow, scope: Scope, keys: Keys | undefined): boolean {
    if (this.#indented && (row.indent ?? 0) < (array.indent ?? 0)) return false;
    if (row.name === '') return true;
    const items = array.type.value.items;
    if (items?.ref !== undefined) return false;
    const kind = row.type.value.kind;
    if (items !== undefined && items.kind !== kind) return false;
    if (row.name === array.name) return !keys?.has(row.name) || kind === 'object';
    const isSingular = isSingularOf(row.name, array.name);
    if (scope.keys !== undefined) {
      if (scope.keys.has(row.name) || keys?.has(row.name)) return false;
      return kind === 'object' ? keys !== undefined : isSingular && items?.kind !== 'object';
    }
    return isSingular && (kind === 'object' || items?.kind === kind);
  }
}

function isSingularOf(name: string, plural: string): boolean {
  const [one, many] = [name.toLowerCase(), plural.toLowerCase()];
  return [`${one}s`, `${one}es`, `${one.replace(/y$/, 'ie')}s`, `${one}list`, `${one}_list`, `${one}infos`].includes(
    many,
  );
}

/** The elements' row with the name and the words of the array's, which mostly say what the elements are. */
function withProseOf(element: FlatRow, array: FlatRow): FlatRow {
  const texts = [array.name, array.facts.prose?.text ?? '', element.facts.prose?.text ?? ''];
  const prose = { text: texts.join(' '), hash: '', line: element.line };
  return { ...element, name: array.name, facts: { ...element.facts, prose } };
}

function nameless(row: FlatRow): FlatRow {
  return { ...row, name: '' };
}
