import type { Cell, Column, Piece, Row } from '../blocks/block.js';

/** The rows of a table, and what fits into none. */
export interface TableBody {
  readonly rows: readonly Row[];
  readonly stray: readonly Piece[];
}

/**
 * A cell of a single line.
 *
 * @param indent how far the line is set in, where that may tell what the row belongs to
 */
export function shortCell(text: string, line: number, indent?: number): Cell {
  return { pieces: [{ text, line, bullet: false, depth: 0 }], ...(indent === undefined ? {} : { indent }) };
}

/** Columns whose cells are one word, so that a row can be told by them. */
const short: ReadonlySet<Column> = new Set(['name', 'type', 'required', 'location']);

/** The run of short columns that begins a row of fields. */
export function coreOf(columns: readonly Column[]): Column[] {
  const from = columns.findIndex((column) => short.has(column));
  let end = from;
  while (end >= 0 && end < columns.length && short.has(columns[end] as Column)) end++;
  return from < 0 ? [] : columns.slice(from, end);
}
