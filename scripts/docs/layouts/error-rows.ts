import type { Cell, Column, Piece, Row } from '../blocks/block.js';
import { type Line, piecesOf } from '../blocks/lines.js';
import { isNothing } from '../meaning/words.js';
import { shortCell, type TableBody } from './table-body.js';

const codeWord = /^[A-Za-z][\w.-]*$/;

/** Words with which messages begin in lower case. */
const starters = new Set(
  'the a an you your caller user invalid no not this that these param params parameter parameters request required specified missing internal system server service operation resource access failed cannot unknown unauthorized forbidden please is are must only too'.split(
    ' ',
  ),
);

/**
 * Rows of errors whose cells stand in one line, glued (`403NoPermissioncaller has no permission…`) or joined by blanks,
 * or in a paragraph each. HTTP status and code are sure; where the message ends and its description begins is read
 * from the words, and is marked as less sure.
 */
export function errorRows(columns: readonly Column[], lines: readonly Line[]): TableBody {
  const rows: Row[] = [];
  const stray: Piece[] = [];
  const starts = lines.flatMap((line, index) =>
    isStart(columns, lines, index) ? [index] : line === undefined ? [] : [],
  );
  if (starts.length === 0) return { rows, stray: piecesOf(lines) };
  stray.push(...piecesOf(lines.slice(0, starts[0])));
  for (const [number, from] of starts.entries()) {
    const next = starts[number + 1] ?? lines.length;
    const { row, used } = readRow(columns, lines, from, next);
    rows.push(row);
    stray.push(...piecesOf(lines.slice(from + used, next)));
  }
  return { rows, stray };
}

function isStart(columns: readonly Column[], lines: readonly Line[], index: number): boolean {
  const { text } = lines[index] as Line;
  if (columns[0] === 'status') return /^[1-5]\d\d(?!\d)/.test(text);
  if (columns[0] !== 'code') return false;
  return codeWord.test(text) && /[._\d]|[a-z][A-Z]/.test(text);
}

function readRow(
  columns: readonly Column[],
  lines: readonly Line[],
  from: number,
  end: number,
): { row: Row; used: number } {
  const line = lines[from] as Line;
  const cells: Partial<Record<Column, Cell>> = {};
  const status = /^([1-5]\d\d)(\s*)(.*)$/.exec(line.text);
  const alone = status === null || status[3] === '';
  if (alone) {
    // A paragraph for each cell. Text below the table is more than there are cells.
    const order = [...columns];
    let used = 0;
    for (const column of order) {
      const next = lines[from + used];
      if (next === undefined || from + used >= end) break;
      let last = used + 1;
      while (from + last < end && !(lines[from + last] as Line).first) last++;
      const pieces = piecesOf(lines.slice(from + used, from + last));
      // A status may stand above several codes.
      cells[column] = { pieces };
      used = last;
    }
    return { row: { cells, line: line.line, confidence: cells.code === undefined ? 0.5 : 1 }, used };
  }
  let used = 1;
  while (from + used < end && !(lines[from + used] as Line).first) used++;
  const text = lines
    .slice(from, from + used)
    .map((part) => part.text)
    .join(' ');
  const body = text.slice(3).trimStart();
  cells.status = shortCell(text.slice(0, 3), line.line);
  const spaced = text.length > 3 && /\s/.test(text[3] as string);
  const cut = spaced ? cutSpaced(body) : cutGlued(body);
  cells.code = shortCell(cut.code, line.line);
  if (cut.message !== '') cells.message = shortCell(cut.message, line.line);
  if (cut.description !== '' && !isNothing(cut.description)) cells.description = shortCell(cut.description, line.line);
  return { row: { cells, line: line.line, confidence: cut.confidence }, used };
}

interface Cut {
  readonly code: string;
  readonly message: string;
  readonly description: string;
  readonly confidence: number;
}

function cutSpaced(body: string): Cut {
  const [code = ''] = body.split(/\s/, 1);
  const rest = body.slice(code.length).trim();
  return { code, ...cutMessage(rest, ' ') };
}

function cutGlued(body: string): Cut {
  const [first = ''] = body.slice(0, 400).split(/\s/, 1);
  const boundary = codeEnd(first, body);
  const rest = body.slice(boundary).trim();
  return { code: body.slice(0, boundary), ...cutMessage(rest, '') };
}

/** Where the code ends in the word that holds it and the beginning of the message. */
function codeEnd(word: string, body: string): number {
  const dashless = word.replace(/[-–]$/, '');
  if (dashless.length === body.replace(/[-–]$/, '').length) {
    // No blank at all: code and message are one word each, and mostly the same.
    const half = dashless.length / 2;
    if (Number.isInteger(half) && dashless.slice(0, half) === dashless.slice(half)) return half;
    return dashless.length;
  }
  const words = new Set(body.toLowerCase().split(/[^a-z]+/));
  const lower = /[A-Z]?[a-z]+$/.exec(word)?.[0] ?? '';
  for (let at = 1; at < lower.length - 1; at++) {
    const head = lower.slice(0, at).toLowerCase();
    const tail = lower.slice(at);
    // The message begins in lower case: `NoPermission|caller has no permission`.
    if (/^[a-z]/.test(tail) && starters.has(tail) && (words.has(head) || head.length > 3))
      return word.length - tail.length;
  }
  const capital = /[A-Z][a-z']*$|[A-Z]+$/.exec(word);
  if (capital !== null && capital.index > 0) return capital.index;
  return word.length;
}

function cutMessage(rest: string, glue: '' | ' '): { message: string; description: string; confidence: number } {
  const text = rest.replace(/\s*[-–]$/, '').trim();
  if (text.length < rest.trim().length || text === '') return { message: text, description: '', confidence: 0.9 };
  const half = (text.length - glue.length) / 2;
  if (Number.isInteger(half) && half > 0 && text.slice(0, half) === text.slice(half + glue.length)) {
    return { message: text.slice(0, half), description: text.slice(half + glue.length), confidence: 0.9 };
  }
  const boundary = messageEnd(text, glue);
  if (boundary === undefined) return { message: text, description: '', confidence: 0.8 };
  return { message: text.slice(0, boundary).trim(), description: text.slice(boundary).trim(), confidence: 0.6 };
}

/** Where a sentence begins without the blank, or without the full stop, that would stand before it in running text. */
function messageEnd(text: string, glue: '' | ' '): number | undefined {
  const pattern =
    glue === '' ? /[a-z0-9.!?)%'"}\]](?=[A-Z][a-z']*[\s,])/g : /(?:[a-z0-9)%'"}\]]|[.!?])\s(?=[A-Z][a-z']*[\s,])/g;
  let fallback: number | undefined;
  for (const match of text.matchAll(pattern)) {
    const boundary = match.index + match[0].length;
    const stop = /[.!?]/.test(match[0]);
    if (glue === '' ? stop || isWordStart(text, boundary) : true) return boundary;
    fallback ??= boundary;
  }
  return fallback;
}

/** Whether the word before is finished in itself, so that what follows is no part of a name in camel case. */
function isWordStart(text: string, boundary: number): boolean {
  const before = /[A-Za-z]+$/.exec(text.slice(Math.max(0, boundary - 60), boundary))?.[0] ?? '';
  return before === '' || !/[A-Z]/.test(before.slice(1));
}
