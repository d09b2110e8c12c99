import type { Json } from '../../base/json.js';
import { type Block, type Piece, textOf } from '../blocks/block.js';
import { kindOf } from '../blocks/columns.js';
import { updatedOn } from '../meaning/dates.js';
import type { FlatRow } from '../meaning/flat-row.js';
import { queryOf, samplesOf } from '../meaning/samples.js';
import { headPieces, type PageSection } from '../meaning/sections.js';
import { changesOf, errorsOf, fieldRows, permissionsOf, statusesOf } from '../meaning/tables.js';
import { isFurniture } from '../meaning/unread.js';
import { isSentence, splitWords } from '../meaning/words.js';
import { unflattened } from '../nesting/flattened.js';
import { joinedTables, type TableOfRows } from '../nesting/joined-tables.js';
import { nest } from '../nesting/nest.js';
import { keysOf } from '../nesting/sample-keys.js';
import { withShownTypes } from '../nesting/shown-types.js';
import { namesIn, tableWords } from '../nesting/table-words.js';
import { certainty, type Fact, type Location, type PageParameter } from '../page.js';
import { proseOf } from '../prose.js';
import type { Draft, Vendor } from './vendor.js';

/** Pages of help.aliyun.com and alibabacloud.com: `Product:Operation`, one table of request parameters, one of the response. */
export const alibaba: Vendor = {
  vendor: 'alibaba-cloud',
  score(sections) {
    const columns = sections.flatMap((section) =>
      section.blocks.flatMap((block) => (block.kind === 'table' ? block.columns : [])),
    );
    let score = 0;
    if (columns.includes('access')) score += 3;
    if (columns.includes('example')) score += 2;
    // A heading may have a remark behind it.
    if (sections.some(({ heading }) => /response elements|ram authorization|authorization information/.test(heading)))
      score++;
    if (headPieces(sections).some((piece) => titleOf(piece.text) !== undefined)) score += 2;
    if (actionIn(sections) !== undefined || hasAction(sections)) score += 2;
    if (headPieces(sections).some((piece) => /^last updated\s*:/i.test(piece.text))) score += 2;
    return score;
  },
  read(sections, draft) {
    readHead(headPieces(sections), draft);
    const rows: Tables = { request: [], headers: [], response: [] };
    for (const section of sections) readSection(section, rows, draft);
    readUri(sections, draft);
    if (draft.operation === undefined) draft.title = draft.operation = actionIn(sections);
    const isText = sections.every(({ blocks }) => blocks.every((one) => one.kind !== 'table' || one.form !== 'html'));
    nestAll(rows, draft, isText);
  },
};

/** `Security Center:ListOperationTask`; older pages have the operation's name alone. */
function titleOf(text: string): { product: string; operation: string } | undefined {
  // Chinese pages say behind the name what the operation does: `云服务器:DescribeHosts - 查询`.
  const match = /^([^:：]{0,80})[:：]\s?([A-Z][A-Za-z0-9]{2,80})(?:\s+-\s.{1,200})?$/.exec(text.trim());
  if (match === null || /^(?:last )?updated/i.test(match[1] ?? '')) return undefined;
  return { product: (match[1] ?? '').trim(), operation: match[2] as string };
}

/** Whether a table of the page has a row for the parameter that names the operation. */
function hasAction(sections: readonly PageSection[]): boolean {
  return sections.some(({ blocks }) =>
    blocks.some((block) => block.kind === 'table' && block.rows.some(({ cells }) => textOf(cells.name) === 'Action')),
  );
}

/** The operation as a sample request names it: `?Action=DescribeHosts`. The titles of older pages are in words. */
function actionIn(sections: readonly PageSection[]): Fact<string> | undefined {
  for (const { blocks } of sections) {
    for (const block of blocks) {
      for (const { text, line } of block.kind === 'text' ? block.pieces : []) {
        const value = /[?&]\s?Action=([A-Z]\w{2,80})/.exec(text)?.[1];
        if (value !== undefined) return { value, line, confidence: certainty.likely };
      }
    }
  }
  return undefined;
}

