import { createServer } from 'node:http';
import { type Running, runServer } from '../support/running.js';

/** A record of either list. */
export type CursorRow = Record<string, unknown>;

/** The records from a place on, and what leads on from them. */
export interface CursorPage {
  readonly items: readonly CursorRow[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/**
 * What is alike in both operations; all parts are replaceable. Marker and token are texts, undefined asks for the first
 * page.
 */
export interface CursorService {
  rows: CursorRow[];
  readonly key: string;
  /** The field that can be filtered. */
  readonly field: string;
  readonly values: readonly string[];
  match(row: CursorRow, asked: readonly string[] | undefined): boolean;
  /** Where a page begins; undefined refuses the marker or token. */
  place(rows: readonly CursorRow[], position: string | undefined): number | undefined;
  /** Marker or token of what follows a place. */
  positionOf(rows: readonly CursorRow[], place: number): string;
  cut(rows: readonly CursorRow[], place: number, size: number): CursorPage;
  view(row: CursorRow): CursorRow;
  size(text: string | undefined): number | undefined;
  /** The last word on a successful body. */
  body(body: Record<string, unknown>, asked: Asked): unknown;
}

/** What was asked, read. */
export interface Asked {
  readonly position: string | undefined;
  readonly size: number;
  readonly wanted: readonly string[] | undefined;
  /** How many requests there have been, this one included. */
  readonly number: number;
  readonly total: number;
}

/** The two services. */
export interface CursorServices {
  ListQuarantinedFiles: CursorService;
  ListScanReports: CursorService;
}

function service(
  parts: Pick<CursorService, 'rows' | 'key' | 'field' | 'values' | 'place' | 'positionOf'>,
  usual: number,
) {
  const made: CursorService = {
    ...parts,
    match: (row, asked) => asked === undefined || asked.includes(String(row[parts.field])),
    cut: (rows, place, size) => {
      const end = place + size;
      return { items: rows.slice(place, end), next: end < rows.length ? made.positionOf(rows, end) : undefined };
    },
    view: (row) => ({ ...row }),
    size: (text) => {
      if (text === undefined) return usual;
      const size = /^\d{1,9}$/.test(text) ? Number(text) : 0;
      return size >= 1 && size <= 100 ? size : undefined;
    },
    body: (body) => body,
  };
  return made;
}

function createServices(): CursorServices {
  return {
    ListQuarantinedFiles: service(
      {
        rows: Array.from({ length: 73 }, (_, index) => ({
          file_id: `f-${((index * 0x9e3779b1) >>> 0).toString(16).padStart(16, '0')}`,
          state: ['isolated', 'restoring', 'restored', 'deleted'][(index * 7) % 4],
          size: index * 1_021,
          ...(index % 3 === 0 ? {} : { path: `/tmp/file ${index}` }),
        })),
        key: 'file_id',
        field: 'state',
        values: ['isolated', 'restoring', 'restored', 'deleted'],
        place: (rows, position) => {
          if (position === undefined) return 0;
          const place = rows.findIndex(({ file_id }) => file_id === position);
          return place === -1 ? undefined : place + 1;
        },
        positionOf: (rows, place) => String(rows[place - 1]?.file_id),
      },
      10,
    ),
    ListScanReports: service(
      {
        rows: Array.from({ length: 88 }, (_, index) => ({
          ReportId: `r${index}`,
          Level: ['high', 'medium', 'low'][(index * 5) % 3],
          Score: (index * 37) % 101,
          ...(index % 4 === 0 ? {} : { Title: `报告 ${index}` }),
        })),
        key: 'ReportId',
        field: 'Level',
        values: ['high', 'medium', 'low'],
        place: (_, position) => {
          if (position === undefined) return 0;
          const text = Buffer.from(position, 'base64url').toString();
          return /^at:\d{1,9}$/.test(text) ? Number(text.slice(3)) : undefined;
        },
        positionOf: (_, place) => Buffer.from(`at:${place}`).toString('base64url'),
      },
      20,
    ),
  };
}

/**
 * Starts a correct server of the two operations in ./specs, written by hand, with a difference planted if there is one.
 */
export async function startCursors(difference?: { plant(services: CursorServices): void }): Promise<Running> {
  const services = createServices();
  difference?.plant(services);
  let number = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      number++;
      const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
      const params = new Map([...new URLSearchParams(query), ...new URLSearchParams(Buffer.concat(parts).toString())]);
      const isMarker = /^\/v5\/[^/]{1,256}\/quarantined-files$/.test(path) && request.method === 'GET';
      const action = request.headers['x-acs-action'] ?? params.get('Action');
      const version = request.headers['x-acs-version'] ?? params.get('Version');
      const isToken = path === '/' && action === 'ListScanReports' && version === '2018-12-03';
      const [status, body] = isMarker
        ? byMarker(services.ListQuarantinedFiles, params, number)
        : isToken
          ? byToken(services.ListScanReports, params, number)
          : path === '/'
            ? [404, rpcError('InvalidAction.NotFound', number)]
            : [404, { error_code: 'APIGW.0101', error_msg: 'The API does not exist.' }];
      response.writeHead(status as number, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  return runServer(server);
}

function rpcError(Code: string, number: number) {
  return { RequestId: `E-${number}`, Code, Message: 'The request is not acceptable.' };
}

/** The page that was asked for; undefined where it cannot be. */
function pageOf(
  own: CursorService,
  position: string | undefined,
  sizeText: string | undefined,
  wanted: string[] | undefined,
) {
  const size = own.size(sizeText);
  if (size === undefined || wanted?.some((one) => !own.values.includes(one))) return undefined;
  const rows = own.rows.filter((row) => own.match(row, wanted));
  const place = own.place(rows, position);
  if (place === undefined) return undefined;
  return { ...own.cut(rows, place, size), size, total: rows.length };
}

function byMarker(own: CursorService, params: ReadonlyMap<string, string>, number: number): [number, unknown] {
  const state = params.get('state');
  const wanted = state === undefined ? undefined : [state];
  const position = params.get('marker');
  const page = position === '' ? undefined : pageOf(own, position, params.get('limit'), wanted);
  if (page === undefined) return [400, { error_code: 'HSS.0001', error_msg: 'Invalid parameter.' }];
  const body = {
    files: page.items.map((row) => own.view(row)),
    page_info: { current_count: page.items.length, ...(page.next === undefined ? {} : { next_marker: page.next }) },
  };
  return [200, own.body(body, { position, size: page.size, wanted, number, total: page.total })];
}

function byToken(own: CursorService, params: ReadonlyMap<string, string>, number: number): [number, unknown] {
  const levels = [...params].filter(([name]) => /^Levels\.\d{1,4}$/.test(name)).map(([, value]) => value);
  const wanted = levels.length === 0 ? undefined : levels;
  const position = params.get('NextToken');
  const page = position === '' ? undefined : pageOf(own, position, params.get('MaxResults'), wanted);
  if (page === undefined) return [400, rpcError('InvalidParameter', number)];
  const body = {
    RequestId: `A-${number}`,
    Reports: page.items.map((row) => own.view(row)),
    ...(page.next === undefined ? {} : { NextToken: page.next }),
    TotalCount: page.total,
    MaxResults: page.size,
  };
  return [200, own.body(body, { position, size: page.size, wanted, number, total: page.total })];
}
