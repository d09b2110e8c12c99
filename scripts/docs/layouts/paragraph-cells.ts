import { type Cell, type Column, type Piece, type Row, textOf } from '../blocks/block.js';
import { kindOf } from '../blocks/columns.js';
import { type Line, piecesOf } from '../blocks/lines.js';
import { parseType } from '../meaning/type-words.js';
import { isLocation, isName, isSentence, isSingularOf, parseRequired } from '../meaning/words.js';
import type { PageType } from '../page.js';
import { errorRows } from './error-rows.js';
import { shareOut } from './long-cells.js';
import { permissionRows } from './permission-rows.js';
import { changeRows, statusRows } from './simple-rows.js';
import { coreOf, shortCell, type TableBody } from './table-body.js';
import { withIndents } from './text-indents.js';

/**
 * A layout in which each cell is a paragraph and nothing marks the end of a row: Alibaba Cloud's current pages, and
 * Huawei Cloud's, as a browser gives their text. A row is told by its short cells, which follow each other.
 *
 * @param keys keys of the page's samples: they tell names from other words
 */
export function rowsOfParagraphs(
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
      return fieldRows(columns, piecesOf(lines), keys);
  }
}

/** A place where a row may begin. */
interface Start {
  readonly core: readonly Column[];
  readonly named: boolean;
}

function fieldRows(columns: readonly Column[], pieces: readonly Piece[], keys: ReadonlySet<string>): TableBody {
  const core = coreOf(columns);
  const long = columns.filter((column) => !core.includes(column));
  const known = {
    keys,
    hasExamples: columns.includes('example'),
    examplesFirst: columns.includes('example') && columns.at(-1) === 'description',
  };
  const rows: Row[] = [];
  let stray: Piece[] = [];
  let at = 0;
  let before: PageType | undefined;
  let above = '';
  while (at < pieces.length) {
    const start = startAt(core, pieces, at, rows.length === 0, before, at - 1, { ...known, above });
    if (start === undefined) {
      stray.push(pieces[at] as Piece);
      at++;
      continue;
    }
    const cells: Partial<Record<Column, Cell>> = {};
    for (const [index, column] of start.core.entries()) {
      const piece = pieces[at + index] as Piece;
      cells[column] = shortCell(piece.text, piece.line, index === 0 ? piece.indent : undefined);
    }
    const type = start.core.includes('type')
      ? (pieces[at + start.core.indexOf('type')] as Piece).text
      : core.includes('type')
        ? 'object'
        : 'string';
    const line = (pieces[at] as Piece).line;
    const from = at + start.core.length;
    before = parseType(type);
    const name = start.named ? (pieces[at + start.core.indexOf('name')] as Piece).text : '';
    above = name;
    let end = from;
    while (end < pieces.length && startAt(core, pieces, end, false, before, from, { ...known, above }) === undefined)
      end++;
    Object.assign(cells, shareOut(long, pieces.slice(from, end), type));
    rows.push({ cells, line, confidence: name === '' || keys.has(name) || core.length > 2 ? 1 : 0.8 });
    at = end;
  }
  // A column that is headed as one that says yes or no, and says what the row is.
  if (rows.length === 0 && core.at(-1) === 'required' && core.length > 2 && !columns.includes('description'))
    return fieldRows(
      columns.map((column) => (column === 'required' ? 'description' : column)),
      pieces,
      keys,
    );
  // Names that are types stand in the wrong column.
  const misnamed = core.includes('type')
    ? 0
    : rows.filter(({ cells }) => parseType(textOf(cells.name)) !== undefined).length;
  if (misnamed * 2 > rows.length) return { rows: [], stray: [...pieces] };
  if (rows.length === 0) stray = [...pieces];
  return { rows: withIndents(rows), stray };
}

/**
 * Whether a row begins at a piece.
 *
 * @param before what the row before is: only an array, or a map, is followed by a row without a name
 * @param cellsFrom index of the first piece after the short cells of the row before
 * @param known keys of the samples, whether the table has a column of examples, and the name of the row before
 */
