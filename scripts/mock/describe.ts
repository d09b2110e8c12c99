import { type Json, type JsonObject, own, setOwn } from '../base/json.js';
import { printable } from '../base/printable.js';
import { shellWord } from '../base/shell-word.js';
import type { Body, Contract } from '../contract/contract.js';
import { pagerOf } from '../contract/pager.js';
import { contentOf } from '../contract/responses.js';
import { resolveSchema } from '../contract/schema-at.js';
import type { WireRequest } from '../wire/protocol.js';
import { madeValue } from './made-value.js';
import type { Operation } from './operation.js';

/** How many operations are shown with lines to paste; further ones are only named. */
const maxShown = 20;

/**
 * What a mock serves, for people: each operation with a line for its vendor's SDK core and one for curl.
 *
 * @param url where the mock listens
 */
export function describeOperations(operations: readonly Operation[], url: string): string {
  const shown = operations.slice(0, maxShown).map((operation) => describe(operation, url));
  const others = operations.slice(maxShown).map(({ contract }) => contract.id);
  return [...shown, ...(others.length === 0 ? [] : [`and: ${others.join(', ')}`])].join('\n');
}

function describe(operation: Operation, url: string): string {
  const { contract, protocol, checkRequest } = operation;
  const request = exampleRequest(contract);
  // An example that breaks its own schema would be a bad one to paste.
  const shown = checkRequest(request) === undefined ? request : {};
  const sdk = protocol.sdkExample(contract, shown, url);
  return [
    `${contract.id}: ${contract.summary}`,
    `  ${curl(url, protocol.encode(contract, shown))}`,
    ...(sdk === undefined ? [] : [`  node -e ${shellWord(sdk)}`]),
    ...limitsOf(operation).map((limit) => `  ${limit}`),
  ]
    .map(printable)
    .join('\n');
}

/**
 * What the mock does not do for an operation, since its contract does not say how: so that nobody looks for a mistake
 * in what was never there.
 */
export function limitsOf({ contract, protocol }: Operation): string[] {
  const unsupported = protocol.unsupportedIn?.(contract) ?? [];
  if (unsupported.length > 0) return unsupported.map(({ spec, message }) => `not served (501): ${message} (${spec})`);
  const { pagination, lookup, sort } = contract;
  const known = new Set([
    ...Object.values(pagination?.request ?? {}),
    ...(lookup === undefined ? [] : [lookup.key]),
    ...(sort === undefined ? [] : [sort.by, sort.direction]),
  ]);
  const idle = contract.parameters.filter(
    ({ name, in: place, filter, language, noEffect }) =>
      place === 'query' && filter === undefined && language === undefined && noEffect === undefined && !known.has(name),
  );
  if (idle.length === 0 || contract.method !== 'get') return [];
  const names = idle.slice(0, 8).map(({ name }) => name);
  if (idle.length > names.length) names.push(`and ${idle.length - names.length} more`);
  return [`${names.join(', ')}: no x-filter, ${idle.length === 1 ? 'does' : 'do'} not filter`];
}

/** A short request that finds something: a small first page, or an entity that every world has. */
function exampleRequest(contract: Contract): JsonObject {
  const request: JsonObject = {};
  const { pagination, lookup } = contract;
  for (const { name, required, schema, examples } of contract.parameters) {
    const resolved = resolveSchema(schema, contract.definitions);
    // The first page is asked for below.
    if (name === pagination?.request.size || name === pagination?.request.position) continue;
    if (name === lookup?.key) setOwn(request, name, examples[0] ?? 1);
    else if (required) {
      const example = examples[0] ?? own(resolved, 'example') ?? own(resolved, 'default');
      setOwn(request, name, example ?? (own(resolved, 'type') === 'integer' ? 1 : 'example'));
    }
  }
  if (contract.body?.required === true) Object.assign(request, { body: exampleBody(contract, contract.body) });
  const pager = pagerOf(contract);
  return pager === undefined ? request : pager.request(pager.first(10), request);
}

/** The document's first example of a body, else one that is made of its schema; undefined where none can be made. */
function exampleBody(contract: Contract, body: Body): Json | undefined {
  const { examples, schema } = contentOf(body);
  const [shown] = Object.values(examples);
  if (shown !== undefined) return shown.value;
  try {
    return madeValue(contract, schema, '/request/properties/body', 1);
  } catch {
    return undefined;
  }
}

function curl(url: string, { method, target, headers, body }: WireRequest): string {
  const parts = ['curl', '-s', ...(method === 'GET' ? [] : ['-X', method])];
  for (const [name, value] of Object.entries(headers)) parts.push('-H', shellWord(`${name}: ${value}`));
  if (body !== undefined) parts.push('-d', shellWord(body));
  return [...parts, shellWord(`${url}${target}`)].join(' ');
}
