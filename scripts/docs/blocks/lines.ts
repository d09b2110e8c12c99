import type { Piece } from './block.js';

/** A line of text that is not blank. */
export interface Line {
  /** Without blanks at its ends. */
  readonly text: string;
  /** With them: a tab at an end borders on an empty cell. */
  readonly raw: string;
  /** From 1. */
  readonly line: number;
  /** Blanks, and signs of a tree, before the first character. */
  readonly indent: number;
  /** Whether a blank line, or the beginning of the page, stands before it. */
  readonly first: boolean;
}

/** Signs that older pages set before the name of a row that belongs to another: `└Key`. */
const treeMarks = /^(?:[└├│┗┣»›][─━ ]*)+(?=\S)/u;

/** A text without what sets it in, blanks and signs of a tree, and how many characters those are. */
export function setIn(text: string): { readonly text: string; readonly indent: number } {
  const inner = text.trimStart().replace(treeMarks, '');
  return { text: inner.trimEnd(), indent: text.length - inner.length };
}

/** The lines of a text that are not blank, without what only a browser sees: marks of direction, joiners. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let first = true;
  let number = 0;
  for (const raw of text.split(/\r\n?|\n|\u2028/)) {
    number++;
    const clean = raw
      .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
      .replaceAll(/[\u00a0\u3000]/g, ' ');
    const { text: trimmed, indent } = setIn(clean);
    // Where a page ends within a list, a mark without an item may be left.
    if (trimmed === '' || /^[•·●○◦▪]$/u.test(trimmed)) {
      first = true;
      continue;
    }
    lines.push({ text: trimmed, raw: clean, line: number, indent, first });
    first = false;
  }
  return lines;
}

const bulletMark = /^(?:[•·●○◦▪‣⁃–—-]|\*(?!\S)|o(?=\s)|\d{1,2}[.)、])\s+(?=\S)/u;

/** The text of a list item without its mark; undefined where the line is none. */
export function bulletOf(text: string): string | undefined {
  const mark = bulletMark.exec(text)?.[0];
  return mark === undefined ? undefined : text.slice(mark.length).trim();
}

/**
 * Lines as paragraphs and list items.
 *
 * @param tail how a line that follows a list item directly is read: as its continuation, or as a paragraph of its own
 */
export function piecesOf(lines: readonly Line[], tail: 'continues' | 'breaks' = 'continues'): Piece[] {
  const pieces: { text: string; line: number; bullet: boolean; depth: number; indent?: number }[] = [];
  let indent = 0;
  for (const [index, line] of lines.entries()) {
    const last = pieces.at(-1);
    const isWrapped = !line.first && last !== undefined && !last.bullet && isNumberInText(lines, index);
    const item = isWrapped ? undefined : bulletOf(line.text);
    const glued = item === undefined ? gluedItem(lines, index) : undefined;
    if (glued !== undefined) {
      indent = line.indent;
      pieces.push({ text: glued.before, line: line.line, bullet: false, depth: 0, indent });
      pieces.push({ text: glued.item, line: line.line, bullet: true, depth: Math.floor(indent / 2) });
    } else if (item !== undefined) {
      indent = line.indent;
      pieces.push({ text: item, line: line.line, bullet: true, depth: Math.floor(line.indent / 2) });
    } else if (last !== undefined && !line.first && joins(last, line, indent, tail)) {
      last.text += ` ${line.text}`;
    } else {
      pieces.push({ text: line.text, line: line.line, bullet: false, depth: 0, indent: line.indent });
    }
  }
  return pieces;
}

/** A line that ends with the first item of the list below it: converters to Markdown write `Valid values:-   on: lit`. */
function gluedItem(lines: readonly Line[], index: number): { before: string; item: string } | undefined {
  const next = lines[index + 1];
  if (next === undefined || !/^-\s{2,4}\S/.test(next.text)) return undefined;
  const [, before, item] = /^([^\n]{1,2000}?[.:：。)])\s?-\s{2,4}(\S.*)$/.exec((lines[index] as Line).text) ?? [];
  return before === undefined || item === undefined ? undefined : { before, item };
}

/** How far below its first item the second item of a numbered list is looked for, in lines. */
const maxItem = 12;

/** Whether a line below another of its paragraph begins with a number that is no mark of a list: `… value:`, `20. If …` */
function isNumberInText(lines: readonly Line[], index: number): boolean {
  const number = /^(\d{1,2})[.)、]\s/.exec((lines[index] as Line).text)?.[1];
  if (number === undefined) return false;
  return number !== '1' || !lines.slice(index + 1, index + maxItem).some(({ text }) => /^2[.)、]\s/.test(text));
}

function joins(last: Piece, line: Line, indent: number, tail: 'continues' | 'breaks'): boolean {
  if (last.bullet) return tail === 'continues' ? true : line.indent > indent;
  return true;
}
