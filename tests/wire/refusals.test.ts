import { describe, expect, test } from 'vitest';
import type { Cause } from '../../scripts/contract/contract.js';
import { alibabaRpc } from '../../scripts/wire/alibaba-rpc.js';
import { plain } from '../../scripts/wire/plain.js';

// No contract: only what the protocol itself says is left.
const causes: { cause: Cause; code: string; rpc: number; http: number }[] = [
  { cause: 'invalid-parameter', code: 'InvalidParameter', rpc: 400, http: 400 },
  { cause: 'missing-parameter', code: 'MissingParameter', rpc: 400, http: 400 },
  { cause: 'not-found', code: 'InvalidResource.NotFound', rpc: 404, http: 404 },
  { cause: 'forbidden', code: 'NoPermission', rpc: 403, http: 403 },
  { cause: 'unauthorized', code: 'IncompleteSignature', rpc: 400, http: 401 },
  { cause: 'internal', code: 'InternalError', rpc: 500, http: 500 },
  { cause: 'unknown-operation', code: 'InvalidAction.NotFound', rpc: 404, http: 404 },
  { cause: 'throttled', code: 'Throttling.User', rpc: 400, http: 429 },
];

describe.each(causes)('a refusal because of $cause', ({ cause, code, rpc, http }) => {
  test('travels in the envelope of the RPC gateway, with a text before the detail', () => {
    const response = alibabaRpc.refuse(undefined, { cause, detail: 'So it is.' }, 'R-1');
    expect(response).toMatchObject({
      status: rpc,
      source: 'common',
      headers: { 'x-acs-request-id': 'R-1' },
      body: { Code: code, RequestId: 'R-1', Message: expect.stringMatching(/^[A-Z].+\. So it is\.$/) },
    });
  });

  test('travels as problem details (RFC 9457) where no protocol is named', () => {
    const response = plain.refuse(undefined, { cause, detail: 'So it is.' }, 'R-1');
    expect(response).toEqual({
      status: http,
      source: 'common',
      headers: { 'x-request-id': 'R-1' },
      body: { type: 'about:blank', title: cause, status: http, detail: 'So it is.' },
    });
  });
});

test('a code that the gateway knows wins over that of the cause, another does not', () => {
  const codeOf = (code: string) =>
    alibabaRpc.refuse(undefined, { cause: 'invalid-parameter', detail: '', code }, 'R').body;
  expect(codeOf('UnsupportedHTTPMethod')).toMatchObject({ Code: 'UnsupportedHTTPMethod' });
  expect(codeOf('toString')).toMatchObject({ Code: 'InvalidParameter' });
});
