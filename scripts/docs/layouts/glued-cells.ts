import type { Cell, Column, Piece, Row } from '../blocks/block.js';
import { kindOf } from '../blocks/columns.js';
import { bulletOf, type Line, piecesOf } from '../blocks/lines.js';
import { cutTypes, parseType } from '../meaning/type-words.js';
import { isName, isSentence, isSingularOf, parseRequired } from '../meaning/words.js';
import { errorRows } from './error-rows.js';
import { cutWithExample, gluesExamples } from './glued-examples.js';
import { shareOut } from './long-cells.js';
import { permissionRows } from './permission-rows.js';
import { changeRows, statusRows } from './simple-rows.js';
import { coreOf, shortCell, type TableBody } from './table-body.js';
import { withIndents } from './text-indents.js';

/**
 * A layout in which the short cells of a row stand in one line with nothing between them (`TaskIdsarrayNo`): Alibaba
 * Cloud's earlier pages, as a browser gives their text. The long cells follow as paragraphs.
 *
 * @param keys keys of the page's samples: they tell where a name ends
 */
export function rowsOfGluedCells(
  columns: readonly Column[],
  lines: readonly Line[],
  keys: ReadonlySet<string>,
): TableBody {
  switch (kindOf(columns)) {
    case 'permissions':
      return permissionRows(lines);
    case 'errors':
      return errorRows(columns, lines);
    case 'statuses':
      return statusRows(lines);
    case 'changes':
      return changeRows(lines);
    default:
      return fieldRows(columns, lines, keys);
  }
}

interface Cut {
  readonly name: string;
  readonly type: string;
  readonly required: string;
  readonly confidence: number;
}

function fieldRows(columns: readonly Column[], lines: readonly Line[], keys: ReadonlySet<string>): TableBody {
  const headed = coreOf(columns);
  if (gluesExamples(columns, headed)) {
    const body = rowsWithExamples(columns, headed, lines, keys);
    if (body !== undefined) return body;
  }
  const long = columns.filter((column) => !headed.includes(column));
  // Some pages show by a sign, which no copy keeps, whether a parameter is required.
  const hasFlags = lines.some((line) => cutLine(headed, line, keys) !== undefined);
  const core = hasFlags ? headed : headed.filter((column) => column !== 'required');
  const rows: Row[] = [];
  const stray: Piece[] = [];
  let cut: Cut | undefined;
  let head: Line | undefined;
  let body: Line[] = [];
  const flush = () => {
    if (cut === undefined || head === undefined) {
      stray.push(...piecesOf(body));
      return;
    }
    const cells: Partial<Record<Column, Cell>> = { type: shortCell(cut.type, head.line, head.indent) };
    if (cut.name !== '') cells.name = shortCell(cut.name, head.line, head.indent);
    if (cut.required !== '') cells.required = shortCell(cut.required, head.line);
    Object.assign(cells, shareOut(long, longPieces(body), cut.type));
    rows.push({ cells, line: head.line, confidence: cut.confidence });
  };
  for (const [index, line] of lines.entries()) {
    const next = cutLine(core, line, keys);
    if (next !== undefined && isRow(next, core, lines, index, cut, body.length, keys)) {
      flush();
      cut = next;
      head = line;
      body = [];
    } else {
      body.push(line);
    }
  }
  flush();
  return { rows: withIndents(rows), stray };
}

/** How many lines below its short cells a description goes on, at most, before the row of the elements. */
const maxDescription = 20;

/** Rows whose examples are glued to their short cells; undefined where no line is such a row. */
function rowsWithExamples(
  columns: readonly Column[],
  core: readonly Column[],
  lines: readonly Line[],
  keys: ReadonlySet<string>,
): TableBody | undefined {
  const cuts = lines.map((line, index) => {
    const next = lines[index + 1];
    const isDescribed = (line.first || index === 0) && next?.first === true && isSentence(next.text);
    return cutWithExample(core, line.text, keys, isDescribed);
  });
  if (!cuts.some((cut) => cut !== undefined && cut.example !== '')) return undefined;
  const starts = lines.flatMap((line, index) => (cuts[index] !== undefined || isNameAlone(line, index) ? [index] : []));
  const rows = starts.map((start, number): Row => {
    const line = lines[start] as Line;
    const cut = cuts[start];
    const cells: Partial<Record<Column, Cell>> = {
      name: shortCell(cut?.name ?? line.text, line.line, line.indent),
      ...(cut === undefined ? {} : { type: shortCell(cut.type, line.line) }),
      ...(cut === undefined || cut.required === '' ? {} : { required: shortCell(cut.required, line.line) }),
      ...(cut === undefined || cut.location === '' ? {} : { location: shortCell(cut.location, line.line) }),
      ...(cut === undefined || cut.example === '' ? {} : { example: shortCell(cut.example, line.line) }),
    };
    const pieces = piecesOf(lines.slice(start + 1, starts[number + 1] ?? lines.length), 'breaks');
    if (pieces.length > 0) cells[columns.at(-1) as Column] = { pieces };
    return { cells, line: line.line, confidence: cut?.confidence ?? 1 };
  });
  return { rows: withIndents(rows), stray: piecesOf(lines.slice(0, starts[0])) };

  /** An object of which the page names no type, before a row or what it says and a row: a key of the samples, or what holds that row. */
  function isNameAlone({ text, first, indent }: Line, index: number): boolean {
    // Right behind the short cells of a row stands what it says.
    if (!(first || index === 0) || !isName(text) || cuts[index - 1] !== undefined) return false;
    // What an object says may take several paragraphs.
    const isTold = keys.has(text) && isSentence(lines[index + 1]?.text ?? '');
    const end = index + (isTold ? maxDescription : 2);
    const next = cuts.findIndex((cut, at) => at > index && at <= end && cut !== undefined);
    if (next < 0) return false;
    return keys.has(text) || (lines[next] as Line).indent > indent || isElement(text, index);
  }

  /** Whether a name is that of the elements of the array whose row is the last one above. */
  function isElement(text: string, index: number): boolean {
    const above = cuts.slice(Math.max(0, index - maxDescription), index).findLast((cut) => cut !== undefined);
    return above !== undefined && parseType(above.type)?.kind === 'array' && isSingularOf(text, above.name);
  }
}

