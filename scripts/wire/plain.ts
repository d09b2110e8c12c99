import type { Json, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { contentOf, responseFor, successResponse } from '../contract/responses.js';
import { resolveSchema } from '../contract/schema-at.js';
import { findError } from './error-response.js';
import type { Protocol, Refusal, WireResponse } from './protocol.js';
import { encodeRest } from './rest.js';
import { restDecoder } from './rest-decoder.js';
import { isThrottledByStatus } from './throttled.js';
import { unsupportedIn } from './unsupported.js';
import { chooseVariant } from './variant.js';

/** Statuses that plain OpenAPI documents declare for each cause (RFC 9110, section 15), the fittest first. */
const statuses: Readonly<Record<Refusal['cause'], readonly number[]>> = {
  'invalid-parameter': [400, 422],
  'missing-parameter': [400, 422],
  'not-found': [404],
  forbidden: [403],
  unauthorized: [401, 403],
  internal: [500],
  'unknown-operation': [404],
  throttled: [429, 503],
};

/** Plain OpenAPI, for contracts without `x-wire`. */
export const plain: Protocol = {
  name: 'plain',
  requestId: { header: 'x-request-id' },
  variants: (contract) => [contract.method.toUpperCase()],
  encode: (contract, request, variant) =>
    encodeRest(contract, request, chooseVariant(plain.variants(contract), variant, contract.id)),
  sdkExample: () => undefined,
  recognises: () => true,
  unsupportedIn,
  decoder: (contracts) => restDecoder(contracts),
  isThrottled: isThrottledByStatus,
  refuse: (contract, refusal, requestId) => ({
    source: 'documented' as const,
    ...(declared(contract, refusal) ?? problemDetails(refusal)),
    headers: { 'x-request-id': requestId },
  }),
};

/** The error that the document declares for the cause; its body an example, or made of the schema. */
function declared(contract: Contract | undefined, refusal: Refusal): Pick<WireResponse, 'status' | 'body'> | undefined {
  const marked = findError(contract, refusal);
  if (marked !== undefined) return marked;
  if (contract === undefined) return undefined;
  const wanted = statuses[refusal.cause];
  const status = wanted.find((one) => contract.responses[one] !== undefined) ?? (wanted[0] as number);
  const response = responseFor(contract, status);
  if (response === undefined || response === successResponse(contract)) return undefined;
  const { schema, examples } = contentOf(response);
  const example = Object.values(examples)[0];
  return { status, body: example?.value ?? sketch(schema, contract.definitions, status, refusal.detail) };
}

/** RFC 9457, for documents that declare no error. */
function problemDetails(refusal: Refusal): Pick<WireResponse, 'status' | 'body' | 'source'> {
  const status = statuses[refusal.cause][0] as number;
  const body = { type: 'about:blank', title: refusal.cause, status, detail: refusal.detail };
  return { status, body, source: 'common' as const };
}

/** The least value of an error's schema, with the status and the detail where a number and a text are wanted. */
function sketch(
  schema: Json | undefined,
  definitions: Contract['definitions'],
  status: number,
  detail: string,
  depth = 0,
): Json {
  const resolved: JsonSchema = resolveSchema(schema, definitions) ?? {};
  const given = own(resolved, 'const') ?? own(resolved, 'example') ?? own(resolved, 'default');
  if (given !== undefined) return given;
  const values = own(resolved, 'enum');
  if (Array.isArray(values)) return values[0] ?? null;
  const properties = own(resolved, 'properties');
  const type = own(resolved, 'type');
  const types = Array.isArray(type) ? type : [type ?? (properties === undefined ? 'string' : 'object')];
  if (types.includes('object')) {
    const body: Record<string, Json> = {};
    const required = own(resolved, 'required');
    for (const [name, property] of isObject(properties) && depth < 8 ? Object.entries(properties) : []) {
      const needed = Array.isArray(required) && required.includes(name);
      if (needed || depth === 0) setOwn(body, name, sketch(property, definitions, status, detail, depth + 1));
    }
    return body;
  }
  if (types.includes('integer') || types.includes('number')) return status;
  if (types.includes('array')) return [];
  return types.includes('boolean') ? false : types.includes('null') ? null : detail;
}
