import type { Piece, Row } from '../blocks/block.js';
import { type Line, piecesOf } from '../blocks/lines.js';
import { shortCell, type TableBody } from './table-body.js';

/** Rows that begin with an HTTP status: what follows, on the same line or the next ones, is its description. */
export function statusRows(lines: readonly Line[]): TableBody {
  return rowsFrom(lines, /^([1-5]\d\d)\b\s*(.*)$/, 'status', 'description');
}

/** Rows that begin with a date. */
export function changeRows(lines: readonly Line[]): TableBody {
  const told = lines.filter((line) => !/^view change details$/i.test(line.text));
  return rowsFrom(told, /^(\d{4}-\d{2}-\d{2})\s*(.*?)\s*(?:View Change Details)?$/i, 'date', 'change');
}

function rowsFrom(
  lines: readonly Line[],
  start: RegExp,
  key: 'status' | 'date',
  rest: 'description' | 'change',
): TableBody {
  const rows: Row[] = [];
  const stray: Piece[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as Line;
    const match = startOf(start, line);
    if (match === null) {
      stray.push(...piecesOf([line]));
      at++;
      continue;
    }
    const follow: Line[] = match[2] === '' ? [] : [{ ...line, text: match[2] as string }];
    let end = at + 1;
    while (end < lines.length && startOf(start, lines[end] as Line) === null) {
      const next = lines[end] as Line;
      // The first paragraph is the cell; what stands further below the table is none of it.
      if (follow.length > 0 && next.first) break;
      follow.push(next);
      end++;
    }
    const cells: Row['cells'] = {
      [key]: shortCell(match[1] as string, line.line),
      ...(follow.length > 0 ? { [rest]: { pieces: piecesOf(follow) } } : {}),
    };
    rows.push({ cells, line: line.line, confidence: 1 });
    at = end;
  }
  return { rows, stray };
}

/** A line longer than any row's is none, so that the pattern never works on a whole page. */
function startOf(start: RegExp, { text }: Line): RegExpExecArray | null {
  return text.length > 2000 ? null : start.exec(text);
}
