import type { Json, JsonObject } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import type { Cause, Contract, Parameter } from '../../contract/contract.js';
import { pagerOf } from '../../contract/pager.js';
import { resolveSchema } from '../../contract/schema-at.js';
import type { Session } from '../session.js';
import { invalidValues, OVERFLOW } from './invalid-values.js';

/** A request that the contract does not allow. */
export interface BadRequest {
  /** What is wrong with it, for people. */
  readonly label: string;
  readonly cause: Cause;
  readonly parameter?: string;
  readonly parameters: JsonObject;
  /** Encodes the request as it is, wrong as it is. */
  readonly as?: Contract;
  /** `true`: the contract only infers that it is wrong, so that a server may take it. */
  readonly isDisputable: boolean;
}

/** A valid request, with one page, to make others of. */
export async function plainRequest(session: Session): Promise<JsonObject> {
  const { contract, operation } = session;
  const base = (await session.collections())[0]?.base ?? { ...operation.known.required, ...lookupKey(session) };
  const pager = pagerOf(contract);
  return pager === undefined ? base : pager.request(pager.first(10), base);
}

function lookupKey(session: Session): JsonObject {
  const key = session.contract.lookup?.key;
  const value = key === undefined ? undefined : session.operation.known.of(key)[0];
  return key === undefined || value === undefined ? {} : { [key]: value };
}

/** Requests with one wrong thing each: an invalid value, a missing parameter, an entity or operation that is none. */
export async function badRequests(session: Session): Promise<BadRequest[]> {
  const base = await plainRequest(session);
  return [
    ...session.contract.parameters.flatMap((parameter) => invalidRequests(session, base, parameter)),
    ...missingRequests(session, base),
    ...unknownEntities(session, base),
  ];
}

/** The base with an invalid value of one parameter. */
export function invalidRequests(session: Session, base: JsonObject, parameter: Parameter): BadRequest[] {
  const { contract } = session;
  const { name } = parameter;
  const known = own(base, name) ?? session.operation.known.of(name)[0];
  return invalidValues(contract, parameter, known).map(({ value, isRaw, isDisputable }) => {
    const parameters: JsonObject = { ...base };
    setOwn(parameters, name, value);
    return {
      label: `${name}=${typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value)}`,
      cause: 'invalid-parameter' as const,
      parameter: name,
      parameters,
      ...(isRaw ? { as: withoutEncoding(contract, name) } : {}),
      isDisputable,
    };
  });
}

/** The contract with one parameter that travels as the text that it is. */
function withoutEncoding(contract: Contract, name: string): Contract {
  return {
    ...contract,
    parameters: contract.parameters.map((parameter) =>
      parameter.name === name ? { ...parameter, encoding: 'plain' as const } : parameter,
    ),
  };
}

/** The base without one required parameter, and without all of a set of which one is needed. */
export function missingRequests({ contract }: Session, base: JsonObject): BadRequest[] {
  const without = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(base).filter(([name]) => !names.includes(name)));
  const required = contract.parameters.filter((parameter) => parameter.required && parameter.in !== 'path');
  return [...required.map(({ name }) => [name]), ...contract.atLeastOneOf].map((names) => ({
    label: `without ${names.join(' and ')}`,
    cause: 'missing-parameter',
    parameters: without(names),
    isDisputable: false,
  }));
}

/** Requests for entities that do not exist: numbers far away from those that do, texts that nobody chose. */
export function unknownEntities({ contract, operation }: Session, base: JsonObject): BadRequest[] {
  const { lookup } = contract;
  if (lookup === undefined) return [];
  const known = operation.known.of(lookup.key);
  const parameter = contract.parameters.find((candidate) => candidate.name === lookup.key);
  const type = own(resolveSchema(parameter?.schema, contract.definitions), 'type');
  const isNumber = type === 'integer' || type === 'number';
  const values: Json[] = isNumber ? [987_654_321_012_345] : ['no-such-entity-zz9'];
  // Of this one nothing can be wrong but that it is not there; if it is there after all, so much the better.
  const neighbour = neighbourOf(known);
  if (neighbour !== undefined) values.push(neighbour);
  // What no integer type holds names nothing, be it refused as unknown or as no number.
  const beyond = isNumber ? [OVERFLOW] : [];
  return [...values, ...beyond].map((value, index) => {
    const parameters: JsonObject = { ...base };
    setOwn(parameters, lookup.key, value);
    return {
      label: `${lookup.key}=${JSON.stringify(value)}, which does not exist`,
      cause: index < values.length ? 'not-found' : 'invalid-parameter',
      parameter: lookup.key,
      parameters,
      isDisputable: index > 0 && index < values.length,
    };
  });
}

/** A value that looks like the known ones and is none of them: the next number, a text with another last digit or letter. */
function neighbourOf(known: readonly Json[]): Json | undefined {
  const [last] = known.slice(-1);
  const isNew = (value: Json) => !known.includes(value);
  if (typeof last === 'number') {
    return Array.from({ length: known.length + 1 }, (_, index) => last + index + 1).find(isNew);
  }
  if (typeof last !== 'string') return undefined;
  return [...(/\d/.test(last) ? '0123456789' : ''), ...'abcdef']
    .map((one) => last.replace(/[0-9a-z](?=[^0-9a-z]*$)/i, one))
    .find(isNew);
}
