import { type Cell, type Column, type Row, textOf } from '../blocks/block.js';
import { asTable, columnOf } from '../blocks/columns.js';
import { type Line, piecesOf, setIn } from '../blocks/lines.js';
import { parseType } from '../meaning/type-words.js';
import { isFurniture } from '../meaning/unread.js';
import type { TableBody } from './table-body.js';
import { withIndents } from './text-indents.js';

type Form = 'cells between bars' | 'cells between tabs';

/** The most lines that the head of a table can take: one per cell, and a rule. */
const maxHeadLines = 16;

/** The head of a table whose cells stand between bars or tabs, where one begins at a line. */
export function separatorOf(
  lines: readonly Line[],
  at: number,
): { readonly columns: Column[]; readonly form: Form; readonly end: number } | undefined {
  const { text } = lines[at] as Line;
  if (text.includes('\t')) {
    const columns = asTable(text.split('\t').map(columnOf));
    return columns === undefined ? undefined : { columns, form: 'cells between tabs', end: at + 1 };
  }
  if (!text.includes('|')) return undefined;
  // One line for the whole head, or one for each of its cells.
  const columns: Column[] = [];
  for (let end = at; end < lines.length && end < at + maxHeadLines; end++) {
    const line = lines[end] as Line;
    if (!line.text.includes('|') && end > at) break;
    if (isRule(line.text)) continue;
    for (const cell of cellsOf(line.text)) {
      const column = cell === '' ? undefined : columnOf(cell);
      if (column !== undefined) columns.push(column);
      else if (cell !== '') return undefined;
    }
    const table = asTable(columns);
    const next = lines[end + 1];
    const goesOn = next?.text.includes('|') && !isRule(next.text) && isHeadCell(next.text);
    if (table !== undefined && !goesOn) return { columns: table, form: 'cells between bars', end: end + 1 };
  }
  return undefined;
}

function isHeadCell(text: string): boolean {
  const cells = cellsOf(text).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => columnOf(cell) !== undefined);
}

function isRule(text: string): boolean {
  return text.includes('-') && /^[\s|:+-]+$/.test(text);
}

/** The cells of a line, without the empty ones that bars at its ends make. */
function cellsOf(text: string): string[] {
  const inner = text.replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/**
 * The rows of a table whose cells stand between bars (as converters to Markdown write them) or tabs (as browsers copy
 * them). A cell may take several lines: a row ends with its last separator.
 */
export function rowsBetween(columns: readonly Column[], lines: readonly Line[], form: Form): TableBody {
  const bar = form === 'cells between bars' ? '|' : '\t';
  const opensWithBar = bar === '|' && lines[0]?.text.startsWith('|') === true;
  const rows: Row[] = [];
  const stray: Line[] = [];
  let cells: Line[][] = [[]];
  let first: Line | undefined;
  const flush = () => {
    const filled = cells.some((cell) => cell.length > 0);
    if (first !== undefined && filled) rows.push(rowOf(columns, cells, first));
    cells = [[]];
    first = undefined;
  };
  for (const [at, line] of lines.entries()) {
    if (isRule(line.text)) {
      flush();
      const head = rows.pop();
      if (head === undefined) continue;
      // A rule stands below a head: the row above it was that of another table, which nothing is known of.
      const rest = lines.slice(at + 1).filter((one) => !isRule(one.text));
      const pieces = [...Object.values(head.cells).flatMap((cell) => cell.pieces), ...piecesOf(rest)];
      return { rows: withIndents(rows), stray: [...piecesOf(stray), ...pieces] };
    }
    // `Note:` ends a list in a cell.
    const isNote = first !== undefined && /^note\b/i.test(line.text);
    if (line.first && !line.raw.includes(bar) && !isNote && isFurniture(line.text)) continue;
    let text = bar === '|' ? line.text : line.raw;
    if (bar === '|' && first === undefined && !text.includes(bar)) {
      // Between two rows, what has no bar belongs to neither.
      stray.push(line);
      continue;
    }
    if (bar === '\t' && text.trimEnd().split(bar).length > columns.length) {
      // A line of more cells is that of another table.
      stray.push(line);
      continue;
    }
    // The last cell of a row has no separator in it: with one, the next row has begun.
    // Where rows open with a bar, a line that does not is the rest of that cell.
    if (cells.length >= columns.length && text.includes(bar) && (!opensWithBar || text.startsWith('|'))) flush();
    first ??= line;
    // A bar at the beginning of a row opens its first cell; it closes none.
    if (bar === '|' && cells.length === 1 && cells[0]?.length === 0 && text.startsWith('|')) text = text.slice(1);
    const split = bar === '|' ? text.split(/(?<!\\)\|/) : text.split('\t');
    const parts = opensWithBar ? withinLast(split, columns.length - cells.length) : split;
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        if (bar === '|' && cells.length >= columns.length) {
          flush();
          if (part.trim() !== '' || index < parts.length - 1) first = line;
        } else {
          cells.push([]);
        }
      }
      const cell = setIn(part.replaceAll('\\|', '|'));
      if (cell.text !== '') cells.at(-1)?.push({ ...line, ...cell });
    }
  }
  flush();
  return { rows: withIndents(rows), stray: piecesOf(stray) };
}

/** The parts of a line of which those behind the last column are its words: `|Mode|String|on | off |`. */
function withinLast(parts: readonly string[], last: number): string[] {
  const end = parts.at(-1)?.trim() === '' ? parts.length - 1 : parts.length;
  if (last < 0 || end <= last + 1) return [...parts];
  return [...parts.slice(0, last), parts.slice(last, end).join('|'), ...parts.slice(end)];
}

/** A row whose empty first cell was lost begins with its type: everything stands one column too far to the left. */
function shift(columns: readonly Column[], row: Partial<Record<Column, Cell>>): void {
  if (columns[0] !== 'name' || columns[1] !== 'type') return;
  if (parseType(textOf(row.name)) === undefined || parseType(textOf(row.type)) !== undefined) return;
  for (let index = columns.length - 1; index > 0; index--) {
    const cell = row[columns[index - 1] as Column];
    if (cell === undefined) delete row[columns[index] as Column];
    else row[columns[index] as Column] = cell;
  }
  delete row.name;
}

function rowOf(columns: readonly Column[], cells: readonly (readonly Line[])[], first: Line): Row {
  const row: Partial<Record<Column, Cell>> = {};
  for (const [index, column] of columns.entries()) {
    const lines = cells[index];
    if (lines === undefined || lines.length === 0) continue;
    const pieces = piecesOf(lines);
    row[column] = index === 0 ? { pieces, indent: lines[0]?.indent } : { pieces };
  }
  shift(columns, row);
  const line = cells.find((cell) => cell.length > 0)?.[0]?.line ?? first.line;
  return { cells: row, line, confidence: cells.length >= columns.length ? 1 : 0.8 };
}
