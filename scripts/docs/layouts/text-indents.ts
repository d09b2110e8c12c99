import { type Cell, type Row, textOf } from '../blocks/block.js';
import { parseType } from '../meaning/type-words.js';

/**
 * Rows of a text with how far they are set in, where that shows what belongs to what: there are several depths, the first
 * row has the least, and only a row that can hold others has a deeper one behind it. Else it was chance, and is dropped.
 */
export function withIndents(rows: readonly Row[]): Row[] {
  const indents = rows.map(({ cells }) => cells.name?.indent ?? cells.type?.indent ?? 0);
  const named = indents.filter((_, index) => rows[index]?.cells.name !== undefined);
  const first = named[0] ?? 0;
  const isShown =
    new Set(named).size > 1 &&
    named.every((indent) => indent >= first) &&
    rows.every((row, index) => index === 0 || isBelow(rows[index - 1] as Row, row, indents, index));
  return isShown ? [...rows] : rows.map(withoutIndent);
}

function isBelow(before: Row, { cells }: Row, indents: readonly number[], index: number): boolean {
  if (cells.name === undefined || (indents[index] as number) <= (indents[index - 1] as number)) return true;
  const kind = parseType(textOf(before.cells.type))?.kind;
  return kind === 'object' || kind === 'array' || before.cells.type === undefined || before.cells.name === undefined;
}

function withoutIndent(row: Row): Row {
  const { name, type } = row.cells;
  const plain = (cell: Cell): Cell => ({ pieces: cell.pieces });
  return {
    ...row,
    cells: {
      ...row.cells,
      ...(name === undefined ? {} : { name: plain(name) }),
      ...(type === undefined ? {} : { type: plain(type) }),
    },
  };
}
