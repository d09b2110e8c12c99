import { deflateSync, gzipSync } from 'node:zlib';
import { rpcError } from '../reference/alibaba.js';
import type { Arrived, Gateway } from '../reference/gateway.js';
import { restError } from '../reference/huawei.js';
import { jsonText } from '../reference/json-text.js';
import type { Answer } from '../reference/service.js';
import type { Services } from '../reference/services/index.js';
import type { Variant, VariantKind } from './variant.js';

const operations: readonly (keyof Services)[] = [
  'ListOperationTask',
  'ListOperationProcessDetail',
  'DescribeSecurityEventOperationStatus',
  'DescribeProcessTasks',
  'ListOperationLogsByVaultName',
];
const silent = 'The pages say nothing of transport: HTTP allows it.';
const busy = "Throttling is the vendors' common answer; the pages do not list common errors.";

function variant(
  kind: VariantKind,
  name: string,
  description: string,
  allowed: string,
  plant: (gateway: Gateway, services: Services) => void,
  of: readonly (keyof Services)[] = ['ListOperationTask', 'ListOperationLogsByVaultName'],
): Variant {
  return {
    id: `all-${name}`,
    kind,
    operations: of,
    description,
    allowed,
    plant: (services, gateway) => plant(gateway, services),
  };
}

/** Sends other headers, or other bytes, for the same answer. */
function transport(
  gateway: Gateway,
  change: (
    headers: Record<string, string>,
    text: string,
    arrived: Arrived,
  ) => [Record<string, string>, string | Buffer],
): void {
  gateway.send = (response, answer, text, arrived) => {
    const [headers, body] = change({ ...answer.headers }, text, arrived);
    response.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };
}

function accepts(arrived: Arrived, coding: string): boolean {
  return String(arrived.headers['accept-encoding'] ?? '').includes(coding);
}

/** Turns a question away now and then; the same question is answered when it is asked again. */
function throttle(
  gateway: Gateway,
  nth: number,
  turnAway: (arrived: Arrived, requestId: string) => Answer | undefined,
): void {
  let count = 0;
  let last = '';
  gateway.admit = (arrived, _, requestId) => {
    const question = `${arrived.method} ${arrived.path} ${arrived.query} ${arrived.body}`;
    if (++count % nth !== 0 || question === last) return undefined;
    last = question;
    return turnAway(arrived, requestId);
  };
}

