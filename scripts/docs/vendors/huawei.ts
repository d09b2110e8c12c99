import type { Block, Piece } from '../blocks/block.js';
import { kindOf } from '../blocks/columns.js';
import { statusLine } from '../blocks/headings.js';
import { updatedOn } from '../meaning/dates.js';
import type { FlatRow } from '../meaning/flat-row.js';
import { samplesOf } from '../meaning/samples.js';
import { headPieces, type PageSection } from '../meaning/sections.js';
import { changesOf, errorsOf, fieldRows, statusesOf } from '../meaning/tables.js';
import { isFurniture } from '../meaning/unread.js';
import { isSentence } from '../meaning/words.js';
import { certainty, type Fact, type Field, type Location } from '../page.js';
import { proseOf } from '../prose.js';
import { NamedTables } from './named-tables.js';
import type { Draft, Vendor } from './vendor.js';

/** Pages of support.huaweicloud.com: a URI, numbered tables by place, and a table for each object that others refer to. */
export const huawei: Vendor = {
  vendor: 'huawei-cloud',
  score(sections) {
    let score = 0;
    const blocks = sections.flatMap((section) => section.blocks);
    if (blocks.some((block) => block.kind === 'caption')) score += 3;
    if (sections.some((section) => section.section === 'uri')) score += 2;
    if (sections.some((section) => section.heading === 'function' || section.heading === '功能介绍')) score++;
    const pieces = headPieces(sections);
    if (pieces.some((piece) => /^updated on /i.test(piece.text) || /^help center\s*\//i.test(piece.text))) score += 3;
    return score;
  },
  read(sections, draft) {
    readHead(headPieces(sections), draft);
    const tables = new NamedTables();
    const uses: Use[] = [];
    for (const section of sections) readSection(section, tables, uses, draft);
    readUri(sections, draft);
    place(uses, tables, draft);
  },
};

interface Use {
  readonly where: Location | 'response' | 'response-header';
  readonly status: Fact<string>;
  readonly rows: readonly FlatRow[];
}

function crumbsIn(text: string): string[] {
  return text.split(/\s*\/\s*/).filter((crumb) => crumb !== '');
}

function readHead(pieces: readonly Piece[], draft: Draft): void {
  const fact = (value: string, line: number): Fact<string> => ({ value, line, confidence: certainty.certain });
  const rest: Piece[] = [];
  let crumbs: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const date = updatedOn(piece.text);
    if (date !== undefined) draft.updated ??= fact(date, piece.line);
    else if (/^(?:help center|文档首页)\s*\//i.test(piece.text)) {
      crumbs = crumbsIn(piece.text);
      const product = crumbs[1];
      if (product !== undefined) draft.product = fact(product, piece.line);
    } else if (
      index > 0 &&
      crumbs.length > 0 &&
      rest.length === 0 &&
      draft.updated === undefined &&
      piece.text.includes('/')
    ) {
      // Breadcrumbs that go on in the next line.
      crumbs.push(...crumbsIn(piece.text));
    } else if (!isFurniture(piece.text)) rest.push(piece);
  }
  // The breadcrumbs end with the title; without them, the title is the first line of the head.
  const title = rest.find((piece) => piece.text === crumbs.at(-1)) ?? rest[0];
  if (title === undefined) return;
  draft.title = fact(title.text, title.line);
  // Chinese pages, and some others, add the operation's name: `Querying Functions - ListFunctions`.
  const named = /(?:^|\s[-–—]\s?|[（(])([A-Z][a-z]+[A-Z][A-Za-z0-9]+)[)）]?$/.exec(title.text)?.[1];
  if (named !== undefined) draft.operation = fact(named, title.line);
  const told = rest.filter((piece) => piece !== title && piece.text !== title.text);
  draft.addSection(
    'head',
    told.filter((piece) => isSentence(piece.text)),
  );
  draft.unread.add(told.filter((piece) => !isSentence(piece.text)));
}

function readSection(section: PageSection, tables: NamedTables, uses: Use[], draft: Draft): void {
  if (section.section === undefined) return;
  if (section.section === 'samples' || section.section.startsWith('sample-')) {
    draft.samples.push(...samplesOf(section, draft.unread));
    return;
  }
  let status: Fact<string> = { value: '200', line: section.line, confidence: certainty.likely };
  let caption: { text: string; line: number } | undefined;
  const prose: Piece[] = [];
  for (const block of section.blocks) {
    if (block.kind === 'heading') {
      const code = statusLine(block.text);
      if (code !== undefined) status = { value: code, line: block.line, confidence: certainty.certain };
      else prose.push(pieceOf(block));
    } else if (block.kind === 'caption') caption = block;
    else if (block.kind === 'table') {
      readTable(block, caption, section, status, tables, uses, draft);
      caption = undefined;
    } else if (block.kind === 'text') {
      for (const piece of block.pieces) {
        const code = statusLine(piece.text);
        if (code !== undefined) status = { value: code, line: piece.line, confidence: certainty.certain };
        else prose.push(piece);
      }
    } else draft.unread.add([pieceOf({ ...block, text: block.text.slice(0, 60) })]);
  }
  if (section.section === 'uri') return;
  const told = prose.filter((piece) => !isFurniture(piece.text));
  const isData = ['request', 'headers', 'response', 'errors', 'statuses'].includes(section.section);
  if (isData) draft.unread.add(told.filter((piece) => !isSentence(piece.text)));
  const sentences = isData ? told.filter((piece) => isSentence(piece.text)) : told;
  if (section.section === 'description') draft.summary ??= proseOf(sentences);
  else if (section.section !== 'debug') draft.addSection(section.heading, sentences);
}

function pieceOf(block: { text: string; line: number }): Piece {
  return { text: block.text, line: block.line, bullet: false, depth: 0 };
}

function readTable(
  table: Extract<Block, { kind: 'table' }>,
  caption: { text: string; line: number } | undefined,
  section: PageSection,
  status: Fact<string>,
  tables: NamedTables,
  uses: Use[],
  draft: Draft,
): void {
  switch (kindOf(table.columns)) {
    case 'errors':
      draft.errors = [...(draft.errors ?? []), ...errorsOf(table, draft.unread)];
      return;
    case 'statuses':
      draft.statuses.push(...statusesOf(table, draft.unread));
      return;
    case 'changes':
      draft.changes.push(...changesOf(table, draft.unread));
      return;
    default:
  }
  const rows = fieldRows(table, draft.unread);
  const where = placeOf(caption?.text, section);
  if (where !== undefined) uses.push({ where, status, rows });
  else if (caption === undefined) {
    // Converters lose captions: the first table of a section is its own, the next ones are those that it refers to.
    const own =
      section.section === 'response'
        ? 'response'
        : section.section === 'uri'
          ? uses.length === 0
            ? 'path'
            : 'query'
          : 'header';
    if (tables.expects() && uses.some((use) => use.status === status || section.section !== 'response'))
      tables.add(undefined, rows);
    else uses.push({ where: own, status, rows });
  } else tables.add(caption.text, rows);
  tables.expect(rows);
}

/** Where the parameters of a table travel, by its caption, or by the section where the caption is that of no object. */
function placeOf(caption: string | undefined, section: PageSection): Use['where'] | undefined {
  if (caption === undefined) return undefined;
  const isResponse = section.section === 'response';
  if (/\bresponse\b.*header|响应Header/i.test(caption)) return 'response-header';
  if (/\bresponse\b|响应Body|响应参数/i.test(caption) && /parameter|body|参数|element/i.test(caption))
    return 'response';
  // `InsertHeader` names the table of an object.
  if (!/\b(?:parameters?|headers?|body)\b|参数/i.test(caption)) return undefined;
  if (/\bpath\b|路径|\buri\b/i.test(caption)) return 'path';
  if (/\bquery\b|查询参数/i.test(caption)) return 'query';
  if (/\bheaders?\b/i.test(caption)) return isResponse ? 'response-header' : 'header';
  if (/form/i.test(caption)) return 'form';
  if (/body|request parameters?$|请求参数$/i.test(caption)) return isResponse ? 'response' : 'body';
  if (/^(?:parameters?(?: description)?|参数说明)$/i.test(caption))
    return isResponse ? 'response' : section.section === 'uri' ? 'path' : 'body';
  return undefined;
}

function readUri(sections: readonly PageSection[], draft: Draft): void {
  for (const section of sections) {
    if (section.section !== 'uri' && section.section !== 'request') continue;
    for (const block of section.blocks) {
      if (block.kind !== 'text') continue;
      const rest: Piece[] = [];
      for (const piece of block.pieces) {
        const match = /^(GET|POST|PUT|DELETE|PATCH|HEAD)\s+(?:https?:\/\/[^/\s]+)?(\/\S*)/.exec(piece.text);
        if (match === null || draft.path !== undefined) {
          rest.push(piece);
          continue;
        }
        draft.method = { value: match[1] as string, line: piece.line, confidence: certainty.certain };
        draft.path = {
          value: (match[2] as string).split('?', 1)[0] as string,
          line: piece.line,
          confidence: certainty.certain,
        };
      }
      if (section.section === 'uri')
        draft.unread.add(rest.filter((piece) => !isSentence(piece.text) && !isFurniture(piece.text)));
    }
  }
}

function place(uses: readonly Use[], tables: NamedTables, draft: Draft): void {
  // A request that asks has no body: older pages head its parameters as those of the request.
  const bodyless = /^(?:GET|HEAD)$/.test(draft.method?.value ?? '');
  const inPath = new Set([...(draft.path?.value ?? '').matchAll(/\{([\w-]+)\}/g)].map((match) => match[1]));
  for (const use of uses) {
    const fields = tables.fieldsOf(use.rows);
    if (use.where === 'response' || use.where === 'response-header') {
      addResponse(use, fields, draft);
      continue;
    }
    for (const [index, field] of fields.entries()) {
      const stated = use.rows[index]?.in;
      const where: Location =
        stated ??
        (inPath.has(field.name) && (use.where !== 'body' || bodyless)
          ? 'path'
          : use.where === 'path' || (use.where === 'body' && bodyless)
            ? 'query'
            : use.where);
      draft.parameters.push({ ...field, in: where });
    }
  }
}

function addResponse(use: Use, fields: readonly Field[], draft: Draft): void {
  const at = draft.responses.findIndex((response) => response.status.value === use.status.value);
  const before = draft.responses[at] ?? { status: use.status, headers: [] };
  const next =
    use.where === 'response-header'
      ? { ...before, headers: [...before.headers, ...fields] }
      : { ...before, body: bodyOf(use, [...(before.body?.fields ?? []), ...fields]) };
  if (at < 0) draft.responses.push(next);
  else draft.responses[at] = next;
}

function bodyOf(use: Use, fields: readonly Field[]): Field {
  const line = use.rows[0]?.line ?? use.status.line;
  const first = fields[0];
  // A response that is an array has one row without a name.
  if (fields.length === 1 && first !== undefined && (first.name === '' || first.name === '[items]'))
    return { ...first, name: '' };
  return {
    name: '',
    line,
    confidence: certainty.certain,
    type: { value: { kind: 'object' }, line, confidence: certainty.certain },
    bounds: {},
    values: [],
    fields,
  };
}