function readHead(pieces: readonly Piece[], draft: Draft): void {
  const rest: Piece[] = [];
  for (const piece of pieces) {
    const title = draft.operation === undefined ? titleOf(piece.text) : undefined;
    const date = updatedOn(piece.text);
    const fact = <T>(value: T): Fact<T> => ({ value, line: piece.line, confidence: certainty.certain });
    if (title !== undefined) {
      draft.title = fact(piece.text.trim());
      if (title.product !== '') draft.product = fact(title.product);
      draft.operation = fact(title.operation);
    } else if (date !== undefined && draft.updated === undefined) draft.updated = fact(date);
    else if (/machine[- ]translat/i.test(piece.text)) draft.addSection('notice', [piece]);
    else if (!isFurniture(piece.text)) rest.push(piece);
  }
  if (draft.operation === undefined) {
    const name = rest.find((piece) => /^[A-Z][a-z]+[A-Z][A-Za-z0-9]+$/.test(piece.text));
    if (name !== undefined) {
      draft.title = draft.operation = { value: name.text, line: name.line, confidence: certainty.likely };
      rest.splice(rest.indexOf(name), 1);
    }
  }
  draft.summary = proseOf(rest.filter((piece) => isSentence(piece.text) || /\s/.test(piece.text)));
  draft.unread.add(rest.filter((piece) => !isSentence(piece.text) && !/\s/.test(piece.text)));
}

/** The tables of fields of a page. */
interface Tables {
  readonly request: TableOfRows[];
  readonly headers: TableOfRows[];
  readonly response: TableOfRows[];
}

/** The last words of a block, which may lead in what stands below it. */
function endOf(block: Block): string {
  if (block.kind === 'text') return block.pieces.at(-1)?.text ?? '';
  return block.kind === 'table' ? (block.stray.at(-1)?.text ?? '') : block.text;
}

function readSection(section: PageSection, rows: Tables, draft: Draft): void {
  const isSample = section.section === 'samples' || section.section?.startsWith('sample-');
  if (isSample) {
    draft.samples.push(...samplesOf(section, draft.unread));
    return;
  }
  const prose: Piece[] = [];
  let lead = '';
  for (const block of section.blocks) {
    const before = lead;
    lead = endOf(block);
    if (block.kind === 'table') {
      switch (kindOf(block.columns)) {
        case 'permissions':
          draft.permissions.push(...permissionsOf(block, draft.unread));
          break;
        case 'errors':
          draft.errors = [...(draft.errors ?? []), ...errorsOf(block, draft.unread)];
          break;
        case 'statuses':
          draft.statuses.push(...statusesOf(block, draft.unread));
          break;
        case 'changes':
          draft.changes.push(...changesOf(block, draft.unread));
          break;
        default: {
          const isResponse =
            section.section === 'response' || (section.section !== 'request' && !block.columns.includes('required'));
          const into = section.section === 'headers' ? rows.headers : isResponse ? rows.response : rows.request;
          const isBody = /^request ?body$/.test(section.heading);
          const read = fieldRows(block, draft.unread).map((row) => (isBody ? { ...row, in: row.in ?? 'body' } : row));
          into.push({ rows: read, lead: before });
        }
      }
    } else if (block.kind === 'text') prose.push(...block.pieces);
    else if (block.kind === 'code')
      draft.unread.add([{ text: block.text.slice(0, 60), line: block.line, bullet: false, depth: 0 }]);
    else prose.push({ text: block.text, line: block.line, bullet: false, depth: 0 });
  }
  if (section.section === undefined || section.section === 'uri') return;
  const isData = ['request', 'headers', 'response', 'errors', 'changes', 'statuses'].includes(section.section);
  const told = prose.filter((piece) => !isFurniture(piece.text));
  // Between tables, a sentence is a remark; what is none was meant to be a part of a table.
  if (isData) draft.unread.add(told.filter((piece) => !isSentence(piece.text)));
  const sentences = isData ? told.filter((piece) => isSentence(piece.text)) : told;
  if (section.section !== 'permissions' && section.section !== 'debug') draft.addSection(section.heading, sentences);
}

