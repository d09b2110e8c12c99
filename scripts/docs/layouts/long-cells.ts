import type { Cell, Column, Piece } from '../blocks/block.js';
import { parseType } from '../meaning/type-words.js';
import { isSentence } from '../meaning/words.js';

/**
 * Shares the pieces that follow the short cells of a row out between its long columns.
 *
 * Where a layout shows no border between description and example, the example is the last piece (or the first, where
 * its column comes first), unless it reads like a part of the description.
 *
 * @param type text of the row's type cell: an example has to be one of that type
 */
export function shareOut(
  columns: readonly Column[],
  pieces: readonly Piece[],
  type: string,
): Partial<Record<Column, Cell>> {
  const cells: Partial<Record<Column, Cell>> = {};
  let from = 0;
  let end = pieces.length;
  const description = columns.indexOf('description');
  const rest = [...columns];
  // Columns of one piece before the description: value range, default, an example that comes first.
  for (const column of columns.slice(0, Math.max(0, description))) {
    const piece = pieces[from];
    if (piece === undefined || (column === 'example' && !isExample(pieces, from, type, from + 1))) continue;
    cells[column] = { pieces: [piece] };
    from++;
    rest.splice(rest.indexOf(column), 1);
  }
  if (rest.at(-1) === 'example' && from < end && isExample(pieces, end - 1, type, from)) {
    cells.example = { pieces: pieces.slice(end - 1) };
    end--;
  }
  const holder = description >= 0 ? 'description' : rest[0];
  if (holder !== undefined && end > from) cells[holder] = { pieces: pieces.slice(from, end) };
  return cells;
}

/** Whether the piece at an index is an example: the pieces from `from` on are what would be left for a description. */
function isExample(pieces: readonly Piece[], at: number, type: string, from: number): boolean {
  const piece = pieces[at] as Piece;
  if (piece.bullet || isLabel(piece)) return false;
  const kind = parseType(type)?.kind;
  if (!fits(piece.text, kind)) return false;
  if (at === from) {
    // Nothing else would describe the row: only what cannot be a description is an example.
    if (kind === 'object' || kind === 'array') return /^[[{]/.test(piece.text);
    return (
      !isSentence(piece.text) &&
      (/[\d_*{}[\]/@]/.test(piece.text) || !/\s/.test(piece.text)) &&
      !/^[A-Z][a-z]+( [a-z]+)*\.?$/.test(piece.text)
    );
  }
  const before = pieces[at - 1];
  if (before !== undefined && isLabel(before)) return false;
  return !(isSentence(piece.text) && /[.。:：]$/.test(piece.text.trim()) && /^[A-Z\u4e00-\u9fff]/.test(piece.text));
}

/** Whether a piece heads a part of a description: what follows it belongs to it. */
function isLabel({ text }: Piece): boolean {
  return /^(?:note|notice|important|warning|caution|tip|definition|constraints?|range|value range|default value|enumeration values?)\s*[:：]?$/i.test(
    text,
  );
}

function fits(text: string, kind: string | undefined): boolean {
  if (kind === 'integer' || kind === 'number') return /^[-+]?[\d.,*xX]+(?:[eE][+-]?\d+)?\**$/.test(text.trim());
  if (kind === 'boolean') return /^(?:true|false|0|1|yes|no)$/i.test(text.trim());
  return true;
}
