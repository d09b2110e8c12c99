import type { Recorded } from './recorder.js';

/** A request as an application means it. */
export interface Decoded {
  readonly operation: string;
  readonly request: Record<string, unknown>;
}

/** Parameters that are numbers, or lists of numbers. */
const numbers = new Set([
  ...['CurrentPage', 'PageSize', 'PageNumber', 'CheckId', 'StatusCodes', 'StartTime', 'EndTime'],
  ...['ProcessActionStart', 'ProcessActionEnd', 'ProcessRemoveStart', 'ProcessRemoveEnd'],
  ...['offset', 'limit', 'last_days', 'MaxResults'],
]);
/** Parameters that are JSON in a text. */
const jsonTexts = new Set(['TaskStatus', 'Source', 'YunCode']);
/** What belongs to the protocols. */
const common = new Set([
  ...['Action', 'Version', 'Format', 'AccessKeyId', 'SignatureMethod', 'SignatureNonce', 'SignatureVersion'],
  ...['Signature', 'Timestamp', 'SecurityToken'],
]);
/** The lists of Huawei's, by what stands behind the project. */
const paths: Readonly<Record<string, string>> = {
  'ransomware/backup/operation-logs': 'ListOperationLogsByVaultName',
  'quarantined-files': 'ListQuarantinedFiles',
};
/** The operations of Alibaba's, by version. */
const actions: Readonly<Record<string, readonly string[]>> = {
  '2022-07-28': ['DescribeProcessTasks'],
  '2018-12-03': [
    ...['ListOperationTask', 'ListOperationProcessDetail', 'DescribeSecurityEventOperationStatus', 'ListScanReports'],
  ],
};

/** Reads a recorded request of one of the known operations; undefined where it is none. */
export function decode({ method, target, headers, body }: Recorded): Decoded | undefined {
  const [path = '/', query = ''] = target.split(/\?(.*)/s);
  const texts = new Map(new URLSearchParams(query));
  const named = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  if (path !== '/') {
    const [, project = '', rest = ''] = /^\/v5\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const operation = Object.hasOwn(paths, rest) ? paths[rest] : undefined;
    if (operation === undefined || method !== 'GET') return undefined;
    texts.set('project_id', decodeURIComponent(project));
    return { operation, request: valuesOf(texts) };
  }
  if (/^application\/x-www-form-urlencoded\b/i.test(named.get('content-type') ?? '')) {
    for (const [name, value] of new URLSearchParams(body)) texts.set(name, value);
  }
  const operation = named.get('x-acs-action') ?? texts.get('Action');
  const version = named.get('x-acs-version') ?? texts.get('Version');
  const known = actions[version ?? ''] ?? [];
  if (operation === undefined || !known.includes(operation)) return undefined;
  for (const name of common) texts.delete(name);
  return { operation, request: valuesOf(texts, operation) };
}

function valuesOf(texts: ReadonlyMap<string, string>, operation = ''): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  for (const [name, text] of texts) {
    const [root = '', index, key] = name.split('.');
    const value = readValue(root, text, operation);
    if (index === undefined) {
      request[root] = root === 'Statuses' ? text.split(',') : value;
    } else if (/^\d{1,4}$/.test(index)) {
      request[root] ??= [];
      const list = request[root] as unknown[];
      const place = Number(index) - 1;
      if (key === undefined) list[place] = value;
      else list[place] = { ...(list[place] as object | undefined), [key]: text };
    }
  }
  for (const [name, value] of Object.entries(request)) {
    // Indices that were left out.
    if (Array.isArray(value)) request[name] = value.filter((one) => one !== undefined);
  }
  return request;
}

function readValue(name: string, text: string, operation: string): unknown {
  const isNumber = numbers.has(name) || (name === 'TaskId' && operation === 'DescribeSecurityEventOperationStatus');
  if (isNumber && /^-?(0|[1-9]\d{0,40})$/.test(text)) return BigInt(text);
  if (!jsonTexts.has(name)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
