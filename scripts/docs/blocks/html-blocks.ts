import { type DefaultTreeAdapterTypes as Dom, parse, defaultTreeAdapter as tree } from 'parse5';
import type { Block, Cell, Column, Piece, Row } from './block.js';
import { asTable, columnOf } from './columns.js';
import { captionOf, sectionOf, statusLine } from './headings.js';
import { beginsJson, beginsMembers, beginsXml } from './json-text.js';
import { bulletOf } from './lines.js';

/** Elements that hold nothing of the page's text. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'svg',
  'button',
  'head',
  'iframe',
  'select',
  'form',
]);
/** Elements that begin and end a line. */
const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figure figcaption header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6 br'.split(
    ' ',
  ),
);
/** The deepest nesting that is read: far beyond any page, and safe for recursion. */
const maxDepth = 400;

/** Cuts the HTML of a page into blocks. Lines are those of the HTML. */
export function blocksOfHtml(html: string): Block[] {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const reader = new HtmlReader();
  reader.visit(document, 0, 0, false);
  reader.flush();
  return reader.blocks;
}

class HtmlReader {
  readonly blocks: Block[] = [];
  #text = '';
  #line = 1;
  #pieces: Piece[] = [];

  visit(node: Dom.Node, depth: number, list: number, bullet: boolean): void {
    if (depth > maxDepth) return;
    if (tree.isTextNode(node as Dom.ChildNode)) {
      const text = (node as Dom.TextNode).value;
      const line = node.sourceCodeLocation?.startLine;
      if (this.#text.trim() === '' && text.trim() !== '' && line !== undefined) this.#line = line + linesBefore(text);
      this.#text += text;
      return;
    }
    if (tree.isElementNode(node as Dom.ChildNode)) {
      this.#element(node as Dom.Element, depth, list, bullet);
      return;
    }
    if ('childNodes' in node) for (const child of node.childNodes) this.visit(child, depth + 1, list, bullet);
  }

  #element(element: Dom.Element, depth: number, list: number, bullet: boolean): void {
    const name = element.tagName;
    if (silent.has(name)) return;
    if (name === 'pre') {
      this.#endLine(bullet, list);
      this.#code(element);
      return;
    }
    if (name === 'table') {
      this.#endLine(bullet, list);
      this.#table(element, depth);
      return;
    }
    const breaks = blocks.has(name);
    if (breaks) this.#endLine(bullet, list);
    const isItem = name === 'li';
    const inList = name === 'ul' || name === 'ol' ? list + 1 : list;
    for (const child of element.childNodes) this.visit(child, depth + 1, inList, isItem || (bullet && !breaks));
    if (breaks) this.#endLine(isItem || bullet, inList, /^h[1-6]$/.test(name));
  }

  /** Ends a line of text: a heading, a caption, or a piece. */
  #endLine(bullet: boolean, list: number, heading = false): void {
    const text = clean(this.#text);
    this.#text = '';
    if (text === '') return;
    const line = this.#line;
    const caption = captionOf(text);
    if (caption !== undefined) {
      this.flush();
      this.blocks.push({ kind: 'caption', text: caption, line });
    } else if ((heading || !bullet) && (sectionOf(text) !== undefined || statusLine(text) !== undefined)) {
      this.flush();
      this.blocks.push({ kind: 'heading', text, line });
    } else {
      this.#pieces.push({ text, line, bullet, depth: Math.max(0, list - 1) * 2 });
    }
  }

