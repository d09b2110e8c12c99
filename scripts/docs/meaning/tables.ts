import { type Block, type Cell, type Row, textOf } from '../blocks/block.js';
import { certainty, type Fact, type PageError, type Permission } from '../page.js';
import { proseOf } from '../prose.js';
import type { FlatRow } from './flat-row.js';
import { flatRow } from './flat-row.js';
import { parseType } from './type-words.js';
import type { Unread } from './unread.js';
import { isNothing } from './words.js';

type Table = Extract<Block, { kind: 'table' }>;

/** The text of a cell as a fact; undefined where the cell says nothing. */
export function factOf(cell: Cell | undefined, confidence: number): Fact<string> | undefined {
  const text = textOf(cell).replaceAll('\n', ' ').trim();
  const line = cell?.pieces[0]?.line;
  return line === undefined || text === '' ? undefined : { value: text, line, confidence };
}

/** The rows of a table of fields. What fits into no row is noted as unread. */
export function fieldRows(table: Table, unread: Unread): FlatRow[] {
  unread.add(table.stray);
  return table.rows.flatMap((row) => {
    const read = flatRow(row);
    if (read !== undefined) {
      // A type that is none of those that we know leaves the row without one.
      const { type } = row.cells;
      if (type !== undefined && !isNothing(textOf(type)) && parseType(textOf(type)) === undefined)
        unread.add(type.pieces);
      return [read];
    }
    unread.add(Object.values(row.cells).flatMap((cell) => cell.pieces));
    return [];
  });
}

/** The rows of a table of permissions. */
export function permissionsOf(table: Table, unread: Unread): Permission[] {
  unread.add(table.stray);
  return table.rows.flatMap((row) => {
    const action = factOf(row.cells.action, row.confidence);
    if (action === undefined || !isOneWord(action.value)) {
      unread.add(Object.values(row.cells).flatMap((cell) => cell.pieces));
      return [];
    }
    const texts = (cell: Cell | undefined) =>
      (cell?.pieces ?? [])
        .filter((piece) => !isNothing(piece.text))
        .map((piece): Fact<string> => ({ value: piece.text.trim(), line: piece.line, confidence: certainty.certain }));
    return [
      {
        action,
        access: factOf(row.cells.access, row.confidence),
        resources: resourcesOf(row.cells.resource),
        conditionKeys: texts(row.cells.condition),
        dependentActions: texts(row.cells.dependent),
      },
    ];
  });
}

/** A type of resource and, below it, its name in policies; a star before the type marks it as required. */
function resourcesOf(cell: Cell | undefined): Permission['resources'] {
  const resources: Fact<{ type: string; arn?: string; required: boolean }>[] = [];
  for (const { text: whole, line } of cell?.pieces ?? []) {
    // A cell may hold type and name in one line.
    for (const text of whole.split(/\s+(?=acs:)|(?<=\w)\s+(?=\*$)/)) {
      const last = resources.at(-1);
      if (/^(?:\*|acs:.*)$/.test(text.trim()) && last !== undefined && last.value.arn === undefined) {
        last.value.arn = text.trim();
      } else if (!isNothing(text)) {
        const type = text.replace(/^\*\s*/, '').trim();
        resources.push({ value: { type, required: /^\*/.test(text) }, line, confidence: certainty.certain });
      }
    }
  }
  return resources;
}

/** The rows of a table of errors. A row without a status has that of the row above. */
export function errorsOf(table: Table, unread: Unread): PageError[] {
  unread.add(table.stray);
  let status: Fact<string> | undefined;
  return table.rows.flatMap((row: Row) => {
    const own = factOf(row.cells.status, row.confidence);
    status = own ?? status;
    const code = factOf(row.cells.code, row.confidence);
    if (code === undefined || !isOneWord(code.value)) {
      unread.add(Object.values(row.cells).flatMap((cell) => cell.pieces));
      return [];
    }
    const message = factOf(row.cells.message, row.confidence);
    return [
      {
        status: status ?? { value: '', line: code.line, confidence: certainty.guess },
        code,
        ...(message === undefined || isNothing(message.value) ? {} : { message }),
        ...meaningOf(row.cells.description ?? row.cells.solution),
      },
    ];
  });
}

/** Identifiers are one word; a cell that a broken page put more into has none. */
const isOneWord = (text: string): boolean => /^\S+$/.test(text);

function meaningOf(cell: Cell | undefined): Pick<PageError, 'meaning'> {
  const meaning = proseOf((cell?.pieces ?? []).filter((piece) => !isNothing(piece.text)));
  return meaning === undefined ? {} : { meaning };
}

/** Statuses of a table of their own. */
export function statusesOf(table: Table, unread: Unread): { status: Fact<string>; meaning?: PageError['meaning'] }[] {
  unread.add(table.stray);
  return table.rows.flatMap((row) => {
    const status = factOf(row.cells.status, row.confidence);
    if (status === undefined || !/^[1-5]\d\d\b/.test(status.value)) {
      unread.add(Object.values(row.cells).flatMap((cell) => cell.pieces));
      return [];
    }
    return [{ status: { ...status, value: status.value.slice(0, 3) }, ...meaningOf(row.cells.description) }];
  });
}

/** The change history. */
export function changesOf(table: Table, unread: Unread): { date: Fact<string>; summary?: PageError['meaning'] }[] {
  unread.add(table.stray);
  return table.rows.flatMap((row) => {
    const date = factOf(row.cells.date, row.confidence);
    const day = date === undefined ? undefined : /\d{4}-\d{2}-\d{2}/.exec(date.value)?.[0];
    if (date === undefined || day === undefined) {
      unread.add(Object.values(row.cells).flatMap((cell) => cell.pieces));
      return [];
    }
    const summary = proseOf(row.cells.change?.pieces ?? []);
    return [{ date: { ...date, value: day }, ...(summary === undefined ? {} : { summary }) }];
  });
}