/** Whether a line is one in which the short cells of a row are glued together. */
export function isGluedRow(core: readonly Column[], line: Line, keys: ReadonlySet<string>): boolean {
  const cut = cutLine(core, line, keys);
  return cut !== undefined && (core.includes('required') || keys.has(cut.name));
}

/** Cuts a line into the short cells of a row; undefined where it is none. */
function cutLine(core: readonly Column[], line: Line, keys: ReadonlySet<string>): Cut | undefined {
  if (line.text.length > 300 || bulletOf(line.text) !== undefined) return undefined;
  let rest = line.text;
  let required = '';
  const last = core.at(-1);
  if (last === 'required') {
    const word = /(?:yes|no|true|false|是|否)$/i.exec(rest)?.[0];
    if (word === undefined) return undefined;
    required = word;
    rest = rest.slice(0, -word.length).trimEnd();
  }
  const known = core.length === 2 ? cutAtKey(rest, keys) : [];
  const cuts = [...known, ...cutTypes(rest, core.includes('required'))].flatMap(({ rest: left, type }): Cut[] => {
    // Without a column that says yes or no, `Index number` may be a description.
    if (!core.includes('required') && /\S\s+$/.test(left) && !keys.has(left.trim())) return [];
    let name = left.trimEnd();
    let flag = required;
    if (core.includes('required') && last === 'type') {
      const word = /(?:Yes|No|是|否)$/.exec(name)?.[0];
      if (word === undefined) return [];
      flag = word;
      name = name.slice(0, -word.length).trimEnd();
    }
    if (name !== '' && !isName(name)) return [];
    if (core.includes('required') && parseRequired(flag) === undefined) return [];
    const known = name === '' || keys.has(name);
    return [{ name, type, required: flag, confidence: known || core.includes('required') ? 1 : 0.8 }];
  });
  return cuts.find((cut) => keys.has(cut.name)) ?? cuts[0];
}

/** `JobListYardJob[]`, `JobsList`: a name that a sample has, and a type that could be the end of any. */
function cutAtKey(text: string, keys: ReadonlySet<string>): { rest: string; type: string }[] {
  if (!/(?:\[ ?\]|List)$/.test(text)) return [];
  const found: { rest: string; type: string }[] = [];
  for (let end = Math.min(text.length, maxName); end > 0; end--) {
    const [rest, type] = [text.slice(0, end), text.slice(end)];
    if (keys.has(rest) && parseType(type) !== undefined) found.push({ rest, type });
  }
  return found;
}

/** The longest name that is looked for. */
const maxName = 128;

/**
 * Whether a line that can be cut is a row, and not an example or a word of a description that ends like a type.
 *
 * @param before the row above
 * @param gap lines between the row above and the line
 */
function isRow(
  cut: Cut,
  core: readonly Column[],
  lines: readonly Line[],
  index: number,
  before: Cut | undefined,
  gap: number,
  keys: ReadonlySet<string>,
): boolean {
  if (core.includes('required') || keys.has(cut.name)) return true;
  const kind = before === undefined ? undefined : parseType(before.type)?.kind;
  if (cut.name === '') {
    // `string` may be an example, too: a row without a name follows the head, an array, or an object that is a map.
    return before === undefined || kind === 'array' || (kind === 'object' && (cut.type !== 'object' || gap > 0));
  }
  if (keys.size === 0) return true;
  const next = lines[index + 1];
  const nextIsRow = next !== undefined && !next.first && cutLine(core, next, keys) !== undefined;
  // An example stands right before the next row; a row that is not in the sample stands before its description.
  return gap === 0 || !nextIsRow || kind === 'array';
}

/** A description ends where its blank line is; after a list or a note, the next line is already the example. */
function longPieces(lines: readonly Line[]): Piece[] {
  const parts: Line[] = [];
  let noteEnds = -1;
  for (const [index, line] of lines.entries()) {
    const isNote = /^(?:note|important|notice)\b/i.test(line.text) && line.text.length > 12;
    if (isNote && index > noteEnds) noteEnds = endOfSentence(lines, index);
    parts.push(noteEnds >= 0 && index === noteEnds + 1 ? { ...line, first: true } : line);
  }
  return piecesOf(parts, 'breaks');
}

/** The last line of the sentence that begins on a line: where it is not ended there, one of the next few lines ends it. */
function endOfSentence(lines: readonly Line[], start: number): number {
  const isEnd = ({ text }: Line) => /[.。!?]$/.test(text);
  for (let index = start; index < Math.min(lines.length, start + 8); index++) {
    const line = lines[index] as Line;
    if (index > start && line.first) break;
    if (isEnd(line)) return index;
  }
  return start;
}
