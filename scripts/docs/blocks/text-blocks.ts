import { isGluedRow, rowsOfGluedCells } from '../layouts/glued-cells.js';
import { matchesCore, rowsOfParagraphs } from '../layouts/paragraph-cells.js';
import { rowsBetween, separatorOf } from '../layouts/separated-cells.js';
import { rowsBetweenBlanks } from '../layouts/spaced-cells.js';
import { coreOf, type TableBody } from '../layouts/table-body.js';
import type { Block, Column, Piece, TableForm } from './block.js';
import { asTable, columnOf, cutHeadings, kindOf } from './columns.js';
import { captionOf, isAmbiguousHeading, sectionOf, statusLine } from './headings.js';
import { beginsJson, beginsMembers, beginsXml, jsonEnd, keysIn, membersEnd } from './json-text.js';
import { bulletOf, type Line, linesOf, piecesOf } from './lines.js';

/** The head of a table in a text: where its body begins, and how it is written. */
interface TableHead {
  readonly columns: readonly Column[];
  readonly form: Exclude<TableForm, 'html'>;
  /** Index of the first line after it. */
  readonly end: number;
}

/** Cuts the text of a page, as copied or saved from a browser, into blocks. Takes time linear in its length. */
export function blocksOfText(text: string): Block[] {
  const lines = linesOf(text);
  const keys = keysIn(text);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as Line;
    const head = tableHead(lines, at);
    if (head !== undefined) {
      const end = endOfTable(lines, head, keys);
      blocks.push(tableOf(head, lines.slice(head.end, end), line.line, keys));
      at = end;
    } else if (beginsJson(line.text)) {
      const { end, whole } = jsonEnd(lines, at);
      blocks.push({ kind: 'code', text: join(lines, at, end), line: line.line, whole });
      at = end;
    } else if (beginsMembers(line.text)) {
      const end = membersEnd(lines, at);
      blocks.push({ kind: 'code', text: join(lines, at, end), line: line.line, whole: true });
      at = end;
    } else if (beginsXml(line.text)) {
      const start = at;
      at++;
      while (at < lines.length && !isEnd(lines, at) && !beginsOtherForm(lines[at] as Line)) at++;
      blocks.push({ kind: 'code', text: join(lines, start, at), line: line.line, whole: true });
    } else {
      at = addPlain(lines, at, blocks);
    }
  }
  return blocks;
}

/** Whether a sample in XML is over, and the same in JSON begins. */
function beginsOtherForm({ text }: Line): boolean {
  return /^json ?format[:：]?$/i.test(text) || beginsJson(text) || beginsMembers(text);
}

function join(lines: readonly Line[], start: number, end: number): string {
  return lines
    .slice(start, end)
    .map((line) => line.text)
    .join('\n');
}

/** Adds a heading, a caption or a run of paragraphs. Returns the index after it. */
function addPlain(lines: readonly Line[], start: number, blocks: Block[]): number {
  const first = lines[start] as Line;
  const caption = captionOf(first.text);
  if (caption !== undefined) {
    blocks.push({ kind: 'caption', text: caption, line: first.line });
    return start + 1;
  }
  if (isHeading(first.text)) {
    blocks.push({ kind: 'heading', text: first.text, line: first.line });
    return start + 1;
  }
  let end = start + 1;
  while (end < lines.length && !startsBlock(lines, end)) end++;
  blocks.push({ kind: 'text', pieces: plainPieces(lines.slice(start, end)), line: first.line });
  return end;
}

/** Lines as paragraphs: one that follows a long line of words directly goes on with its paragraph. */
function plainPieces(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, line] of lines.entries()) {
    const last = pieces.at(-1);
    const before = lines[index - 1];
    const piece = linePiece(line);
    const goesOn = !line.first && !piece.bullet && !/^(?:last )?updated\b/i.test(line.text);
    if (goesOn && last !== undefined && before !== undefined && isWrapped(before.text))
      pieces[pieces.length - 1] = { ...last, text: `${last.text} ${piece.text}` };
    else pieces.push(piece);
  }
  return pieces;
}

const isWrapped = (text: string) => text.length >= 45 && /^(?:\S+\s+){6}/.test(text);

function linePiece(line: Line): Piece {
  const item = bulletOf(line.text);
  return { text: item ?? line.text, line: line.line, bullet: item !== undefined, depth: Math.floor(line.indent / 2) };
}

function isHeading(text: string): boolean {
  return sectionOf(text) !== undefined || statusLine(text) !== undefined;
}

function startsBlock(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at] as Line;
  return (
    isHeading(text) ||
    captionOf(text) !== undefined ||
    beginsJson(text) ||
    beginsMembers(text) ||
    beginsXml(text) ||
    tableHead(lines, at) !== undefined
  );
}