  flush(): void {
    this.#endLine(false, 0);
    const first = this.#pieces[0];
    if (first === undefined) return;
    this.blocks.push({ kind: 'text', pieces: this.#pieces, line: first.line });
    this.#pieces = [];
  }

  #code(element: Dom.Element): void {
    const text = textWithin(element, 0).trim();
    const line = lineOf(element);
    if (text === '') return;
    const first = text.split('\n', 1)[0]?.trim() ?? '';
    if (beginsJson(first) || beginsMembers(first) || beginsXml(first)) {
      this.flush();
      this.blocks.push({ kind: 'code', text: text.replaceAll(/[\u00a0]/g, ' '), line, whole: true });
      return;
    }
    // A request's first lines, and its body below them.
    const lines = text.split('\n');
    const body = lines.findIndex((one) => beginsJson(one.trim()) || beginsXml(one.trim()));
    for (const [index, one] of lines.slice(0, body < 0 ? lines.length : body).entries()) {
      this.#text = one;
      this.#line = line + index;
      this.#endLine(false, 0);
    }
    if (body < 0) return;
    this.flush();
    this.blocks.push({ kind: 'code', text: lines.slice(body).join('\n'), line: line + body, whole: true });
  }

  #table(element: Dom.Element, depth: number): void {
    const caption = descendants(element, 'caption', depth)[0];
    if (caption !== undefined) {
      this.#text = textWithin(caption, 0);
      this.#line = lineOf(caption);
      const text = clean(this.#text);
      this.#text = '';
      this.flush();
      if (text !== '') this.blocks.push({ kind: 'caption', text: captionOf(text) ?? text, line: lineOf(caption) });
    }
    const grid = gridOf(descendants(element, 'tr', depth));
    const head = grid[0];
    const headings = head?.cells.map((cell) => textOfCell(cell.cell)) ?? [];
    // A last column without a heading holds nothing that is read.
    while (headings.at(-1) === '') headings.pop();
    const columns = asTable(headings.map(columnOf));
    this.flush();
    if (head === undefined) return;
    if (columns === undefined) {
      // No table that we know: its cells are text like any other.
      for (const row of grid) this.#pieces.push(...row.cells.flatMap(({ cell }) => cell.pieces));
      this.flush();
      return;
    }
    const rows = grid.slice(1).flatMap((row) => rowOf(columns, row));
    this.blocks.push({ kind: 'table', columns, rows, stray: [], line: head.line, form: 'html' });
  }
}

interface GridRow {
  readonly line: number;
  readonly cells: readonly { readonly column: number; readonly cell: Cell }[];
}

/** The widest table that is read, in columns: cells that span rows and columns could fill any memory. */
const maxColumns = 64;

/** The rows of a table, each cell at its column: a cell that spans rows keeps its column free in the next ones. */
function gridOf(rows: readonly Dom.Element[]): GridRow[] {
  const grid: GridRow[] = [];
  let spans: { left: number; cell: Cell }[] = [];
  for (const row of rows) {
    const cells: { column: number; cell: Cell }[] = [];
    const next: { left: number; cell: Cell }[] = [];
    let column = 0;
    const skip = () => {
      for (let span = spans[column]; span !== undefined && span.left > 0; span = spans[column]) {
        next[column] = { left: span.left - 1, cell: span.cell };
        cells.push({ column, cell: span.cell });
        column++;
      }
    };
    for (const child of row.childNodes) {
      if (!tree.isElementNode(child) || (child.tagName !== 'td' && child.tagName !== 'th')) continue;
      skip();
      if (column >= maxColumns) break;
      const cell = cellOf(child);
      const width = Math.min(spanOf(child, 'colspan'), maxColumns - column);
      const height = spanOf(child, 'rowspan');
      cells.push({ column, cell });
      for (let index = 0; index < width; index++) if (height > 1) next[column + index] = { left: height - 1, cell };
      column += width;
    }
    skip();
    spans = next;
    if (cells.length > 0) grid.push({ line: lineOf(row), cells });
  }
  return grid;
}

function spanOf(element: Dom.Element, name: string): number {
  const value = Number(attribute(element, name) ?? '1');
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 100) : 1;
}

function rowOf(columns: readonly Column[], { cells, line }: GridRow): Row[] {
  const row: Partial<Record<Column, Cell>> = {};
  for (const { column, cell } of cells) {
    const name = columns[column];
    if (name !== undefined && cell.pieces.length > 0) row[name] = cell;
    else if (name === 'name' && cell.indent !== undefined) row[name] = cell;
  }
  if (Object.values(row).every((cell) => cell.pieces.length === 0)) return [];
  // A head that is repeated within the table says nothing new.
  if (cells.every(({ column, cell }) => columnOf(textOfCell(cell)) === columns[column])) return [];
  return [{ cells: row, line, confidence: 1 }];
}

function cellOf(element: Dom.Element): Cell {
  const reader = new CellReader();
  reader.visit(element, 0, 0, false);
  reader.end(false, 0);
  const indent = indentOf(element);
  return { pieces: reader.pieces, ...(indent === undefined ? {} : { indent }) };
}

/** The pieces of one cell. */
class CellReader {
  readonly pieces: Piece[] = [];
  #text = '';
  #line = 1;

