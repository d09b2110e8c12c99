import { type Row, textOf } from '../blocks/block.js';
import { certainty, type Fact, type Field, type Location, type PageType } from '../page.js';
import { type CellFacts, readCells } from './cell-facts.js';
import { parseType } from './type-words.js';
import { isName, isNothing, parseLocation, parseRequired } from './words.js';

/** A row of a table of fields, read cell by cell, before it has its place below others. */
export interface FlatRow {
  /** Empty where the row describes the elements of the array above. */
  readonly name: string;
  readonly line: number;
  readonly confidence: number;
  readonly type: Fact<PageType>;
  /** Whether the page names no type, not even one that we do not know. */
  readonly lacksType: boolean;
  readonly required?: Fact<boolean> | undefined;
  readonly in?: Location | undefined;
  readonly indent?: number | undefined;
  /** Number of the table that lists the fields of the object, where that is one of its own. */
  readonly ownTable?: number | undefined;
  /** Number of that table, for the rows in it. */
  readonly inTable?: number | undefined;
  readonly facts: CellFacts;
}

/** @returns undefined where the row is none of a field: neither a name nor a type can be made out. */
export function flatRow(row: Row): FlatRow | undefined {
  const { cells, line } = row;
  const written = textOf(cells.name).trim();
  const { name, flagged } = nameOf(written);
  if (written !== '' && name === undefined) return undefined;
  const typeText = textOf(cells.type).replaceAll('\n', ' ').trim();
  const type = parseType(typeText);
  // Older pages name no type for some objects; a word that is no type that we know stays unread alone.
  const lacksType = isNothing(typeText);
  if (type === undefined && (!(lacksType || /^[A-Za-z]\w*$/.test(typeText)) || name === undefined || name === ''))
    return undefined;
  const required = parseRequired(textOf(cells.required));
  const read = type ?? { kind: 'any' as const };
  return {
    name: name ?? '',
    line: cells.name?.pieces[0]?.line ?? cells.type?.pieces[0]?.line ?? line,
    confidence: row.confidence,
    type: {
      value: read,
      line: cells.type?.pieces[0]?.line ?? line,
      confidence: type === undefined ? certainty.guess : row.confidence,
    },
    lacksType,
    required:
      required === undefined
        ? flagged
          ? { value: true, line, confidence: certainty.likely }
          : undefined
        : { value: required, line: cells.required?.pieces[0]?.line ?? line, confidence: row.confidence },
    in: parseLocation(textOf(cells.location)),
    indent: cells.name?.indent ?? cells.type?.indent,
    facts: readCells(
      {
        ...(cells.description === undefined ? {} : { description: cells.description }),
        ...(cells.example === undefined ? {} : { example: cells.example }),
        ...(cells.range === undefined ? {} : { range: cells.range }),
        ...(cells.default === undefined ? {} : { default: cells.default }),
      },
      read,
    ),
  };
}

/** A name without the marks that stand beside it: `*` for required, a remark in brackets, signs of nesting. */
function nameOf(text: string): { name: string | undefined; flagged: boolean } {
  const flagged = /^\*\s*\w|\w\s*\*$/.test(text);
  const bare = text
    .replace(/^(?:[*»›└├─│>-]+\s*)+/u, '')
    .replace(/(?:\s*(?:\*|\((?:deprecated|required|optional)\))|\s+deprecated)$/i, '')
    .replace(/^`(.*)`$/, '$1')
    .trim();
  if (bare === '') return { name: '', flagged };
  return { name: isName(bare) ? bare : undefined, flagged };
}

/** A row as a field, with what belongs below it. */
export function fieldOf(row: FlatRow, confidence: number, fields: readonly Field[], items?: Field): Field {
  const { facts } = row;
  return {
    name: row.name,
    line: row.line,
    confidence,
    type: row.type,
    required: row.required,
    default: facts.default,
    bounds: facts.bounds,
    values: facts.values,
    example: facts.example,
    unit: facts.unit,
    prose: facts.prose,
    fields,
    ...(items === undefined ? {} : { items }),
  };
}
