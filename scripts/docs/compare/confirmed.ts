import { hashOf } from '../../base/hash.js';
import { isObject, type Json } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { contentOf, errorBodies, findSuccess } from '../../contract/responses.js';
import { canonical } from '../../contract/satisfies.js';
import type { Field, Page } from '../page.js';
import { flatSchema } from './keywords.js';
import { parameterPath } from './page-subjects.js';

/** A reading of the contract that no page can state in its own words: what a filter selects, what a value means. */
export interface Reading {
  /** Name of the place and the key: `/request/TaskId#x-filter`. */
  readonly name: string;
  readonly value: Json;
  readonly spec: string | undefined;
  /** Place among the page's subjects whose sentences say what the reading rests on. */
  readonly path: string | undefined;
}

/** The keys of an operation that are readings as a whole. */
const ofOperation = ['wire', 'pagination', 'lookup', 'sort', 'atLeastOneOf'] as const;

/** Every reading of a contract. */
export function readingsOf(contract: Contract): Reading[] {
  const spec = `${contract.location.file}:${contract.location.line}`;
  const readings: Reading[] = [
    { name: '/#address', value: [contract.method, contract.path], spec, path: undefined },
    { name: '/#security', value: contract.security as unknown as Json, spec, path: undefined },
  ];
  for (const key of ofOperation) {
    const value = contract[key] as unknown as Json | undefined;
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      readings.push({ name: `/#${key}`, value, spec, path: undefined });
  }
  readings.push({ name: '/#errors', value: errorCauses(contract), spec, path: undefined });
  for (const link of contract.links)
    readings.push({ name: `/#link/${link.id}`, value: link as unknown as Json, spec, path: undefined });
  for (const parameter of contract.parameters) {
    const path = parameterPath(parameter.in, parameter.name);
    const at = contract.origins[`/request/properties${formatPointer([parameter.name])}`];
    const { filter, language, noEffect, arrayStyles, encoding } = parameter;
    for (const [key, value] of Object.entries({ filter, language, arrayStyles, encoding })) {
      const isUsual = value === undefined || value === 'plain' || (Array.isArray(value) && value.length === 0);
      if (!isUsual)
        readings.push({ name: `${path}#${key}`, value: withoutReason(value as unknown as Json), spec: at, path });
    }
    if (noEffect !== undefined) readings.push({ name: `${path}#noEffect`, value: true, spec: at, path });
    schemaReadings(contract, path, parameter.schema, readings, [], parameter.encoding === 'json');
  }
  const success = findSuccess(contract);
  if (success !== undefined) schemaReadings(contract, '/response', contentOf(success).schema, readings, [], false);
  return readings;
}

/** Which error each cause is answered with, those that are common to a vendor's operations among them. */
function errorCauses(contract: Contract): Json {
  return errorBodies(contract).flatMap(({ status, examples }) =>
    Object.entries(examples).map(([code, { raisedWhen, source }]): Json => [status, code, source, [...raisedWhen]]),
  );
}

/** The reason of an inference may be reworded at any time. */
function withoutReason(value: Json): Json {
  if (!isObject(value)) return value;
  const { inferred: _, ...rest } = value;
  return rest;
}

