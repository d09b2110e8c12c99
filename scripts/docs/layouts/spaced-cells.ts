import type { Cell, Column, Piece, Row } from '../blocks/block.js';
import { bulletOf, type Line, piecesOf } from '../blocks/lines.js';
import { parseType } from '../meaning/type-words.js';
import { isLocation, isName, parseRequired } from '../meaning/words.js';
import { shareOut } from './long-cells.js';
import { coreOf, shortCell, type TableBody } from './table-body.js';

/** The most words of a type: `Array of OperationLogInfo objects`. */
const maxTypeWords = 4;

/** The short cells of a row, and the text that follows them on their line. */
interface Cut {
  readonly cells: Partial<Record<Column, string>>;
  readonly rest: string;
}

/**
 * A layout in which the cells of a row stand in one line with a blank between them, as do the headings: `RecordId Long Yes
 * 5809`. What does not fit into the line follows as paragraphs. A line is a row only where every short cell is what its
 * column asks for; without a column that says yes or no, only where a sample has the name as well.
 *
 * @param keys keys of the page's samples
 */
export function rowsBetweenBlanks(
  columns: readonly Column[],
  lines: readonly Line[],
  keys: ReadonlySet<string>,
): TableBody {
  const core = coreOf(columns);
  const long = columns.filter((column) => !core.includes(column));
  const rows: Row[] = [];
  const stray: Piece[] = [];
  const isSure = (cut: Cut | undefined): cut is Cut =>
    cut !== undefined && (core.includes('required') || keys.has(cut.cells.name ?? ''));
  for (let at = 0; at < lines.length; ) {
    const head = lines[at] as Line;
    const cut = cutLine(core, head);
    let end = at + 1;
    if (!isSure(cut)) {
      stray.push(...piecesOf([head]));
      at = end;
      continue;
    }
    while (end < lines.length && !isSure(cutLine(core, lines[end] as Line))) end++;
    const cells: Partial<Record<Column, Cell>> = {};
    for (const column of core) {
      const text = cut.cells[column];
      if (text !== undefined) cells[column] = shortCell(text, head.line);
    }
    Object.assign(cells, longCells(long, cut, head, piecesOf(lines.slice(at + 1, end))));
    rows.push({ cells, line: head.line, confidence: 1 });
    at = end;
  }
  return { rows, stray };
}

/** The long cells: an example that comes first stands on the line of the short cells, a description begins there. */
function longCells(
  long: readonly Column[],
  cut: Cut,
  { line }: Line,
  below: readonly Piece[],
): Partial<Record<Column, Cell>> {
  if (long[0] === 'example') {
    const example = cut.rest === '' ? {} : { example: shortCell(cut.rest, line) };
    return { ...example, ...shareOut(long.slice(1), below, cut.cells.type ?? '') };
  }
  const first: Piece[] = cut.rest === '' ? [] : [{ text: cut.rest, line, bullet: false, depth: 0 }];
  return shareOut(long, [...first, ...below], cut.cells.type ?? '');
}

/** Cuts a line into short cells from its beginning; undefined where one of them is none. */
function cutLine(core: readonly Column[], { text }: Line): Cut | undefined {
  if (core[0] !== 'name' || bulletOf(text) !== undefined) return undefined;
  const words = text.slice(0, 400).split(/\s+/);
  const cells: Partial<Record<Column, string>> = {};
  let at = 0;
  for (const column of core) {
    const count = wordsFor(column, words, at);
    if (count === 0) return undefined;
    cells[column] = words.slice(at, at + count).join(' ');
    at += count;
  }
  const start = words.slice(0, at).reduce((from, word) => text.indexOf(word, from) + word.length, 0);
  return { cells, rest: text.slice(start).trim() };
}

/** How many words from a place on are a cell of the column; 0 where none is. */
function wordsFor(column: Column, words: readonly string[], at: number): number {
  const word = words[at];
  if (word === undefined) return 0;
  if (column === 'name') return isName(word) ? 1 : 0;
  if (column === 'required') return parseRequired(word) === undefined ? 0 : 1;
  if (column === 'location') return isLocation(word) ? 1 : 0;
  for (let count = maxTypeWords; count > 0; count--) {
    if (at + count <= words.length && parseType(words.slice(at, at + count).join(' ')) !== undefined) return count;
  }
  return 0;
}
