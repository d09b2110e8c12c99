import type { Column } from './block.js';

/** The words with which pages head their columns, in lower case. */
const words: Readonly<Record<Column, readonly string[]>> = {
  name: [
    'parameter',
    'parameters',
    'element',
    'name',
    'field',
    'parameter name',
    'field name',
    'attribute',
    '参数',
    '名称',
    '参数名',
    '参数名称',
    '属性',
  ],
  type: ['type', 'data type', 'parameter type', 'field type', '类型', '参数类型', '数据类型'],
  required: [
    'required',
    'mandatory',
    'required or not',
    'mandatory or not',
    'is required',
    '必填',
    '是否必选',
    '是否必须',
    '是否必填',
    '必选',
  ],
  location: ['location', 'position', 'in', 'parameter location', '位置'],
  description: ['description', 'meaning', '描述', '说明', '含义', '备注'],
  example: [
    'example',
    'example value',
    'example values',
    'sample value',
    'sample values',
    'sample response',
    'instance value',
    'sample',
    '示例值',
    '示例',
  ],
  range: ['value range', 'range', '取值范围'],
  default: ['default', 'default value', '默认值'],
  action: ['action', 'operation', '操作'],
  api: ['api', 'api operation'],
  access: ['access level', '访问级别'],
  resource: ['resource type', 'resource', '资源类型'],
  condition: ['condition key', 'condition keys', '条件关键字'],
  dependent: ['dependent action', 'dependent actions', 'associated operation', 'associated operations', '关联操作'],
  status: [
    'http status code',
    'http status codes',
    'http code',
    'httpcode',
    'status code',
    'http status',
    'returned value',
    '状态码',
    '返回值',
  ],
  code: ['error code', 'code', '错误码'],
  message: ['error message', 'error information', '错误信息'],
  solution: ['solution', 'measure', 'handling measure', '处理措施'],
  date: ['change time', 'date', 'released on', 'time', '变更时间'],
  change: ['summary of changes', 'change', 'changes', 'change summary', '变更内容概要'],
  details: ['operation ', 'details', 'view change details'],
};

const byWord = new Map<string, Column>(
  Object.entries(words).flatMap(([column, names]) => names.map((name) => [name.trim(), column as Column] as const)),
);
// "Operation" heads the action of a permission and, in a change history, a link.
byWord.set('operation', 'action');

const longestFirst = [...byWord.keys()].sort((a, b) => b.length - a.length);

/** The longest heading, with blanks around it: every line of a page is asked for one. */
const maxHeading = 60;

/** What the column of this heading holds; undefined where that is not known. */
export function columnOf(heading: string): Column | undefined {
  if (heading.length > maxHeading) return undefined;
  const word = heading
    .trim()
    .replace(/[:：?？]$/, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ');
  return byWord.get(word) ?? (isMisspelt(word) ? 'description' : undefined);
}

/** Whether a word is `description` with a letter lost, as `Decription`: no field has such a name. */
function isMisspelt(word: string): boolean {
  const right = 'description';
  return (
    word.length === right.length - 1 && [...right].some((_, at) => right.slice(0, at) + right.slice(at + 1) === word)
  );
}

/**
 * Cuts a line in which the headings of several columns stand without anything between them, or with a blank.
 *
 * @returns the columns, and whether a blank stands before each but the first
 */
export function cutHeadings(line: string): { readonly columns: Column[]; readonly spaced: boolean } | undefined {
  // `HTTP status code` is one heading.
  if (line.length > 120 || columnOf(line) !== undefined) return undefined;
  return cutFrom(line.trim().toLowerCase(), [], true);
}

/** Cuts the rest of a line; `Parameter Type` is two headings or one, whichever gives a table. */
function cutFrom(
  rest: string,
  before: readonly Column[],
  spaced: boolean,
): { readonly columns: Column[]; readonly spaced: boolean } | undefined {
  if (rest === '') {
    const columns = asTable(before);
    return columns === undefined ? undefined : { columns, spaced };
  }
  const start = rest.trimStart();
  const isSpaced = spaced && (before.length === 0 || start.length < rest.length);
  for (const word of longestFirst) {
    const column = byWord.get(word) as Column;
    if (before.includes(column) || !start.startsWith(word)) continue;
    const found = cutFrom(start.slice(word.length).replace(/^\?/, ''), [...before, column], isSpaced);
    if (found !== undefined) return found;
  }
  // The last heading may be misspelt.
  return isMisspelt(start) && !before.includes('description')
    ? cutFrom('', [...before, 'description'], isSpaced)
    : undefined;
}

/** The columns as those of a table that we know; undefined where they are none. */
export function asTable(columns: readonly (Column | undefined)[]): Column[] | undefined {
  const known = columns.filter((column) => column !== undefined);
  if (known.length < columns.length || known.length < 2) return undefined;
  if (known.includes('date')) {
    const last = known.lastIndexOf('action');
    if (last > 0) known[last] = 'details';
  }
  // An error's row is headed by "Status Code" or "HTTP status code" and "Code" or "Error code".
  if (new Set(known).size < known.length) return undefined;
  const kind = kindOf(known);
  // `Action` below the head of a table of fields is the name of its first row.
  if (kind === undefined || (kind === 'fields' && !known.every((column) => ofFields.has(column)))) return undefined;
  return known;
}

/** The columns that a table of fields may have. */
const ofFields: ReadonlySet<Column> = new Set([
  'name',
  'type',
  'required',
  'location',
  'description',
  'example',
  'range',
  'default',
]);

/** What a table of these columns is about. */
export type TableKind = 'fields' | 'permissions' | 'errors' | 'statuses' | 'changes';

/** @returns undefined where the columns are those of no table that we know. */
export function kindOf(columns: readonly Column[]): TableKind | undefined {
  const has = (column: Column) => columns.includes(column);
  if (has('action') && has('access')) return 'permissions';
  if (has('date') && has('change')) return 'changes';
  if (has('code') && (has('message') || has('description') || has('status'))) return 'errors';
  if (has('status') && has('message')) return 'errors';
  if (has('status') && has('description')) return 'statuses';
  if (has('name') && (has('type') || (has('required') && has('description')) || has('range'))) return 'fields';
  return undefined;
}
