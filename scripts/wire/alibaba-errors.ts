import { own } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { findError, withProperties } from './error-response.js';
import type { Refusal, WireResponse } from './protocol.js';

/**
 * Errors of the RPC gateway itself, which no operation's page lists. `InvalidParameter`, `MissingParameter` and
 * `InvalidAction.NotFound` are known from the vendor's SDKs; the others are what the gateway is known to use, without a
 * page that this project could hold them against.
 */
const common: Readonly<Record<string, readonly [number, string]>> = {
  InvalidParameter: [400, 'The specified parameter is not valid.'],
  MissingParameter: [400, 'An input parameter that is mandatory for processing this request is not supplied.'],
  UnsupportedHTTPMethod: [405, 'This http method is not supported.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  'InvalidResource.NotFound': [404, 'The specified resource is not found.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  NoPermission: [403, 'You are not authorized to do this operation.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  InternalError: [500, 'The request processing has failed due to some unknown error.'],
};
const codes: Readonly<Record<Refusal['cause'], keyof typeof common>> = {
  'invalid-parameter': 'InvalidParameter',
  'missing-parameter': 'MissingParameter',
  'not-found': 'InvalidResource.NotFound',
  forbidden: 'NoPermission',
  unauthorized: 'IncompleteSignature',
  internal: 'InternalError',
  'unknown-operation': 'InvalidAction.NotFound',
  throttled: 'Throttling.User',
};

/**
 * The error response for a refusal, in the RPC gateway's envelope: the contract's own error, or a common one.
 *
 * What is wrong stands behind the texts of common errors, and in the place that a documented text leaves for it (`%s`);
 * other documented texts stay as they are.
 */
export function refuseAlibaba(contract: Contract | undefined, refusal: Refusal, requestId: string): WireResponse {
  const headers = { 'x-acs-request-id': requestId };
  const error = findError(contract, refusal);
  if (error !== undefined) {
    const text = String(own(error.body, 'Message') ?? '');
    const Message =
      error.source === 'common' ? `${text} ${refusal.detail}` : text.replaceAll('%s', () => refusal.detail);
    const body = withProperties(error.body, { RequestId: requestId, Message });
    return { status: error.status, headers, body, source: error.source };
  }
  const Code = Object.hasOwn(common, refusal.code ?? '') ? (refusal.code as string) : (codes[refusal.cause] as string);
  const [status, text] = common[Code] as readonly [number, string];
  const body = { RequestId: requestId, HostId: '127.0.0.1', Code, Message: `${text} ${refusal.detail}` };
  return { status, headers, body, source: 'common' };
}
