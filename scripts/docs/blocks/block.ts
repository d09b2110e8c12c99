/** A paragraph or list item: what stands between two breaks of the layout. */
export interface Piece {
  /** Without blanks at its ends. */
  readonly text: string;
  /** Line of the page, from 1. */
  readonly line: number;
  readonly bullet: boolean;
  /** How deep a list item is nested, from 0. */
  readonly depth: number;
  /** Of a text: how many characters its line is set in. */
  readonly indent?: number;
}

/** One cell of a table. */
export interface Cell {
  readonly pieces: readonly Piece[];
  /** How far the cell is set in, in steps of the layout; undefined where the layout does not show it. */
  readonly indent?: number | undefined;
}

/** One row of a table: a cell for each column that the row has. */
export interface Row {
  readonly cells: Readonly<Partial<Record<Column, Cell>>>;
  readonly line: number;
  /** How sure it is that the row begins here and its cells are cut where they should be. */
  readonly confidence: number;
}

/** What a column holds, whatever a page calls it. */
export type Column =
  | 'name'
  | 'type'
  | 'required'
  | 'location'
  | 'description'
  | 'example'
  | 'range'
  | 'default'
  | 'action'
  | 'api'
  | 'access'
  | 'resource'
  | 'condition'
  | 'dependent'
  | 'status'
  | 'code'
  | 'message'
  | 'solution'
  | 'date'
  | 'change'
  | 'details';

/** A page, cut into what follows each other on it, before anything is made of it. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly line: number }
  | { readonly kind: 'caption'; readonly text: string; readonly line: number }
  | { readonly kind: 'text'; readonly pieces: readonly Piece[]; readonly line: number }
  | { readonly kind: 'code'; readonly text: string; readonly line: number; readonly whole: boolean }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      /** Pieces between header and end that fit into no row. */
      readonly stray: readonly Piece[];
      readonly line: number;
      /** The form in which the table was written. */
      readonly form: TableForm;
    };

/** How a table is written. */
export type TableForm =
  | 'html'
  | 'a cell per paragraph'
  | 'glued cells'
  | 'cells between blanks'
  | 'cells between bars'
  | 'cells between tabs';

/** The text of a cell, its pieces joined by line breaks. */
export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : cell.pieces.map((piece) => piece.text).join('\n');
}
