import type { Json } from '../../base/json.js';
import { type Cell, type Piece, textOf } from '../blocks/block.js';
import { type Bounds, certainty, type Fact, type PageType, type PageValue, type Prose } from '../page.js';
import { proseOf } from '../prose.js';
import { readBounds } from './bounds.js';
import { listed, toJson } from './value-items.js';
import { markedDefault, readValues } from './values.js';
import { isNothing } from './words.js';

/** What the long cells of a row say. */
export interface CellFacts {
  readonly prose?: Prose | undefined;
  readonly values: readonly PageValue[];
  readonly bounds: Bounds;
  readonly default?: Fact<Json> | undefined;
  readonly unit?: Fact<string> | undefined;
  readonly example?: Fact<Json> | undefined;
}

type Part = 'definition' | 'constraints' | 'range' | 'default' | 'values';

/** Headings inside a cell: Huawei Cloud's newer pages write each description as such parts. */
const labels: readonly (readonly [RegExp, Part])[] = [
  [/^(?:definition|explanation|参数解释)\s*[:：]?$/i, 'definition'],
  [/^(?:constraints?|restrictions?|约束限制)\s*[:：]?$/i, 'constraints'],
  [/^(?:range|value range|取值范围)\s*[:：]?$/i, 'range'],
  [/^(?:default|default value|默认取值|默认值)\s*[:：]?$/i, 'default'],
  [/^(?:enumeration values?|enumerated values?|枚举值)\s*[:：]?$/i, 'values'],
];

/** Reads description, example, range and default of a row. */
export function readCells(
  cells: { readonly description?: Cell; readonly example?: Cell; readonly range?: Cell; readonly default?: Cell },
  type: PageType,
): CellFacts {
  const pieces = cells.description?.pieces ?? [];
  const parts = partsOf(pieces);
  const range = [...(parts.get('range') ?? []), ...(cells.range?.pieces ?? [])];
  const free = [...(parts.get('definition') ?? []), ...(parts.get('constraints') ?? [])];
  const example = textOf(cells.example).trim();
  const isRange = true;
  const rangeValues = [
    ...readValues(range, type, { isRange }),
    ...readValues(parts.get('values') ?? [], type, { isRange }),
  ];
  const values = rangeValues.length > 0 ? rangeValues : readValues(free, type, { example });
  const fromRange = readBounds(range, type, true);
  const bounds = { ...readBounds(free, type), ...fromRange };
  const own = [...(parts.get('default') ?? []), ...(cells.default?.pieces ?? [])];
  // What a value means is kept with the value.
  const valueLines = new Set(values.map(({ value }) => value.line));
  const told = pieces.filter(
    (piece, index) =>
      !(valueLines.has(piece.line) && (piece.bullet || (!own.includes(piece) && isListed(piece, values, index)))),
  );
  return {
    prose: proseOf(told.map((piece) => (piece.bullet ? { ...piece, text: `- ${piece.text}` } : piece))),
    values,
    bounds,
    default:
      ownDefault(own, type, values) ??
      statedDefault([...free, ...range, ...own], type, values) ??
      markedDefault(marked(values, [...free, ...range], type)),
    unit: readUnit(pieces),
    example: readExample(cells.example, type),
  };
}

/** The values of which one may be marked as the default; those of a flag are listed nowhere else. */
function marked(values: readonly PageValue[], pieces: readonly Piece[], type: PageType): readonly PageValue[] {
  return type.kind === 'boolean' && values.length === 0
    ? (listed(
        pieces.filter((piece) => piece.bullet),
        'boolean',
        false,
      ) ?? [])
    : values;
}

