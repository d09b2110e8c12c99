/** What a section is about. */
export type Section =
  | 'description'
  | 'debug'
  | 'permissions'
  | 'uri'
  | 'request'
  | 'headers'
  | 'response'
  | 'samples'
  | 'sample-request'
  | 'sample-response'
  | 'statuses'
  | 'errors'
  | 'changes'
  | 'notes';

const headings: Readonly<Record<Section, readonly string[]>> = {
  description: ['operation description', 'usage notes', 'function', 'interface description', '接口说明', '功能介绍'],
  debug: ['try it now', 'debugging', 'debug', 'test', 'calling method', '调试', '调用方法'],
  permissions: ['ram authorization', 'authorization information', 'authorization', '授权信息'],
  uri: ['uri', 'request syntax', 'request structure', 'request format', 'request method', 'request path', '请求语法'],
  request: [
    'request parameters',
    'request parameter',
    'request',
    'request message',
    'request body',
    'requestbody',
    'path parameters',
    'query parameters',
    '请求参数',
    '请求消息',
  ],
  headers: ['request headers', 'request header', 'response headers'],
  response: [
    'response elements',
    'response parameters',
    'response parameter',
    'return parameters',
    'return parameter',
    'returned parameters',
    'response',
    'response message',
    'return data',
    'response body',
    '返回参数',
    '响应参数',
    '响应消息',
  ],
  samples: ['examples', 'samples', '示例'],
  'sample-request': [
    'sample requests',
    'sample request',
    'example requests',
    'example request',
    'request example',
    'request examples',
    '请求示例',
    '请求样例',
  ],
  'sample-response': [
    'success response',
    'success responses',
    'sample success responses',
    'sample success response',
    'sample responses',
    'sample response',
    'example responses',
    'example response',
    'response example',
    'response examples',
    'error response',
    'error responses',
    'sample error responses',
    'sample error response',
    'normal response example',
    'normal response examples',
    'normal return example',
    'normal return examples',
    'successful response examples',
    'error response example',
    'error response examples',
    'exception return example',
    'abnormal response example',
    '响应示例',
    '响应样例',
    '正常返回示例',
  ],
  statuses: ['status codes', 'returned values', '状态码', '返回值'],
  errors: ['error codes', 'error code', 'errors', 'common errors', '错误码'],
  changes: ['change history', 'release notes', 'changelog', '变更历史'],
  notes: [
    'constraints',
    'prerequisites',
    'limits',
    'precautions',
    'qps limits',
    'qps limit',
    'background information',
    'usage description',
    'sdk examples',
  ],
};

const byHeading = new Map<string, Section>(
  Object.entries(headings).flatMap(([section, names]) => names.map((name) => [name, section as Section] as const)),
);

/** Headings that may as well be the words of a cell: they end no table. */
const ambiguous = new Set([
  'request',
  'response',
  'function',
  'test',
  'debug',
  'authorization',
  'uri',
  'limits',
  'constraints',
  'request method',
  'request path',
  'request message',
  'response message',
  'request body',
  'requestbody',
  'response body',
  'request header',
  'return data',
  'error code',
  'errors',
]);

/** A heading without what ends it: a colon, a remark in brackets as in `Response parameters (new version)`. */
function normal(text: string): string {
  return text
    .trim()
    .replace(/[:：.]$/, '')
    .replace(/\s*[(（][^()（）]{1,30}[)）]$/, '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** The section that a heading opens; undefined where it is no heading that we know. */
export function sectionOf(text: string): Section | undefined {
  return text.length > 60 ? undefined : byHeading.get(normal(text));
}

/** Whether the words could as well stand in a cell of a table. */
export function isAmbiguousHeading(text: string): boolean {
  return ambiguous.has(normal(text));
}

/** The caption of a numbered table, without its number; undefined for anything else. */
export function captionOf(text: string): string | undefined {
  return /^(?:Table|表)\s*\d+(?:-\d+)?\s*[.:：]?\s*(\S.*)?$/i.exec(text.trim())?.[1]?.trim();
}

/** The HTTP status of a line like `Status code: 200`. */
export function statusLine(text: string): string | undefined {
  return /^(?:status code|http status code|状态码)(?: (?:is|为))?\s*[:：]?\s*(\d{3})(?: 时)?[:：]?$/i.exec(
    text.trim(),
  )?.[1];
}