function startAt(
  core: readonly Column[],
  pieces: readonly Piece[],
  at: number,
  isFirst: boolean,
  before: PageType | undefined,
  cellsFrom: number,
  known: {
    readonly keys: ReadonlySet<string>;
    readonly hasExamples: boolean;
    readonly examplesFirst: boolean;
    readonly above: string;
  },
): Start | undefined {
  const { keys, hasExamples, examplesFirst, above } = known;
  const isElement = before?.kind === 'array' && isSingularOf(pieces[at]?.text ?? '', above);
  if (examplesFirst && at > cellsFrom && hasNoType(core, pieces, at, keys, isElement))
    return { core: ['name'], named: true };
  const isKnown = isElement || keys.has(pieces[at]?.text ?? '');
  if ((isFirst || at > cellsFrom) && hasOtherType(core, pieces, at, isKnown)) return { core, named: true };
  const nameless = core.filter((column) => column !== 'name');
  const mayBeNameless =
    (isFirst || before?.kind === 'array' || before?.kind === 'object') && core.includes('type') && core[0] === 'name';
  // `object` and `Returned object` are a type and what it says, where an array comes before.
  const isDescribed =
    before?.kind === 'array' &&
    core.length === 2 &&
    isUsualType(pieces[at]?.text ?? '') &&
    /\s/.test(pieces[at + 1]?.text ?? '');
  if (!isDescribed && matchesCore(core, pieces, at)) {
    // The example of an array whose elements' row comes next reads like a name before a type.
    const name = (pieces[at + core.indexOf('name')] as Piece | undefined)?.text ?? '';
    const isExample =
      hasExamples &&
      before?.kind === 'array' &&
      at > cellsFrom &&
      keys.size > 0 &&
      mayHold(before, parseType(pieces[at + 1 + nameless.indexOf('type')]?.text ?? '')) &&
      !keys.has(name) &&
      /[\d*]|^[a-z]+$/.test(name) &&
      matchesCore(nameless, pieces, at + 1);
    return isExample || (hasExamples && isBeforeRow(core, pieces, at, keys))
      ? undefined
      : { core, named: core.includes('name') };
  }
  if (!mayBeNameless || !matchesCore(nameless, pieces, at)) return undefined;
  // Without a column that says yes or no, one word of a description could be taken for a type.
  if (nameless.length === 1 && !isFirst && before?.kind !== 'array' && !isMapValue(pieces, at, cellsFrom))
    return undefined;
  const type = parseType((pieces[at + nameless.indexOf('type')] as Piece).text);
  // `Returned object` names no table: a row without a name stands in pages that have none.
  if (type?.ref !== undefined || type?.items?.ref !== undefined) return undefined;
  if (before?.kind === 'array' && !mayHold(before, type)) return undefined;
  return { core: nameless, named: false };
}

/**
 * Whether a row stands here whose type is none that we know, or says that there is none: behind a name that a sample has,
 * or before a yes or no.
 */
function hasOtherType(core: readonly Column[], pieces: readonly Piece[], at: number, isKnown: boolean): boolean {
  if (core[0] !== 'name' || core[1] !== 'type' || core.length > 3) return false;
  const [name, type, next] = pieces.slice(at, at + 3);
  if (name === undefined || type === undefined || name.bullet || type.bullet || !isName(name.text)) return false;
  // Any two words could stand before a `No` in a table within a description.
  if (core.length === 3)
    return (
      /^[A-Z]\w{0,56}(?:Type|List|Struct|Object|Enum)$/.test(type.text) && matchesCore(core.slice(2), pieces, at + 2)
    );
  return isKnown && (/^n\/a$/i.test(type.text) || (/^[A-Z]\w{2,63}$/.test(type.text) && isSentence(next?.text ?? '')));
}