/** What the values of enums mean, and which of them are final. */
function schemaReadings(
  contract: Contract,
  path: string,
  schema: Json | undefined,
  readings: Reading[],
  open: readonly string[],
  inText: boolean,
): void {
  const { keywords, through, definition } = flatSchema(schema, contract.definitions);
  const inferred = Object.fromEntries(
    [...keywords].flatMap(([key, { value, inferred }]) =>
      inferred === undefined && key !== 'x-unit' ? [] : [[key, value]],
    ),
  );
  if (through.some((name) => open.includes(name)) || open.length > 30) return;
  const inside = [...open, ...through];
  const spec = definition === undefined ? undefined : contract.origins[`/definitions/${definition}`];
  if (Object.keys(inferred).length > 0) readings.push({ name: `${path}#inferred`, value: inferred, spec, path });
  const values = keywords.get('enum')?.value;
  const names = keywords.get('x-enum-varnames')?.value;
  const meanings = keywords.get('x-enum-descriptions')?.value;
  if (Array.isArray(values) && Array.isArray(meanings)) {
    for (const [index, value] of values.entries()) {
      const meaning = meanings[index];
      const name = Array.isArray(names) ? (names[index] ?? null) : null;
      if (meaning !== undefined)
        readings.push({ name: `${path}#means/${String(value)}`, value: [meaning, name], spec, path });
    }
  }
  const lifecycle = keywords.get('x-lifecycle');
  if (lifecycle !== undefined)
    readings.push({ name: `${path}#lifecycle`, value: withoutReason(lifecycle.value), spec, path });
  const properties = keywords.get('properties')?.value;
  if (isObject(properties)) {
    for (const [name, property] of Object.entries(properties)) {
      schemaReadings(contract, path + formatPointer([name]), property, readings, inside, false);
    }
  }
  const items = keywords.get('items');
  if (items !== undefined) schemaReadings(contract, inText ? path : `${path}/*`, items.value, readings, inside, false);
}

/** The pairs that a lock holds: of each reading, the hash of the page's words and that of the contract's. */
export function confirm(page: Page, contract: Contract): Record<string, readonly [string, string]> {
  const words = wordsByPlace(page);
  return Object.fromEntries(
    readingsOf(contract).map((reading) => [reading.name, [words(reading), hashText(reading.value)] as const]),
  );
}

/** What differs from the pairs of a lock. */
export interface Unconfirmed {
  readonly reading: Reading | undefined;
  readonly name: string;
  /** `changed` in the contract, `new` in it, `gone` from it, or resting on words that the page has `reworded`. */
  readonly kind: 'changed' | 'new' | 'gone' | 'reworded';
}

/**
 * Which readings of a contract nobody has confirmed against the page as it is.
 *
 * @param confirmed the pairs of the lock
 */
export function unconfirmed(
  page: Page,
  contract: Contract,
  confirmed: Readonly<Record<string, readonly [string, string]>>,
): Unconfirmed[] {
  const words = wordsByPlace(page);
  const found: Unconfirmed[] = [];
  const names = new Set<string>();
  for (const reading of readingsOf(contract)) {
    const { name } = reading;
    names.add(name);
    const pair = Object.hasOwn(confirmed, name) ? confirmed[name] : undefined;
    if (pair === undefined) found.push({ reading, name, kind: 'new' });
    else if (pair[1] !== hashText(reading.value)) found.push({ reading, name, kind: 'changed' });
    else if (pair[0] !== words(reading)) found.push({ reading, name, kind: 'reworded' });
  }
  for (const name of Object.keys(confirmed))
    if (!names.has(name)) found.push({ reading: undefined, name, kind: 'gone' });
  return found;
}

function hashText(value: Json): string {
  return hashOf(canonical(value)).toString(36);
}

/** The hash of what the page says of a value, or else of its place. */
function wordsByPlace(page: Page): (reading: Reading) => string {
  const hashes = new Map<string, string>();
  const add = (path: string, field: Field) => {
    hashes.set(path, field.prose?.hash ?? '');
    for (const { value, meaning } of field.values) {
      for (const place of [path, `${path}/*`]) hashes.set(`${place}#means/${String(value.value)}`, meaning?.hash ?? '');
    }
    for (const child of field.fields) add(path + formatPointer([child.name]), child);
    if (field.items !== undefined) add(`${path}/*`, field.items);
  };
  for (const parameter of page.parameters) add(parameterPath(parameter.in, parameter.name), parameter);
  for (const { status, body } of page.responses)
    if (body !== undefined && status.value.startsWith('2')) add('/response', body);
  return ({ name, path }) => hashes.get(name) ?? (path === undefined ? '' : (hashes.get(path) ?? ''));
}
