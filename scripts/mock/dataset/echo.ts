import type { Exact } from '../../base/exact.js';
import type { Json, JsonObject } from '../../base/json.js';
import { isObject, own, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { satisfies } from '../../contract/satisfies.js';
import { undeclaredFinder } from '../../contract/undeclared.js';

/** Parameters that say how many elements a list has at most, as APIs of all houses name them. */
const limits = /^(?:limit|per_?page|page_?size|max_?results|first|top|count|size)$/i;

/**
 * Lets a body that was drawn answer its request, as far as both name things alike: what the path names and what was
 * sent comes back. Each value is taken over only where the body stays valid.
 *
 * @param body is changed
 * @param request decoded, with bigints for integers beyond 2^53
 * @returns the body; its numbers beyond 2^53 as bigints.
 */
export function echo(contract: Contract, body: Json, request: { readonly [name: string]: Exact }): Exact {
  const { schema } = successBody(contract);
  const undeclared = undeclaredFinder(schema, contract.definitions);
  // A request may have fields that no answer documents.
  const isValid = (candidate: Json) =>
    satisfies(schema, candidate, contract.definitions) && undeclared(candidate).length === 0;
  if (Array.isArray(body)) return echoList(contract, body, request, isValid);
  if (!isObject(body)) return body;
  const exact: [JsonObject, string, Exact][] = [];
  const take = (target: JsonObject, name: string, value: Exact): boolean => {
    const before = own(target, name);
    if (before === undefined && !Object.hasOwn(target, name)) return false;
    setOwn(target, name, (typeof value === 'bigint' ? Number(value) : value) as Json);
    if (isValid(body)) {
      if (typeof value === 'bigint') exact.push([target, name, value]);
      return true;
    }
    setOwn(target, name, before as Json);
    // Of an object that does not fit as a whole, what the answer has as well.
    if (!isObject(before) || typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.entries(value).filter(([key, part]) => take(before, key, part)).length > 0;
  };
  // Many houses wrap the entity: { data: { id … } }.
  const targets = [body, ...Object.values(body).filter(isObject).slice(0, 3)];
  const sent = request.body;
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) {
    const parts = Object.entries(sent);
    for (const [name, value] of parts.slice(0, 200)) targets.some((target) => take(target, name, value));
  }
  for (const [name, value, isLast] of pathValues(contract, request)) {
    for (const key of namesOf(name, isLast)) if (targets.some((target) => take(target, key, value))) break;
  }
  for (const [target, name, value] of exact) setOwn(target, name, value as unknown as Json);
  return body;
}

function echoList(
  contract: Contract,
  list: Json[],
  request: { readonly [name: string]: Exact },
  isValid: (candidate: Json) => boolean,
): Json {
  for (const [name, value] of pathValues(contract, request)) {
    for (const element of list) {
      const before = own(element, name);
      if (before === undefined || !isObject(element) || typeof value === 'bigint') continue;
      setOwn(element, name, value as Json);
      if (!isValid(list)) setOwn(element, name, before);
    }
  }
  const limit = contract.parameters.find(({ name, in: place }) => place === 'query' && limits.test(name));
  const most = limit === undefined ? undefined : request[limit.name];
  const cut = typeof most === 'number' && most >= 0 && most < list.length ? list.slice(0, most) : list;
  return isValid(cut) ? cut : list;
}

/** What the path of a request names, and whether it is the last: the entity that is asked for. */
function pathValues(contract: Contract, request: { readonly [name: string]: Exact }): [string, Exact, boolean][] {
  const names = [...contract.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
  const isAboutLast = /\}[^/]*$/.test(contract.path);
  return names.flatMap((name, index): [string, Exact, boolean][] => {
    const value = request[name];
    return value === undefined ? [] : [[name, value, isAboutLast && index === names.length - 1]];
  });
}

/** The properties that may hold what a path parameter names: `petName`, and, of the entity itself, `name`. */
function namesOf(parameter: string, isEntity: boolean): string[] {
  if (!isEntity) return [parameter];
  const [lastWord = parameter] = /[A-Z]?[a-z]+$|[A-Z]+$/.exec(parameter) ?? [];
  return [parameter, lastWord.toLowerCase(), ...(/id$/i.test(parameter) ? ['id', 'Id', 'ID'] : [])];
}