/**
 * Whether a row of an object stands here of which the page names no type: a key of the samples, or what holds the
 * next row, alone or with what it says. Only where examples come first: else it could be one, or a default.
 *
 * @param isElement whether it has the name of the elements of the array before
 */
function hasNoType(
  core: readonly Column[],
  pieces: readonly Piece[],
  at: number,
  keys: ReadonlySet<string>,
  isElement: boolean,
): boolean {
  const { text, bullet, indent = 0 } = pieces[at] as Piece;
  if (core[0] !== 'name' || core.length < 2 || bullet || !isName(text)) return false;
  const next = pieces[at + 1];
  const holds = (row: Piece | undefined) => isElement || keys.has(text) || (row?.indent ?? 0) > indent;
  if (
    matchesCore(core, pieces, at + 1) &&
    holds(next) &&
    (keys.has(next?.text ?? '') || !matchesCore(core, pieces, at))
  )
    return true;
  if (parseType(next?.text ?? '') !== undefined) return false;
  if (matchesCore(core, pieces, at + 2) && holds(pieces[at + 2])) return true;
  // What it says, behind an example or not, may take several paragraphs.
  const isTold = [1, 2].some((step) => isSentence(pieces[at + step]?.text ?? ''));
  return keys.has(text) && isTold && rowWithin(core, pieces, at + 3);
}

/** How many pieces a description may take before the row behind it. */
const maxDescription = 20;

function rowWithin(core: readonly Column[], pieces: readonly Piece[], from: number): boolean {
  for (let at = from; at < Math.min(pieces.length, from + maxDescription); at++)
    if (matchesCore(core, pieces, at)) return true;
  return false;
}

/** Whether an example stands here, and the row that follows it has a name that reads like a type: `FILE`, `Uuid`, `string`. */
function isBeforeRow(
  core: readonly Column[],
  pieces: readonly Piece[],
  at: number,
  keys: ReadonlySet<string>,
): boolean {
  if (core[0] !== 'name' || core[1] !== 'type' || !matchesCore(core, pieces, at + 1)) return false;
  const [name, next] = [(pieces[at] as Piece).text, (pieces[at + 1] as Piece).text];
  // `list` between two words is a name, where the second is what these tables call a type.
  if (keys.has(next) && !isUsualType(next) && isUsualType((pieces[at + 2] as Piece).text)) return true;
  return keys.has(next) ? !keys.has(name) : keys.size === 0 && /^[A-Z]/.test(next);
}

/** Whether a word is one that pages without named tables use for a type. */
function isUsualType(text: string): boolean {
  return /^(?:string|integer|long|boolean|float|double|number|any|map|object|array(?:<[\w<>, ]+>)?)$/i.test(text);
}

/** Below an object, a type alone is what stands at each of its keys; mostly, the object has been described before that. */
function isMapValue(pieces: readonly Piece[], at: number, cellsFrom: number): boolean {
  const { text } = pieces[at] as Piece;
  if (/^(?:array(?:<\w+>)?|object)$/.test(text)) return true;
  return at > cellsFrom && /^(?:string|integer|long|boolean|float|double|number|any)$/.test(text);
}

/** Whether a row without a name can describe the elements of an array. */
function mayHold(array: PageType, element: PageType | undefined): boolean {
  const { items } = array;
  return items === undefined || (items.ref === undefined && (items.kind === 'any' || items.kind === element?.kind));
}

/** Whether the short cells of a row stand at a piece. */
export function matchesCore(core: readonly Column[], pieces: readonly Piece[], at: number): boolean {
  if (core.length === 0) return false;
  return core.every((column, index) => {
    const piece = pieces[at + index];
    if (piece === undefined || piece.bullet) return false;
    switch (column) {
      case 'name':
        return isName(piece.text);
      case 'type':
        return parseType(piece.text) !== undefined;
      case 'required':
        return parseRequired(piece.text) !== undefined;
      default:
        return isLocation(piece.text);
    }
  });
}