function tableHead(lines: readonly Line[], at: number): TableHead | undefined {
  const { text } = lines[at] as Line;
  if (text.length > 400) return undefined;
  const separator = separatorOf(lines, at);
  if (separator !== undefined) return separator;
  const glued = cutHeadings(text);
  if (glued !== undefined) {
    const form = glued.spaced && kindOf(glued.columns) === 'fields' ? 'cells between blanks' : 'glued cells';
    return { columns: glued.columns, form, end: at + 1 };
  }
  const columns: Column[] = [];
  for (let index = at; index < lines.length && columns.length < 8; index++) {
    const column = columnOf((lines[index] as Line).text);
    if (column === undefined || columns.includes(column)) break;
    columns.push(column);
  }
  // The first cell of a row may read like a heading (`code`): the head after which a row begins counts, else the longest.
  const heads: TableHead[] = [];
  for (let count = columns.length; count >= 2; count--) {
    const table = asTable(columns.slice(0, count));
    if (table !== undefined) heads.push({ columns: table, form: 'a cell per paragraph', end: at + count });
  }
  return heads.length < 2 ? heads[0] : (heads.find((head) => rowFollows(head, lines)) ?? heads[0]);
}

function rowFollows({ columns, end }: TableHead, lines: readonly Line[]): boolean {
  if (kindOf(columns) !== 'fields') return false;
  const core = coreOf(columns);
  return (
    isRow(core, lines, end) ||
    isRow(
      core.filter((column) => column !== 'name'),
      lines,
      end,
    )
  );
}

/**
 * Whether the body of a table ends before a line.
 *
 * @param form how the table is written; undefined for what is none
 */
function isEnd(lines: readonly Line[], at: number, form?: TableForm): boolean {
  const { text } = lines[at] as Line;
  if (text.length > 200) return false;
  if (captionOf(text) !== undefined || statusLine(text) !== undefined) return true;
  if (sectionOf(text) !== undefined) {
    // `Examples:` with a colon may stand in a description as well.
    if (!isAmbiguousHeading(text) && !(form !== undefined && /[:：]$/.test(text))) return true;
    const next = lines[at + 1];
    return (
      next === undefined ||
      captionOf(next.text) !== undefined ||
      (/[:：]$/.test(text) && (beginsJson(next.text) || /^(?:GET|POST|PUT|DELETE|PATCH|https?)\b/.test(next.text))) ||
      (/^(?:none|无)[.。]?$/i.test(next.text) && sectionOf(text) !== 'notes') ||
      statusLine(next.text) !== undefined ||
      sectionOf(next.text) !== undefined ||
      tableHead(lines, at + 1) !== undefined
    );
  }
  const head = tableHead(lines, at);
  if (head === undefined) return false;
  // Two headings in a form that the table has not are the words of a cell: `Status code description`.
  return form === undefined || head.form === form || head.columns.length > 2;
}

function endOfTable(lines: readonly Line[], head: TableHead, keys: ReadonlySet<string>): number {
  let { end } = head;
  while (end < lines.length && (!isEnd(lines, end, head.form) || goesOn(head, lines, end, keys))) end++;
  return end;
}

/**
 * Whether a table of fields goes on where a line reads like its end: a field may have the name of a heading (`examples`), or
 * a cell its words, and then the short cells of a row stand there or follow.
 */
function goesOn({ columns, form }: TableHead, lines: readonly Line[], at: number, keys: ReadonlySet<string>): boolean {
  const core = kindOf(columns) === 'fields' ? coreOf(columns) : [];
  if (core.length < 2) return false;
  const isHead = (tableHead(lines, at)?.columns.length ?? 0) > 2;
  const next = lines[at + 1];
  if (form === 'glued cells') return !isHead && next !== undefined && isGluedRow(core, next, keys);
  if (form !== 'a cell per paragraph') return false;
  // A description of one word may read like a heading, and the name behind it like the next: `Error message`, `Code`.
  if (isRow(core, lines, at)) return true;
  // `Parameter`, `Mandatory` below a caption are the head of the next table, whatever they would be as a row.
  return !isHead && isRow(core, lines, at + 1) && tableHead(lines, at + 1) === undefined;
}

function isRow(core: readonly Column[], lines: readonly Line[], at: number): boolean {
  return matchesCore(core, piecesOf(lines.slice(at, at + core.length).map((line) => ({ ...line, first: true }))), 0);
}

function tableOf(head: TableHead, lines: readonly Line[], line: number, keys: ReadonlySet<string>): Block {
  const { columns, form } = head;
  return { kind: 'table', columns, ...bodyOf(columns, form, lines, keys), line, form };
}

function bodyOf(
  columns: readonly Column[],
  form: TableHead['form'],
  lines: readonly Line[],
  keys: ReadonlySet<string>,
): TableBody {
  switch (form) {
    case 'glued cells':
      return rowsOfGluedCells(columns, lines, keys);
    case 'cells between blanks':
      return rowsBetweenBlanks(columns, lines, keys);
    case 'a cell per paragraph':
      return rowsOfParagraphs(columns, lines, keys);
    default:
      return rowsBetween(columns, lines, form);
  }
}
