import { type Exact, writeExact } from '../base/exact.js';
import type { JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { resolveSchema } from '../contract/schema-at.js';
import { refuseAlibaba } from './alibaba-errors.js';
import { exactRequest } from './exact-request.js';
import { Flattened, flatten, type Shape, shapeOf } from './flattened.js';
import { readForm, splitTarget, writeForm } from './form.js';
import { readJson } from './json-text.js';
import type { Decoded, Decoder, Protocol, Refusal, WireRequest } from './protocol.js';
import { type ReadScalar, scalarReader, writeScalar } from './scalar.js';
import { hasCode, isThrottledByStatus } from './throttled.js';
import { chooseVariant } from './variant.js';

/** Parameters of the gateway itself ("Common parameters" of RPC APIs), which every operation takes. */
const gatewayParameters = new Set(
  `Action Version Format AccessKeyId Signature SignatureMethod SignatureVersion SignatureNonce SignatureType Timestamp
   SecurityToken BearerToken RegionId`.split(/\s+/),
);

/**
 * Alibaba Cloud's RPC style. All operations share the path `/`; headers (`x-acs-action`, current SDK core) or parameters
 * (`Action`, old SDK core) name the operation. Parameters travel in the query or in a form body. Names are exact.
 */
export const alibabaRpc: Protocol = {
  name: 'alibaba-rpc',
  requestId: { header: 'x-acs-request-id', property: 'RequestId' },
  variants: (contract) => {
    const methods = contract.wire?.methods ?? [contract.method.toUpperCase()];
    const named = methods.flatMap((method) => [
      `${method}, action in headers`,
      method === 'POST' ? 'POST, action in form' : `${method}, action in query`,
    ]);
    const hasCommas = contract.parameters.some((parameter) => parameter.arrayStyles.includes('comma'));
    return hasCommas ? [...named, ...named.map((name) => `${name}, comma-separated lists`)] : named;
  },
  encode,
  sdkExample: (contract, request, url) => {
    const parameters = Object.fromEntries(pairsOf(contract, request, false));
    return [
      `new (require('@alicloud/pop-core').RPCClient)({ accessKeyId: 'any', accessKeySecret: 'any', endpoint: '${url}',`,
      `apiVersion: ${JSON.stringify(contract.wire?.version ?? '')} })`,
      `.request(${JSON.stringify(actionOf(contract))}, ${JSON.stringify(parameters)},`,
      `{ method: '${contract.wire?.methods[0] ?? 'GET'}' }).then(console.log)`,
    ].join(' ');
  },
  recognises: ({ target, headers }) =>
    headers['x-acs-action'] !== undefined ||
    headers['x-acs-version'] !== undefined ||
    target === '/' ||
    target.startsWith('/?'),
  decoder,
  // The gateway's own codes ("Throttling.User", "Throttling.Api", "ServiceUnavailable") come with status 400 and 503, and
  // from some products with 200.
  isThrottled: (response) =>
    isThrottledByStatus(response) || hasCode(response, 'Code', /^(?:Throttling|ServiceUnavailable)/),
  refuse: refuseAlibaba,
};

function encode(contract: Contract, request: JsonObject, asked?: string): WireRequest {
  const variant = chooseVariant(alibabaRpc.variants(contract), asked, contract.id);
  const method = variant.slice(0, variant.indexOf(','));
  const isNamedInHeaders = variant.includes('action in headers');
  const pairs = pairsOf(contract, request, variant.endsWith('comma-separated lists'));
  const action = actionOf(contract);
  const version = contract.wire?.version ?? '';
  if (!isNamedInHeaders) pairs.unshift(['Action', action], ['Version', version]);
  const form = writeForm(pairs);
  if (variant.includes('in form')) {
    return { method, target: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form };
  }
  const headers: Record<string, string> = isNamedInHeaders ? { 'x-acs-action': action, 'x-acs-version': version } : {};
  return { method, target: form === '' ? '/' : `/?${form}`, headers };
}

/** The parameters of a request as they travel. @param commas whether lists that may be written with commas are. */
function pairsOf(contract: Contract, request: JsonObject, commas: boolean): (readonly [string, string])[] {
  return contract.parameters.flatMap(({ name, encoding, arrayStyles }): (readonly [string, string])[] => {
    const value = own(request, name);
    if (value === undefined) return [];
    if (encoding === 'json') return [[name, writeExact(value)]];
    const isComma = commas && arrayStyles.includes('comma') && Array.isArray(value);
    if (!isComma) return flatten(name, value);
    return value.length === 0 ? [] : [[name, value.map(writeScalar).join(',')]];
  });
}

function actionOf(contract: Contract): string {
  return contract.wire?.action ?? contract.id;
}

/** How one parameter is read, by its name or the part of its name before the first dot. */
type Reader =
  | { readonly kind: 'scalar'; readonly read: ReadScalar }
  | { readonly kind: 'json' }
  | { readonly kind: 'flattened'; readonly shape: Shape; readonly commas?: (text: string) => Exact };

function readersOf({ parameters, definitions }: Contract): Map<string, Reader> {
  return new Map(
    parameters.map(({ name, encoding, schema, arrayStyles }): [string, Reader] => {
      if (encoding === 'json') return [name, { kind: 'json' }];
      const shape = shapeOf(schema, definitions);
      if (shape.kind === 'scalar') return [name, shape];
      if (!arrayStyles.includes('comma')) return [name, { kind: 'flattened', shape }];
      const read = scalarReader(own(resolveSchema(schema, definitions), 'items'), definitions);
      return [name, { kind: 'flattened', shape, commas: (text) => text.split(',').map(read) }];
    }),
  );
}

function decoder(contracts: readonly Contract[]): Decoder {
  const versions = new Map<string, Map<string, Contract>>();
  for (const contract of contracts) {
    const byVersion = versions.get(actionOf(contract)) ?? new Map<string, Contract>();
    versions.set(actionOf(contract), byVersion);
    const version = contract.wire?.version ?? '';
    if (!byVersion.has(version)) byVersion.set(version, contract);
  }
  const plans = new Map<Contract, ReadonlyMap<string, Reader>>();

  return (request) => {
    const pairs: string[] = [];
    const [path, search] = splitTarget(request.target);
    let action = request.headers['x-acs-action'];
    let version = request.headers['x-acs-version'];
    const receive = (name: string, value: string) => {
      // The first of them are the protocol's, where no header is; further ones are parameters of the operation.
      if (name === 'Action' && action === undefined) action = value;
      else if (name === 'Version' && version === undefined) version = value;
      else pairs.push(name, value);
    };
    let problem = readForm(search, receive);
    // Only a POST has a body that counts; RFC 9110, section 9.3.1, gives that of a GET no meaning.
    if (request.method === 'POST' && request.body) problem ??= readBody(request, request.body, receive);
    if (path !== '/') {
      return refused('unknown-operation', `The operations of this gateway have the path /, not ${path.slice(0, 200)}.`);
    }
    if (action === undefined || action === '') return missing('Action', 'x-acs-action');
    const byVersion = versions.get(action);
    if (byVersion === undefined) return refused('unknown-operation', `There is no action ${quote(action)}.`);
    if (version === undefined || version === '') return missing('Version', 'x-acs-version');
    const contract = byVersion.get(version);
    if (contract === undefined) {
      const known = [...byVersion.keys()].join(', ');
      return refused('unknown-operation', `${action} has the version ${known}, not ${quote(version)}.`);
    }
    const methods = contract.wire?.methods ?? [];
    if (!methods.includes(request.method === 'HEAD' ? 'GET' : request.method)) {
      const detail = `${action} answers to ${methods.join(', ')}, not to ${request.method}.`;
      return { contract, ...refused('unknown-operation', detail, 'UnsupportedHTTPMethod') };
    }
    if (problem !== undefined) return { contract, ...refused('invalid-parameter', `The request ${problem}.`) };
    let readers = plans.get(contract);
    if (readers === undefined) {
      readers = readersOf(contract);
      plans.set(contract, readers);
    }
    return decodePairs(contract, readers, pairs);
  };
}

function missing(parameter: string, header: string): { refusal: Refusal } {
  const detail = `Send ${parameter} in query or form, or ${header} as a header.`;
  return refused('missing-parameter', detail, undefined, parameter);
}

function refused(cause: Refusal['cause'], detail: string, code?: string, parameter?: string): { refusal: Refusal } {
  return {
    refusal: {
      cause,
      detail,
      ...(code === undefined ? {} : { code }),
      ...(parameter === undefined ? {} : { parameter }),
    },
  };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

function readBody(
  request: WireRequest,
  body: string,
  receive: (name: string, value: string) => void,
): string | undefined {
  const type = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) return readForm(body, receive);
  return `has a body of type ${quote(type)}; send application/x-www-form-urlencoded`;
}

/** @param pairs names and values in turn. */
function decodePairs(contract: Contract, readers: ReadonlyMap<string, Reader>, pairs: readonly string[]): Decoded {
  const request: { [name: string]: Exact } = {};
  const unknown: string[] = [];
  let collected: Map<string, Flattened> | undefined;
  const fail = (name: string, detail: string): Decoded => ({
    contract,
    ...refused('invalid-parameter', `${name.slice(0, 80)} ${detail}.`, undefined, name),
  });

  const set = (name: string, value: Exact) => setOwn(request, name, value);

  for (let place = 0; place < pairs.length; place += 2) {
    const name = pairs[place] as string;
    const text = pairs[place + 1] as string;
    const dot = name.indexOf('.');
    const direct = readers.get(name);
    const base = direct === undefined && dot > 0 ? name.slice(0, dot) : name;
    const reader = direct ?? readers.get(base);
    if (reader === undefined || (reader.kind !== 'flattened' && direct === undefined)) {
      if (!gatewayParameters.has(name)) unknown.push(name);
    } else if (reader.kind === 'flattened' && !(direct !== undefined && reader.commas !== undefined)) {
      collected ??= new Map();
      const value = collected.get(base) ?? new Flattened(reader.shape);
      collected.set(base, value);
      const problem = value.add(direct === undefined ? name.slice(dot + 1).split('.', 20) : [], text);
      if (problem === 'unknown') unknown.push(name);
      else if (problem !== undefined) return fail(name, problem);
    } else if (Object.hasOwn(request, name)) {
      return fail(name, 'is given twice; send it once');
    } else if (reader.kind === 'json') {
      const read = readJson(text);
      if ('problem' in read) return fail(name, read.problem);
      set(name, read.value);
    } else if (reader.kind === 'scalar') {
      set(name, reader.read(text));
    } else if (reader.commas !== undefined) {
      set(name, reader.commas(text));
    }
  }
  for (const [name, value] of collected ?? []) {
    if (Object.hasOwn(request, name)) return fail(name, 'is given in two forms; send one');
    const done = value.finish();
    if ('problem' in done) return fail(name, done.problem);
    // Of unknown parts alone, nothing is there.
    if (!Array.isArray(done.value) || done.value.length > 0) set(name, done.value);
  }
  return { contract, ...exactRequest(request), unknown };
}