function withHeader(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

function tooMany(status: number) {
  return (arrived: Arrived, requestId: string): Answer =>
    arrived.path === '/'
      ? rpcError(status, 'Throttling.User', 'Request was denied due to user flow control.', requestId)
      : restError(status, 'APIGW.0308', 'The throttling threshold has been reached.', requestId);
}

/** Conforming variants of how the answers to any operation travel. */
export const allOperationsVariants: readonly Variant[] = [
  variant('transport', 'gzip', 'Answers are compressed with gzip where that is accepted.', silent, (gateway) =>
    transport(gateway, (headers, text, arrived) =>
      accepts(arrived, 'gzip') ? [{ ...headers, 'content-encoding': 'gzip' }, gzipSync(text)] : [headers, text],
    ),
  ),
  variant('transport', 'deflate', 'Answers are compressed with deflate where that is accepted.', silent, (gateway) =>
    transport(gateway, (headers, text, arrived) =>
      accepts(arrived, 'deflate')
        ? [{ ...headers, 'content-encoding': 'deflate' }, deflateSync(text)]
        : [headers, text],
    ),
  ),
  variant(
    'transport',
    'chunked',
    'Answers come in chunks, without a length, cut within characters.',
    silent,
    (gateway) => {
      gateway.send = (response, answer, text) => {
        response.writeHead(answer.status, answer.headers);
        const bytes = Buffer.from(text);
        for (let start = 0; start < bytes.length; start += 1_001) response.write(bytes.subarray(start, start + 1_001));
        response.end();
      };
    },
  ),
  variant('transport', 'close', 'Every connection is closed after its answer.', silent, (gateway) =>
    transport(gateway, (headers, text) => [{ ...headers, connection: 'close' }, text]),
  ),
  variant(
    'transport',
    'closed-quietly',
    'A connection is closed after 20 answers, without a word.',
    silent,
    (gateway) => {
      const answers = new WeakMap<object, number>();
      const before = gateway.send;
      gateway.send = (response, answer, text, arrived) => {
        const socket = response.socket;
        before(response, answer, text, arrived);
        if (socket === null) return;
        const count = (answers.get(socket) ?? 0) + 1;
        answers.set(socket, count);
        if (count >= 20) response.once('finish', () => socket.end());
      };
    },
  ),
  variant('transport', 'headers', 'Answers have many more headers, some of them twice.', silent, (gateway) => {
    gateway.send = (response, answer, text) => {
      response.writeHead(answer.status, {
        ...answer.headers,
        'content-length': Buffer.byteLength(text),
        'set-cookie': ['acw_tc=1; path=/', 'lang=zh'],
        'access-control-allow-origin': '*',
        'strict-transport-security': 'max-age=31536000',
        vary: 'Accept-Encoding, Origin',
        etag: '"1"',
        'x-long': 'a'.repeat(4_000),
      });
      response.end(text);
    };
  }),
  variant('transport', 'charset', 'The media type is written Application/JSON; Charset="UTF-8".', silent, (gateway) =>
    transport(gateway, (headers, text) => [{ ...headers, 'content-type': 'Application/JSON; Charset="UTF-8"' }, text]),
  ),
  variant('transport', 'bare-type', 'The media type is application/json, without charset.', silent, (gateway) =>
    transport(gateway, (headers, text) => [{ ...headers, 'content-type': 'application/json' }, text]),
  ),
  variant('transport', 'no-id-header', 'No header repeats the request id.', silent, (gateway) =>
    transport(gateway, ({ 'content-type': type = '' }, text) => [{ 'content-type': type }, text]),
  ),
  variant('transport', 'pretty', 'JSON is indented and ends in a line break.', 'JSON allows it.', (gateway) => {
    gateway.text = (body) => `${jsonText(body, 2)}\n`;
  }),
  variant(
    'transport',
    'escaped',
    'In JSON every character other than ASCII is escaped, and every slash.',
    'JSON allows it.',
    (gateway) => {
      gateway.text = (body) =>
        jsonText(body)
          .replaceAll('/', '\\/')
          .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    },
  ),
  variant(
    'transport',
    'keys-turned',
    'The keys of objects come in the opposite order.',
    'JSON objects have no order.',
    (gateway) => {
      const turn = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(turn)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(
                Object.entries(value)
                  .reverse()
                  .map(([key, part]) => [key, turn(part)]),
              )
            : value;
      gateway.text = (body) => jsonText(turn(body));
    },
  ),
  variant(
    'transport',
    'whole-as-float',
    'Whole numbers are written as 20.0 in the page information.',
    'JSON knows one kind of number.',
    (gateway) => {
      gateway.text = (body) => jsonText(body).replaceAll(/"(TotalCount|Count|PageSize|total_num)":(\d+)/g, '"$1":$2.0');
    },
  ),
  variant('transport', 'slow', 'Every 40th answer takes 300 milliseconds.', silent, (gateway) => {
    const before = gateway.send;
    let count = 0;
    gateway.send = (...parts) => {
      if (++count % 40 === 0) setTimeout(() => before(...parts), 300);
      else before(...parts);
    };
  }),
  variant(
    'transport',
    'out-of-order',
    'Answers to requests at the same time come in another order.',
    silent,
    (gateway) => {
      const before = gateway.send;
      let count = 0;
      gateway.send = (...parts) => {
        if (++count % 2 === 0) setTimeout(() => before(...parts), 2);
        else before(...parts);
      };
    },
  ),
  variant('transport', 'dripping', 'Every 50th answer comes in three pieces, with pauses.', silent, (gateway) => {
    const before = gateway.send;
    let count = 0;
    gateway.send = (response, answer, text, arrived) => {
      if (++count % 50 !== 0) return before(response, answer, text, arrived);
      const bytes = Buffer.from(text);
      const third = Math.ceil(bytes.length / 3);
      response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, third));
      setTimeout(() => response.write(bytes.subarray(third, 2 * third)), 40);
      setTimeout(() => response.end(bytes.subarray(2 * third)), 80);
    };
  }),
  variant(
    'value',
    'request-id-hex',
    'Request ids are 32 hex digits without dashes.',
    'string; the form of an id is not stated.',
    (gateway) => {
      gateway.requestId = (number) => `0a${number.toString(16).padStart(30, '0')}`;
    },
    operations,
  ),
  variant(
    'value',
    'request-id-text',
    'Request ids are texts of 70 characters with dots and colons.',
    'string; the form of an id is not stated.',
    (gateway) => {
      gateway.requestId = (number) => `tds.cn-hangzhou:${'0'.repeat(40)}:${number}.a`;
    },
  ),
  variant(
    'value',
    'request-id-masked',
    'Request ids end in ****, as in the samples.',
    'The samples show them so.',
    (gateway) => {
      gateway.requestId = (number) =>
        `${number.toString(16).toUpperCase().padStart(8, '0')}-9D73-5EDB-834B-4827BB48****`;
    },
  ),
  variant('error', 'throttling-400', 'Now and then a request is denied with 400 Throttling.User.', busy, (gateway) =>
    throttle(gateway, 43, tooMany(400)),
  ),
  variant('error', 'throttling-429', 'Now and then a request is denied with 429, and Retry-After.', busy, (gateway) =>
    throttle(gateway, 97, (arrived, id) => withHeader(tooMany(429)(arrived, id), 'retry-after', '0')),
  ),
  variant(
    'error',
    'throttling-503',
    'Twice a request is denied with 503, and a Retry-After of a second.',
    busy,
    (gateway) => {
      let left = 2;
      throttle(gateway, 30, (arrived, id) => {
        if (left-- <= 0) return undefined;
        return withHeader(tooMany(503)(arrived, id), 'retry-after', '1');
      });
    },
  ),
  variant('error', 'unavailable', 'Now and then a request is denied with 503 ServiceUnavailable.', busy, (gateway) =>
    throttle(gateway, 61, (arrived, id) =>
      arrived.path === '/'
        ? rpcError(503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.', id)
        : restError(503, 'APIGW.0201', 'Backend unavailable.', id),
    ),
  ),
  variant(
    'error',
    'throttling-html',
    'Now and then a request is denied with 429 and a page of HTML by a gateway before.',
    busy,
    (gateway) =>
      throttle(gateway, 83, () => ({
        status: 429,
        headers: { 'content-type': 'text/html', 'retry-after': '0' },
        body: '<html><body>Too many requests</body></html>',
      })),
  ),
  variant('error', 'gateway-502', 'Now and then a gateway before answers 502 with a page of HTML.', busy, (gateway) =>
    throttle(gateway, 47, () => ({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
    })),
  ),
  variant(
    'error',
    'unknown-400',
    'What no operation has is refused with 400 and another code.',
    'The pages are silent about it.',
    (gateway) => {
      gateway.unknown = (why, requestId) =>
        why === 'path'
          ? restError(404, 'APIG.0101', 'The API does not exist.', requestId)
          : rpcError(400, 'UnsupportedOperation', 'The specified operation is not supported.', requestId);
    },
  ),
  variant(
    'error',
    'unknown-403',
    'What no operation has is refused with 403.',
    'The pages are silent about it.',
    (gateway) => {
      gateway.unknown = (why, requestId) =>
        why === 'path'
          ? restError(403, 'APIGW.0302', 'Incorrect app authentication information.', requestId)
          : rpcError(403, 'Forbidden.Action', 'The action is not open to you.', requestId);
    },
  ),
];
