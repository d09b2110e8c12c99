import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Running } from '../support/running.js';

/** One line of a recording. */
export interface Line {
  operation: string;
  request: JsonObject;
  response: { status: number; headers: Record<string, string>; body: Json };
}

/** A question: an operation and its decoded parameters. */
export type Question = readonly [operation: string, request: JsonObject];

const project = '4154501ffc6f4bba8ff5de2fed6f0001';

function flatten(name: string, value: Json): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((part, index) => flatten(`${name}.${index + 1}`, part));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => flatten(`${name}.${key}`, part));
  }
  return [[name, String(value)]];
}

/** A question as a client of the vendor sends it, written out by hand. */
export function wireOf([operation, request]: Question): { path: string; headers: Record<string, string> } {
  const pairs = Object.entries(request);
  if (operation === 'ListOperationLogsByVaultName') {
    const query = pairs
      .filter(([name]) => name !== 'project_id')
      .map(([name, value]): [string, string] => [name, String(value)]);
    const path = `/v5/${request.project_id}/ransomware/backup/operation-logs?${new URLSearchParams(query)}`;
    return { path, headers: {} };
  }
  const isProcess = operation === 'DescribeProcessTasks';
  const query = pairs.flatMap(([name, value]): [string, string][] =>
    isProcess && Array.isArray(value) ? [[name, JSON.stringify(value)]] : flatten(name, value),
  );
  const version = isProcess ? '2022-07-28' : '2018-12-03';
  return { path: `/?${new URLSearchParams(query)}`, headers: { 'x-acs-action': operation, 'x-acs-version': version } };
}

/** Sends a question. */
export async function ask(server: Running, question: Question): Promise<Line> {
  const [operation, request] = question;
  const { path, headers } = wireOf(question);
  const reply = await fetch(server.url + path, { headers });
  const type = reply.headers.get('content-type') ?? '';
  const text = await reply.text();
  let body: Json = text;
  try {
    body = JSON.parse(text);
  } catch {
    // A faulty server: the text is recorded as it is.
  }
  return { operation, request, response: { status: reply.status, headers: { 'content-type': type }, body } };
}

/** What a client may ask in a day: walks of several sizes, filters, a lookup, mistakes. */
export function questions(): Question[] {
  const asked: Question[] = [];
  const walk = (operation: string, size: number, pages: number, filters: JsonObject = {}) => {
    const [position, limit] =
      operation === 'DescribeProcessTasks' ? ['PageNumber', 'PageSize'] : ['CurrentPage', 'PageSize'];
    for (let page = 1; page <= pages; page++)
      asked.push([operation, { ...filters, [position as string]: page, [limit as string]: size }]);
  };
  walk('ListOperationTask', 20, 11);
  walk('ListOperationTask', 50, 5, { Lang: 'en' });
  walk('ListOperationTask', 20, 3, { Statuses: ['FAIL', 'INIT'], Type: 'REPAIR' });
  walk('ListOperationProcessDetail', 20, 10);
  walk('ListOperationProcessDetail', 100, 2, { StatusCodes: [0, 3] });
  walk('DescribeProcessTasks', 10, 22);
  walk('DescribeProcessTasks', 100, 3, { YunCode: ['WAF', 'Aegis'], OrderField: 'RemoveTime', Direction: 'asc' });
  for (let offset = 0; offset < 180; offset += 20) {
    asked.push(['ListOperationLogsByVaultName', { project_id: project, offset, limit: 20 }]);
  }
  for (let offset = 0; offset < 60; offset += 10) {
    asked.push(['ListOperationLogsByVaultName', { project_id: project, offset, limit: 10, status: 'running' }]);
  }
  for (const request of [
    { TaskId: 12121 },
    { TaskId: 12128 },
    { TaskId: 12130 },
    { SecurityEventIds: ['12315', '12316'] },
    { TaskId: 12131 },
    { TaskId: 12121, SecurityEventIds: ['12319'] },
    { TaskId: 12121, SecurityEventIds: ['none'] },
    { TaskId: 1 },
    {},
  ]) {
    asked.push(['DescribeSecurityEventOperationStatus', request as JsonObject]);
  }
  asked.push(
    ['ListOperationTask', {}],
    ['ListOperationTask', {}],
    ['ListOperationProcessDetail', {}],
    ['ListOperationProcessDetail', {}],
    ['DescribeProcessTasks', {}],
    ['ListOperationTask', { TaskId: 'none' }],
    ['ListOperationTask', { PageSize: 150 }],
    ['ListOperationProcessDetail', { TaskIds: ['none'] }],
    ['ListOperationProcessDetail', { PageSize: 1, CurrentPage: 3 }],
    ['ListOperationProcessDetail', { PageSize: 163 }],
    ['DescribeProcessTasks', { PageSize: 150 }],
    ['ListOperationTask', { PageSize: 0 }],
    ['ListOperationTask', { CheckId: 0 }],
    ['ListOperationProcessDetail', { StatusCodes: [9] }],
    ['DescribeProcessTasks', { TaskStatus: ['11', 'x'] }],
    ['ListOperationLogsByVaultName', { project_id: project, limit: 10 }],
    ['ListOperationLogsByVaultName', { project_id: project, offset: 500, limit: 10 }],
    ['ListOperationLogsByVaultName', { project_id: project, offset: 5, limit: 1 }],
    ['ListOperationLogsByVaultName', { project_id: project, offset: 0, limit: 150 }],
  );
  return asked;
}

/** Asks the questions one after the other. */
export async function record(server: Running, asked: readonly Question[] = questions()): Promise<Line[]> {
  const lines: Line[] = [];
  for (const question of asked) lines.push(await ask(server, question));
  return lines;
}

/** Lines as NDJSON. */
export function ndjson(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Lines as a HAR, with what a browser's has besides. */
export function har(lines: readonly Line[]): unknown {
  const foreign = {
    request: { method: 'GET', url: 'https://example.com/logo.png', headers: [] },
    response: { status: 200 },
  };
  const blocked = { request: { method: 'GET', url: 'https://example.com/', headers: [] }, response: { status: 0 } };
  const entries = lines.map(({ operation, request, response }, index) => {
    const { path, headers } = wireOf([operation, request]);
    const [target, query] = path.split('?') as [string, string];
    // Every second question travels as a form; the fields stand in the list, the text, or both.
    const isForm = index % 2 === 0 && target === '/';
    const fields = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
    const type = 'application/x-www-form-urlencoded';
    const postData = index % 4 === 0 ? { mimeType: type, params: fields } : { mimeType: type, text: query };
    const text = JSON.stringify(response.body);
    const isBase64 = index % 3 === 0;
    return {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: {
        method: isForm ? 'POST' : 'GET',
        url: `https://tds.example.com${isForm ? '/' : path}`,
        headers: Object.entries(headers).map(([name, value]) => ({ name: name.toUpperCase(), value })),
        ...(isForm ? { postData } : {}),
      },
      response: {
        status: response.status,
        content: {
          mimeType: response.headers['content-type'],
          text: isBase64 ? Buffer.from(text).toString('base64') : text,
          ...(isBase64 ? { encoding: 'base64' } : {}),
        },
      },
    };
  });
  return { log: { version: '1.2', creator: { name: 'test' }, entries: [foreign, ...entries, blocked] } };
}
