import { isObject, type JsonObject, own, setOwn } from '../../base/json.js';
import { protocols } from '../../wire/index.js';
import type { Refusal } from '../../wire/protocol.js';
import type { Page, PageError } from '../page.js';

const causes: readonly (readonly [string, RegExp])[] = [
  ['forbidden', /permission|forbidden|denied|unauthorizedoperation|no.?auth/i],
  ['unauthorized', /unauthori[sz]ed|invalidaccesskey|signature|token.*(?:invalid|expired)/i],
  ['throttled', /throttl|toomanyrequests|limit.?exceeded|flowcontrol/i],
  ['not-found', /not.?(?:found|exist)|nosuch/i],
  ['missing-parameter', /missing/i],
  ['invalid-parameter', /invalid|illegal|param|malformed|unsupported/i],
  ['internal', /server.?error|internal|system.?error|unknown.?error|service.?unavailable/i],
];

/** The error responses that a page lists, by status; a cause is raised by each error that speaks of it, since the page does not say which. */
export function errorResponsesOf(page: Page, schema: JsonObject): JsonObject {
  const responses: JsonObject = {};
  const raised = new Set<string>();
  const names = new Map<string, number>();
  for (const error of page.errors ?? []) {
    const status = /^[1-5]\d\d$/.test(error.status.value) ? error.status.value : '400';
    const cause = causeOf(error, status, raised);
    const count = (names.get(error.code.value) ?? 0) + 1;
    names.set(error.code.value, count);
    addExample(responses, schema, status, nameOfError(error.code.value, count), {
      summary: (error.meaning?.text ?? error.message?.value ?? error.code.value).slice(0, 300),
      ...(cause === undefined ? {} : { 'x-raised-when': cause }),
      value: bodyOf(page, error),
    });
  }
  for (const cause of commonCauses[page.vendor]) {
    if (!raised.has(cause)) addCommon(page, responses, schema, cause);
  }
  return responses;
}

/** What any operation of a vendor answers beside the errors of its page. */
const commonCauses = {
  'alibaba-cloud': ['invalid-parameter', 'missing-parameter', 'unknown-operation'],
  'huawei-cloud': [
    'invalid-parameter',
    'missing-parameter',
    'unauthorized',
    'forbidden',
    'unknown-operation',
    'internal',
  ],
} as const;

/** Adds the error that is common to the vendor's operations, in the words of the wire protocol. */
function addCommon(page: Page, responses: JsonObject, schema: JsonObject, cause: Refusal['cause']): void {
  const protocol = protocols.find(
    ({ name }) => name === (page.vendor === 'alibaba-cloud' ? 'alibaba-rpc' : 'huawei-rest'),
  );
  const answer = protocol?.refuse(undefined, { cause, detail: '' }, '');
  if (answer === undefined || !isObject(answer.body)) return;
  const { RequestId: _, HostId: __, ...body } = answer.body;
  const code = String(body.Code ?? body.error_code);
  for (const key of ['Message', 'error_msg']) if (typeof body[key] === 'string') body[key] = body[key].trim();
  const status = String(answer.status);
  const declared = own(own(own(own(responses, status), 'content'), 'application/json'), 'examples');
  const same = own(declared, code);
  if (isObject(same)) {
    // One code answers several causes.
    same['x-raised-when'] = [same['x-raised-when'] ?? [], cause].flat();
    return;
  }
  const summary = String(body.Message ?? body.error_msg ?? code);
  addExample(responses, schema, status, code, { summary, 'x-source': 'common', 'x-raised-when': cause, value: body });
}

function addExample(
  responses: JsonObject,
  schema: JsonObject,
  status: string,
  name: string,
  example: JsonObject,
): void {
  if (own(responses, status) === undefined) {
    responses[status] = {
      description: descriptions[status] ?? `The request ended with status ${status}.`,
      content: { 'application/json': { schema, examples: {} } },
    };
  }
  const examples = own(own(own(responses[status], 'content'), 'application/json'), 'examples');
  if (isObject(examples)) setOwn(examples, name, example);
}

/** A code that a page lists twice has a number behind it. */
export function nameOfError(code: string, count: number): string {
  return count === 1 ? code : `${code} (${count})`;
}

const descriptions: Readonly<Record<string, string>> = {
  400: 'The request is not acceptable.',
  401: 'The caller is not known.',
  403: 'The caller may not do this.',
  404: 'There is no such thing.',
  429: 'Too many requests.',
  500: 'The service failed.',
};

function causeOf(error: PageError, status: string, raised: Set<string>): string | undefined {
  const found = causes.find(
    ([, pattern]) => pattern.test(error.code.value) || (status !== '400' && pattern.test(error.message?.value ?? '')),
  )?.[0];
  const cause =
    found ?? { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 429: 'throttled', 500: 'internal' }[status];
  if (cause !== undefined) raised.add(cause);
  return cause;
}

function bodyOf(page: Page, error: PageError): JsonObject {
  const message = error.message?.value;
  return page.vendor === 'alibaba-cloud'
    ? { Code: error.code.value, ...(message === undefined ? {} : { Message: message }) }
    : { error_code: error.code.value, ...(message === undefined ? {} : { error_msg: message }) };
}

/** The envelope of a vendor's errors: pages list codes and messages, the vendors' SDK cores read them from these fields. */
export function errorEnvelope(page: Page): JsonObject {
  const text = (description: string): JsonObject => ({ type: 'string', description });
  const alibaba = page.vendor === 'alibaba-cloud';
  return {
    type: 'object',
    description: 'The envelope in which every error is reported.',
    required: [alibaba ? 'Code' : 'error_code'],
    'x-inferred': { required: "The vendor's own SDK core builds its exception from it." },
    properties: alibaba
      ? {
          RequestId: text('Identifies the call.'),
          HostId: text('Endpoint that answered.'),
          Code: text('Machine-readable cause of the error.'),
          Message: text('Cause of the error for people.'),
        }
      : { error_code: text('Machine-readable cause of the error.'), error_msg: text('Cause of the error for people.') },
  };
}
