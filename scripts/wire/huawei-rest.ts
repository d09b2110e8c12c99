import { findError, withProperties } from './error-response.js';
import { readForm, splitTarget } from './form.js';
import type { Protocol, Refusal } from './protocol.js';
import { encodeRest } from './rest.js';
import { restDecoder } from './rest-decoder.js';
import { hasCode, isThrottledByStatus } from './throttled.js';
import { unsupportedIn } from './unsupported.js';
import { chooseVariant } from './variant.js';

/**
 * Errors that Huawei Cloud's API gateway and Host Security Service raise for every operation, for requests that reach
 * no operation and for contracts that declare none. APIGW.0101, .0301, .0302 and .0601 are in the vendor's table of
 * gateway errors; .0106 and .0308 are not confirmed by any page at hand.
 */
const common: Readonly<Record<Refusal['cause'], readonly [number, string, string]>> = {
  'invalid-parameter': [400, 'APIGW.0106', 'The request parameters are invalid.'],
  'missing-parameter': [400, 'APIGW.0106', 'The request parameters are invalid.'],
  'not-found': [404, 'APIGW.0101', 'The resource does not exist.'],
  unauthorized: [401, 'APIGW.0301', 'Incorrect IAM authentication information.'],
  forbidden: [403, 'APIGW.0302', 'The IAM user is not authorized to access the API.'],
  'unknown-operation': [404, 'APIGW.0101', 'The API does not exist or has not been published in the environment.'],
  throttled: [429, 'APIGW.0308', 'The throttling threshold has been reached.'],
  internal: [500, 'APIGW.0601', 'Internal server error.'],
};

/** Headers that only this vendor's clients send. */
const marks = ['x-auth-token', 'x-sdk-date', 'x-project-id', 'x-domain-id'];

/** Huawei Cloud's REST APIs: plain REST, the vendor's own error envelope (`error_code`, `error_msg`). */
export const huaweiRest: Protocol = {
  name: 'huawei-rest',
  requestId: { header: 'x-request-id' },
  variants: (contract) => contract.wire?.methods ?? [contract.method.toUpperCase()],
  encode: (contract, request, variant) =>
    encodeRest(contract, request, chooseVariant(huaweiRest.variants(contract), variant, contract.id)),
  sdkExample: (contract, request, url) => {
    const { method, target } = encodeRest(contract, request, contract.method.toUpperCase());
    const [path, search] = splitTarget(target);
    const pairs: Record<string, string> = {};
    readForm(search, (name, value) => {
      pairs[name] = value;
    });
    // The core signs with any key; `responseHeaders` has to be there, or it fails on the first response.
    return [
      "const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core');",
      "const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder');",
      "new ClientBuilder((c) => c).withCredential(new BasicCredentials().withAk('any').withSk('any').withProjectId('any'))",
      `.withEndpoint('${url}').build().sendRequest({ method: '${method}', url: ${JSON.stringify(path)}, contentType: 'application/json',`,
      `queryParams: ${JSON.stringify(pairs)}, pathParams: {}, headers: {}, data: {}, responseHeaders: [''] }).then(console.log)`,
    ].join(' ');
  },
  recognises: ({ target, headers }) =>
    marks.some((mark) => headers[mark] !== undefined) ||
    headers.authorization?.startsWith('SDK-HMAC-SHA256') === true ||
    /^\/v\d+(?:\.\d+)?\//.test(target),
  unsupportedIn,
  decoder: (contracts) => restDecoder(contracts),
  // API Gateway's code for "the throttling threshold has been reached", of its older and its newer version.
  isThrottled: (response) => isThrottledByStatus(response) || hasCode(response, 'error_code', /^APIGW?\.0308$/),
  refuse: (contract, refusal, requestId) => {
    const headers = { 'x-request-id': requestId };
    const error = findError(contract, refusal);
    if (error?.source === 'documented') {
      return { status: error.status, headers, body: error.body, source: 'documented' };
    }
    const [status, error_code, message] = common[refusal.cause];
    if (error === undefined)
      return { status, headers, body: { error_code, error_msg: `${message} ${refusal.detail}` }, source: 'common' };
    // The texts of common errors are the gateway's general ones, so the detail can stand behind them.
    const text = (error.body as { error_msg?: unknown } | null)?.error_msg;
    const body =
      typeof text === 'string' ? withProperties(error.body, { error_msg: `${text} ${refusal.detail}` }) : error.body;
    return { status: error.status, headers, body, source: 'common' };
  },
};
