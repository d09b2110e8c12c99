import type { Column } from '../blocks/block.js';
import { parseType } from '../meaning/type-words.js';
import { isName } from '../meaning/words.js';

/** The short cells of a row, and the example behind them. */
export interface CutRow {
  readonly name: string;
  readonly type: string;
  readonly required: string;
  readonly location: string;
  readonly example: string;
  readonly confidence: number;
}

/** A type as earlier pages write it: mostly with a capital. */
const type =
  /(?:Array|List) of (?:String|Integer|Long|Boolean|Float|Double|Number|Object|JSON|Json|Map)s?|(?:Array|List) of [A-Z]\w{0,60}|(?:List|Array|Map)<[\w<>, ]{1,60}>|RepeatList|String|Integer|Long|Boolean|Bool|Float|Double|Number|Array|List|Struct|Object|Json|JSON|Map|Any|string|integer|int|long|boolean|bool|float|double|number|array|object|N\/A/g;

/** What stands in a column of one word, at the beginning of what follows a type and at the end of what precedes one. */
const words = {
  required: {
    start: /^(?:Yes|No|True|False)/,
    end: /(?:Yes|No|True|False)$/,
    ofTable: /^(?:Array|List) of [A-Z]\w*?(?=Yes|No|True|False)/,
  },
  location: {
    start: /^(?:Path|Query|Body|Header|Host|Form)/i,
    end: /(?:Path|Query|Body|Header|Host|Form)$/i,
    ofTable: /^(?:Array|List) of [A-Z]\w*?(?=Path|Query|Body|Header|Host|Form)/i,
  },
};
type Word = keyof typeof words;

/** The longest line that is looked at, and the longest name. */
const maxLine = 2000;
const maxName = 128;

/** Whether the examples of a table stand right behind its short cells, glued to them: `PageSizeIntegerNo20`. */
export function gluesExamples(columns: readonly Column[], core: readonly Column[]): boolean {
  const at = columns.indexOf('example');
  return core[0] === 'name' && core.includes('type') && at === core.length && columns.indexOf('description') > at;
}

/**
 * Cuts a line into the short cells of a row and its example; undefined where it is none.
 *
 * @param keys keys of the page's samples: without a column that says yes or no, they tell best where a name ends
 * @param isDescribed whether a paragraph begins with the line, and one of words follows it
 */
export function cutWithExample(
  core: readonly Column[],
  text: string,
  keys: ReadonlySet<string>,
  isDescribed: boolean,
): CutRow | undefined {
  if (text.length > maxLine) return undefined;
  const at = core.indexOf('type');
  const cuts: CutRow[] = [];
  for (const found of text.slice(0, maxName * 2).matchAll(type)) {
    if (found.index > maxName) break;
    const before = cellsBefore(core.slice(1, at), text.slice(0, found.index));
    if (before === undefined || !isName(before.name)) continue;
    const isKnown = keys.has(before.name);
    const behind = cellsBehind(core.slice(at + 1), found[0], text.slice(found.index));
    if (behind === undefined) continue;
    // Without a type, only a name that a sample has can be told from what follows it.
    if (found[0] === 'N/A' && !isKnown) continue;
    const cut = { location: '', required: '', ...before.cells, ...behind, name: before.name };
    if (core.includes('required')) cuts.push({ ...cut, confidence: 1 });
    else if (isKnown || (isDescribed && /^[A-Z]/.test(cut.type) && !/^\s/.test(cut.example)))
      cuts.push({ ...cut, confidence: isKnown ? 1 : 0.8 });
  }
  // `RuleListArray of Rule`: the first type is the end of the name where another one follows it.
  const fitting = cuts.filter(fitsExample);
  const isOfName = (cut: CutRow) => fitting.some((other) => other.name === cut.name + cut.type);
  const isKnown = ({ name }: CutRow) => keys.has(name);
  const cut =
    fitting.findLast(isKnown) ??
    fitting.find((one) => !isOfName(one)) ??
    fitting[0] ??
    cuts.findLast(isKnown) ??
    (core.includes('required') ? cuts[0] : undefined);
  return cut === undefined ? undefined : { ...cut, example: cut.example.trim() };
}

/** Whether the example behind a type is one of it: `MaxNumberOfDays` is no number `OfDays`. */
function fitsExample({ type, example }: CutRow): boolean {
  const kind = parseType(type)?.kind;
  if (example === '') return true;
  if (kind === 'integer' || kind === 'number') return /^-?\d/.test(example);
  if (kind === 'boolean') return /^(?:true|false|0|1)/i.test(example);
  const elements = parseType(type)?.items?.kind ?? 'object';
  // An example of an object is JSON; a word behind it goes on with the name, as in `RouteMapRecords`.
  return kind === 'string' || elements !== 'object' || !/^[A-Za-z]/.test(example);
}

/** The cells of one word between a name and its type, cut off the end of what stands before the type. */
function cellsBefore(
  columns: readonly Column[],
  text: string,
): { name: string; cells: Partial<Record<Word, string>> } | undefined {
  const cells: Partial<Record<Word, string>> = {};
  let name = text;
  for (const column of columns.toReversed() as Word[]) {
    const cell = words[column].end.exec(name)?.[0];
    if (cell === undefined) return undefined;
    cells[column] = cell;
    name = name.slice(0, -cell.length);
  }
  return { name, cells };
}

/** The type, the cells of one word behind it, and the example behind those; undefined where one of them is not there. */
function cellsBehind(
  columns: readonly Column[],
  type: string,
  text: string,
): { type: string; required?: string; location?: string; example: string } | undefined {
  const cells: Partial<Record<Word, string>> = {};
  const [next] = columns as Word[];
  // `Array of RulesYes`: the name of a table ends where the next cell begins.
  const own = (next === undefined ? undefined : words[next].ofTable.exec(text)?.[0]) ?? type;
  let rest = text.slice(own.length);
  for (const column of columns as Word[]) {
    const cell = words[column].start.exec(rest)?.[0];
    if (cell === undefined) return undefined;
    cells[column] = cell;
    rest = rest.slice(cell.length);
  }
  return { ...cells, type: own, example: rest };
}
