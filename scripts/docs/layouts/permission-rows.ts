import type { Cell, Column, Piece, Row } from '../blocks/block.js';
import { bulletOf, type Line } from '../blocks/lines.js';
import { shortCell, type TableBody } from './table-body.js';

const levels = ['read', 'write', 'list', 'get', 'create', 'update', 'delete', 'none', 'permissions management'];
/** Actions are in camel case; condition keys such as `ecs:tag` or `acs:ResourceGroupId` are not, or begin with `acs`. */
const dependentAction = /^[a-z][\w-]*:(?:[A-Z][a-z]+[A-Z*]|\*)/;
const action = /^[a-z][\w-]*:[A-Za-z*][\w*]*/i;

/**
 * Rows of permissions whose cells are not marked: the action, its access level, resource types with their names, and
 * as the last two the condition key and the dependent action (`None None` where both are on one line).
 */
export function permissionRows(lines: readonly Line[]): TableBody {
  const rows: Row[] = [];
  const stray: Piece[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as Line;
    const begins = actionOf(line.text);
    if (begins === undefined) {
      stray.push(pieceOf(line));
      at++;
      continue;
    }
    const cells: Partial<Record<Column, Cell>> = { action: shortCell(begins.action, line.line) };
    let from = at + 1;
    if (begins.access !== '') cells.access = shortCell(begins.access, line.line);
    else if (from < lines.length && levels.includes((lines[from] as Line).text.toLowerCase())) {
      cells.access = shortCell((lines[from] as Line).text, (lines[from] as Line).line);
      from++;
    }
    let end = from;
    while (end < lines.length && !isRowStart(lines, end, from)) end++;
    Object.assign(cells, restOf(lines.slice(from, end).flatMap(wordsOf)));
    rows.push({ cells, line: line.line, confidence: 1 });
    at = end;
  }
  return { rows, stray };
}

/** A dependent action looks like the action of a next row: a row's is followed by its access level. */
function isRowStart(lines: readonly Line[], at: number, from: number): boolean {
  const begins = actionOf((lines[at] as Line).text);
  if (begins === undefined || at === from) return false;
  return begins.access !== '' || levels.includes((lines[at + 1]?.text ?? '').toLowerCase());
}

function actionOf(text: string): { action: string; access: string } | undefined {
  if (text.length > 200) return undefined;
  const whole = action.exec(text)?.[0];
  if (whole === undefined || text.startsWith('acs:')) return undefined;
  if (whole.length < text.length) {
    const access = text.slice(whole.length).trim();
    return levels.includes(access.toLowerCase()) ? { action: whole, access } : undefined;
  }
  // Glued cells: the level is the end of the word.
  const access = levels.find(
    (level) =>
      whole.toLowerCase().endsWith(level) && isGlued(whole.slice(0, -level.length), whole.slice(-level.length)),
  );
  return access === undefined
    ? { action: whole, access: '' }
    : { action: whole.slice(0, -access.length), access: whole.slice(-access.length) };
}

/** `…StatusRead` and `…Detaillist`: the level starts a word of its own, or its lower case does not fit the camel case. */
function isGlued(before: string, level: string): boolean {
  const name = before.slice(before.indexOf(':') + 1);
  if (name === '' || !/[a-z]/.test(name)) return false;
  // A lower-case level within a lower-case word (`…:Forget`) is no level of its own.
  return /^[A-Z]/.test(level) || /[a-z]$/.test(name);
}

function wordsOf(line: Line): Piece[] {
  const nothing = /^(?:(?:none|-)\s+(?:none|-))$/i.test(line.text);
  return nothing ? line.text.split(/\s+/).map((text) => ({ ...pieceOf(line), text })) : [pieceOf(line)];
}

function pieceOf(line: Line): Piece {
  return { text: bulletOf(line.text) ?? line.text, line: line.line, bullet: false, depth: 0 };
}

function restOf(pieces: readonly Piece[]): Partial<Record<Column, Cell>> {
  const rest = [...pieces];
  const dependent: Piece[] = [];
  const condition: Piece[] = [];
  const isResource = (text: string) => /^\*|^acs:\w+:|resources?$/i.test(text) && !/^acs:[A-Z]/.test(text);
  // From the end: actions that it depends on, then condition keys; what is left are resources.
  while (
    rest.length > 0 &&
    dependentAction.test((rest.at(-1) as Piece).text) &&
    !(rest.at(-1) as Piece).text.startsWith('acs:')
  ) {
    dependent.unshift(rest.pop() as Piece);
  }
  if (dependent.length === 0 && isNone(rest.at(-1))) dependent.unshift(rest.pop() as Piece);
  if (isNone(rest.at(-1))) condition.unshift(rest.pop() as Piece);
  else {
    while (
      rest.length > 2 &&
      /^[\w-]+:[\w./-]+$/.test((rest.at(-1) as Piece).text) &&
      !isResource((rest.at(-1) as Piece).text)
    ) {
      condition.unshift(rest.pop() as Piece);
    }
  }
  return {
    ...(rest.length > 0 ? { resource: { pieces: rest } } : {}),
    ...(condition.length > 0 ? { condition: { pieces: condition } } : {}),
    ...(dependent.length > 0 ? { dependent: { pieces: dependent } } : {}),
  };
}

function isNone(piece: Piece | undefined): boolean {
  return piece !== undefined && /^(?:none|-|无)$/i.test(piece.text);
}
