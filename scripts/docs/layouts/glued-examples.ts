import type { Column } from '../blocks/block.js';
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

/** A type as earlier pages write it; they begin with a capital. */
const type =
  /(?:(?:Array|List) of [A-Z]\w{0,60}|RepeatList|String|Integer|Long|Boolean|Bool|Float|Double|Number|Array|List|Struct|Object|Json|JSON|Map|Any)/g;

/** The longest line that is looked at, and the longest name. */
const maxLine = 2000;
const maxName = 128;

/** Whether the examples of a table stand right behind its short cells, glued to them: `PageSizeIntegerNo20`. */
export function gluesExamples(columns: readonly Column[], core: readonly Column[]): boolean {
  const at = columns.indexOf('example');
  return core[0] === 'name' && core[1] === 'type' && at === core.length && columns.indexOf('description') > at;
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
  const cuts: CutRow[] = [];
  for (const found of text.slice(0, maxName * 2).matchAll(type)) {
    const name = text.slice(0, found.index);
    if (found.index > maxName || !isName(name)) continue;
    const isKnown = keys.has(name);
    const cells = shortCells(core.slice(2), text.slice(found.index + found[0].length));
    if (cells === undefined) continue;
    if (core.includes('required')) cuts.push({ name, type: found[0], ...cells, confidence: 1 });
    else if (isKnown || (isDescribed && !/^\s/.test(cells.rest)))
      cuts.push({ name, type: found[0], ...cells, confidence: isKnown ? 1 : 0.8 });
  }
  // `RuleListArray of Rule`: the first type is the end of the name where another one follows it.
  const isOfName = (cut: CutRow, index: number) => cuts[index + 1]?.name === cut.name + cut.type;
  return cuts.findLast(({ name }) => keys.has(name)) ?? cuts.find((cut, index) => !isOfName(cut, index));
}

/** The short cells behind a type, and the example behind those; undefined where one of them is not there. */
function shortCells(
  columns: readonly Column[],
  text: string,
): { required: string; location: string; rest: string; example: string } | undefined {
  const cells = { required: '', location: '' };
  let rest = text;
  for (const column of columns) {
    const cell = (column === 'location' ? /^(?:Path|Query|Body|Header|Form)/i : /^(?:Yes|No|True|False)/).exec(
      rest,
    )?.[0];
    if (cell === undefined) return undefined;
    cells[column as 'required' | 'location'] = cell;
    rest = rest.slice(cell.length);
  }
  return { ...cells, rest, example: rest.trim() };
}