  visit(node: Dom.Node, depth: number, list: number, bullet: boolean): void {
    if (depth > maxDepth) return;
    if (tree.isTextNode(node as Dom.ChildNode)) {
      const text = (node as Dom.TextNode).value;
      const line = node.sourceCodeLocation?.startLine;
      if (this.#text.trim() === '' && text.trim() !== '' && line !== undefined) this.#line = line + linesBefore(text);
      this.#text += text;
      return;
    }
    if (!tree.isElementNode(node as Dom.ChildNode)) return;
    const element = node as Dom.Element;
    const name = element.tagName;
    if (silent.has(name)) return;
    const breaks = blocks.has(name) && depth > 0;
    if (breaks) this.end(bullet, list);
    const isItem = name === 'li';
    const inList = name === 'ul' || name === 'ol' ? list + 1 : list;
    const isBullet = isItem || (bullet && name !== 'td');
    for (const child of element.childNodes) this.visit(child, depth + 1, inList, isBullet);
    if (breaks) this.end(isBullet, inList);
  }

  end(bullet: boolean, list: number): void {
    const text = clean(this.#text);
    this.#text = '';
    if (text === '') return;
    const item = bullet ? undefined : bulletOf(text);
    // Texts of one list item that stand in several elements are one item.
    this.pieces.push({
      text: item ?? text,
      line: this.#line,
      bullet: bullet || item !== undefined,
      depth: Math.max(0, list - 1) * 2,
    });
  }
}

/** How far a cell is set in: by its style, by a level in its attributes, or by blanks before its text. */
function indentOf(element: Dom.Element): number | undefined {
  for (const candidate of [element, ...firstChildren(element)]) {
    const style = attribute(candidate, 'style') ?? '';
    const set =
      /(?:padding-left|margin-left|text-indent|padding-inline-start)\s*:\s*(\d+(?:\.\d+)?)(px|em|rem|pt)/i.exec(style);
    if (set !== null) return Number(set[1]) * (/em/i.test(set[2] ?? '') ? 16 : 1);
    for (const name of ['data-level', 'data-depth', 'data-indent', 'aria-level']) {
      const value = attribute(candidate, name);
      if (value !== undefined && /^\d+$/.test(value)) return Number(value);
    }
    const level = /(?:^|[\s_-])(?:level|indent|depth)-?(\d+)(?:\s|$)/i.exec(attribute(candidate, 'class') ?? '')?.[1];
    if (level !== undefined) return Number(level);
  }
  const text = textWithin(element, 0);
  const marks = /^[\u00a0\u3000 \t]*(?:[└├─│»›]+[\u00a0 ]*)+|^[\u00a0\u3000]+/u.exec(text.replace(/^[\n\r]+/, ''))?.[0];
  return marks === undefined ? undefined : marks.length;
}

function firstChildren(element: Dom.Element): Dom.Element[] {
  const found: Dom.Element[] = [];
  let here: Dom.Element | undefined = element;
  for (let depth = 0; depth < 6 && here !== undefined; depth++) {
    const first: Dom.ChildNode | undefined = here.childNodes.find(
      (child) => tree.isElementNode(child) || (tree.isTextNode(child) && child.value.trim() !== ''),
    );
    here = first !== undefined && tree.isElementNode(first) ? first : undefined;
    if (here !== undefined) found.push(here);
  }
  return found;
}

function descendants(element: Dom.Element, name: string, depth: number): Dom.Element[] {
  const found: Dom.Element[] = [];
  for (const child of element.childNodes) {
    if (!tree.isElementNode(child)) continue;
    if (child.tagName === name) found.push(child);
    else if (child.tagName !== 'table' && child.tagName !== 'td' && depth < maxDepth)
      found.push(...descendants(child, name, depth + 1));
  }
  return found;
}

function attribute(element: Dom.Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function lineOf(element: Dom.Element): number {
  return element.sourceCodeLocation?.startLine ?? 1;
}

function textWithin(node: Dom.Node, depth: number): string {
  if (depth > maxDepth) return '';
  if (tree.isTextNode(node as Dom.ChildNode)) return (node as Dom.TextNode).value;
  if ('tagName' in node && node.tagName === 'br') return '\n';
  return 'childNodes' in node ? node.childNodes.map((child) => textWithin(child, depth + 1)).join('') : '';
}

function textOfCell(cell: Cell): string {
  return cell.pieces.map((piece) => piece.text).join(' ');
}

function linesBefore(text: string): number {
  return (/^\s*/.exec(text)?.[0].match(/\n/g) ?? []).length;
}

function clean(text: string): string {
  return text
    .replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