/** `POST /api/v1/clusters/{ClusterId} HTTP/1.1`: only operations of the REST style have it. */
function readUri(sections: readonly PageSection[], draft: Draft): void {
  for (const section of sections) {
    if (section.section !== 'uri') continue;
    for (const block of section.blocks) {
      const pieces =
        block.kind === 'text' ? block.pieces : block.kind === 'code' ? [{ text: block.text, line: block.line }] : [];
      for (const piece of pieces) {
        const match = /\b(GET|POST|PUT|DELETE|PATCH|HEAD)\b(?:\|\w+)*\s+(\/\S*)/.exec(piece.text);
        if (match === null) continue;
        draft.method ??= { value: match[1] as string, line: piece.line, confidence: certainty.certain };
        draft.path ??= {
          // Older pages write the parameters of a path in square brackets.
          value: ((match[2] as string).split('?', 1)[0] as string).replaceAll(/\[([\w-]+)\]/g, '{$1}'),
          line: piece.line,
          confidence: certainty.certain,
        };
      }
    }
  }
}

/** Whether a page shows how far rows are set in: tables without nested rows then show that nothing is nested. */
function showsIndents(rows: readonly FlatRow[]): boolean {
  // A row at the margin may have nothing that sets it in.
  return new Set(rows.flatMap((row) => (row.name === '' ? [] : [row.indent ?? 0]))).size > 1;
}

/** @param isText whether each table shows by itself how far its rows are set in: in HTML the page does so for all */
function nestAll(tables: Tables, draft: Draft, isText: boolean): void {
  const topic = new Set(splitWords(`${draft.operation?.value ?? ''} ${draft.product?.value ?? ''}`));
  const requests = draft.samples.filter((sample) => sample.kind === 'request');
  const shown: Json[] = requests.flatMap((sample) => [
    ...(sample.value === undefined ? [] : [sample.value]),
    ...(sample.target === undefined ? [] : [queryOf(sample.target) ?? {}]),
  ]);
  const inPath = new Set([...(draft.path?.value ?? '').matchAll(/\{([\w-]+)\}/g)].map((match) => match[1] ?? ''));
  const answers = draft.samples.filter((sample) => sample.kind === 'response' && sample.status !== 'error');
  const answered = answers.flatMap((sample) => sample.value ?? []);
  const names = namesIn([...shown, ...answered]);
  const rows = {
    request: joinedTables(tables.request, names.shown),
    headers: tables.headers.flatMap((one) => one.rows),
    response: joinedTables(tables.response, names.shown),
  };
  const asked = withShownTypes(rows.request, shown);
  const given = withShownTypes(rows.response, answered);
  const all = [...asked, ...rows.headers, ...given];
  const errors = (draft.errors ?? []).flatMap(({ code, message }) => [code.value, message?.value ?? '']);
  const table = tableWords(topic, inPath, [asked, given], errors, names);
  const isSetIn = (own: readonly FlatRow[]) => showsIndents(isText ? own : all);
  const request = nest(asked, keysOf(shown), table, isSetIn(asked));
  const headers = nest(rows.headers, undefined, table, isSetIn(rows.headers));
  const locations = new Map(rows.request.map((row) => [row.name, row.in]));
  const where = (name: string): Location =>
    locations.get(name) ??
    (inPath.has(name) ? 'path' : draft.path !== undefined && /^body$/i.test(name) ? 'body' : 'query');
  draft.parameters.push(
    ...unflattened(request.fields).map((field): PageParameter => ({ ...field, in: where(field.name) })),
    ...headers.fields.map((field): PageParameter => ({ ...field, in: 'header' })),
  );
  const response = nest(given, keysOf(answered), { ...table, outside: new Set() }, isSetIn(given));
  for (const { name, line, type } of [...request.lost, ...headers.lost, ...response.lost]) {
    const text =
      name === '' ? `a row without a name: ${type.value.kind}` : `a second row of one name and place: ${name}`;
    draft.unread.add([{ text, line, bullet: false, depth: 0 }]);
  }
  if (rows.response.length === 0) return;
  const first = rows.response[0] as FlatRow;
  const type = response.root?.type ?? {
    value: { kind: 'object' as const },
    line: first.line,
    confidence: certainty.certain,
  };
  draft.responses.push({
    status: { value: '200', line: first.line, confidence: certainty.certain },
    body: {
      name: '',
      line: response.root?.line ?? first.line,
      confidence: certainty.certain,
      type,
      bounds: {},
      values: [],
      prose: response.root?.facts.prose,
      fields: response.fields,
      ...(response.elements === undefined ? {} : { items: response.elements }),
    },
    headers: [],
  });
}