/** Whether a paragraph is nothing but one of the values. */
function isListed(piece: Piece, values: readonly PageValue[], index: number): boolean {
  return (
    index > 0 &&
    values.some(
      ({ value }) =>
        value.line === piece.line &&
        value.confidence === certainty.certain &&
        beginsWith(piece.text.replace(/^["'`]/, ''), String(value.value)),
    )
  );
}

/** Whether a text begins with a word, and not with a longer one: 2 is not the beginning of 20. */
function beginsWith(text: string, word: string): boolean {
  return text.startsWith(word) && !/^(?:\w|\.\d)/.test(text.slice(word.length, word.length + 2));
}

const bound = /^(?:array length|minimum|maximum|default)\b/i;

function partsOf(pieces: readonly Piece[]): Map<Part, Piece[]> {
  const parts = new Map<Part, Piece[]>();
  let part: Part = 'definition' as Part;
  for (const piece of pieces) {
    // A default can be called `default`.
    const isOwn = part === 'default' && !parts.has(part) && piece.text === 'default';
    const label = piece.bullet || isOwn ? undefined : labels.find(([pattern]) => pattern.test(piece.text));
    if (label !== undefined) {
      part = label[1];
      continue;
    }
    // Behind the values of an older page stand its bounds, which have no heading of their own.
    if (part === 'values' && !piece.bullet && bound.test(piece.text)) part = 'constraints';
    const list = parts.get(part);
    if (list === undefined) parts.set(part, [piece]);
    else list.push(piece);
  }
  return parts;
}

/** Whether a text is one of the texts that are listed as values, though it could say that there is nothing. */
const isValue = (text: string, values: readonly PageValue[]) => values.some(({ value }) => value.value === text);

/** A cell, or a part of one, that holds the default and nothing else: `10`, `0: default enterprise project.` */
function ownDefault(pieces: readonly Piece[], type: PageType, values: readonly PageValue[]): Fact<Json> | undefined {
  const piece = pieces.find((one) => !isNothing(one.text) || isValue(one.text, values));
  if (piece === undefined) return undefined;
  if (type.kind === 'array' || type.kind === 'object') return undefined;
  if (isValue(piece.text, values)) return { value: piece.text, line: piece.line, confidence: certainty.certain };
  const word = /^(?:["'`](.*?)["'`]|([^\s:：]+(?::\d[^\s:：]*)*)(?=\s*[:：(（]|\s*$|[.。]\s*$))/.exec(
    piece.text.trim(),
  );
  const text = (word?.[1] ?? word?.[2])?.replace(/[.。]$/, '');
  return text === undefined ? undefined : defaultOf(text, type, piece.line, certainty.certain);
}

const stated = [
  /(?<!\bby |[\w-])default(?: value)?(?: of [\w ]{1,30})?\s*(?:[:：]|=|\bis\b|\bto\b)\s*(?:set to\s+)?(?:\*\*|["'`“])?([^\s,;，。；"'`”*]+)/i,
  /(?:缺省值|默认值)(?:为|[:：])?\s*([^\s,;，。；]+)/,
];

function statedDefault(pieces: readonly Piece[], type: PageType, values: readonly PageValue[]): Fact<Json> | undefined {
  const found = pieces.flatMap((piece) => {
    // An item of the list can be called `default`, and told with a colon.
    const word = /^["'`]?(default)["'`]?\s*[:：]/i.exec(piece.text)?.[1];
    const isNamed = piece.bullet && word !== undefined && isValue(word, values);
    const fact = isNamed ? undefined : statedIn(piece, type, values);
    return fact === undefined ? [] : [{ fact, piece }];
  });
  // Items of a list that name different defaults name those of different cases.
  const listed = found.filter(({ piece }) => piece.bullet && !unset.test(piece.text));
  const isCased = new Set(listed.map(({ fact }) => fact.value)).size > 1;
  return found.find(({ piece }) => !isCased || !piece.bullet || unset.test(piece.text))?.fact;
}

function statedIn(piece: Piece, type: PageType, values: readonly PageValue[]): Fact<Json> | undefined {
  for (const pattern of stated) {
    const match = pattern.exec(piece.text.slice(0, 4000));
    const word = match?.[1];
    if (word === undefined || isConditional(piece.text.slice(0, match?.index))) continue;
    const text = word.replace(/[.)\]]+$/, '');
    const fact =
      isValue(text, values) && type.kind !== 'array'
        ? { value: text, line: piece.line, confidence: certainty.certain }
        : /[{<$]/.test(text)
          ? undefined
          : defaultOf(text, type, piece.line, certainty.certain);
    if (fact !== undefined) return fact;
  }
  return undefined;
}

/** What a default is there for. */
const unset = /\b(?:not|un)\s?(?:specif|set|pass|configured|provided)|\b(?:empty|blank|omit|leave|without)/i;

/** `For hosts of a retired type, the default value is …`: what holds in one case only is no default. */
function isConditional(before: string): boolean {
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('。')) + 1).trim();
  return /^(?:for|if|when|in)\b.*,/i.test(sentence) && !unset.test(sentence);
}

function defaultOf(text: string, type: PageType, line: number, confidence: number): Fact<Json> | undefined {
  if (isNothing(text) || /^(?:empty|the|a|an|not|no|left|null|used|that)$/i.test(text)) return undefined;
  if (type.kind === 'array' || type.kind === 'object') return undefined;
  const value = toJson(text, type.kind);
  return value === undefined ? undefined : { value, line, confidence };
}

const units =
  /\b(?:unit|in)\s*[:：]?\s*(milliseconds|seconds|minutes|hours|days|percentage|percent|bytes|KB|MB|GB|TB|GiB|MiB|KiB|Mbit\/s|Kbit\/s|ms|%)(?![\w])/i;

function readUnit(pieces: readonly Piece[]): Fact<string> | undefined {
  for (const piece of pieces) {
    const text = piece.text.slice(0, 4000);
    const word = units.exec(text)?.[1] ?? (/\b13-digit\b.{0,20}timestamp/i.test(text) ? 'milliseconds' : undefined);
    if (word !== undefined) return { value: word, line: piece.line, confidence: certainty.likely };
  }
  return undefined;
}

function readExample(cell: Cell | undefined, type: PageType): Fact<Json> | undefined {
  const text = textOf(cell).replaceAll('\n', ' ').trim();
  const line = cell?.pieces[0]?.line;
  if (line === undefined || text === '' || /^(?:-|none|n\/a)$/i.test(text)) return undefined;
  return { value: toJson(text, type.kind) ?? text, line, confidence: certainty.certain };
}
