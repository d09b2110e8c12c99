import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { successBody } from '../contract/responses.js';
import { schemaAt } from '../contract/schema-at.js';
import { type Recording, replyOf } from './recording.js';

/** A recording, why there is none, or that it is none of those asked for. */
export type Read = Recording | { readonly problem: string } | 'skipped';

/**
 * Reads records `{operation, request, response}`, and bodies that stand alone.
 *
 * @param contracts of all operations
 * @param chosen ids of the operations to judge; undefined: all. A single one is that of everything that names none.
 */
export function recordReader(
  contracts: readonly Contract[],
  chosen: readonly string[] | undefined,
): (value: Json) => Read {
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  const only = chosen?.length === 1 ? byId.get(chosen[0] as string) : undefined;
  const recognise = recogniser(contracts);
  const isChosen = (contract: Contract) => chosen === undefined || chosen.includes(contract.id);

  return (value) => {
    if (!isObject(value)) return { problem: 'is no JSON object' };
    const isRecord = Object.hasOwn(value, 'response');
    const operation = own(value, 'operation');
    if (!isRecord && (operation !== undefined || Object.hasOwn(value, 'request'))) {
      return { problem: 'is a record without response' };
    }
    const reply = replyOf(isRecord ? own(value, 'response') : value);
    let contract: Contract | undefined;
    if (operation === undefined) {
      contract = only ?? recognise(reply.body);
      if (contract === undefined) {
        return { problem: 'is a response of none, or of several, of the operations; name one with --operation' };
      }
    } else {
      contract = typeof operation === 'string' ? byId.get(operation) : undefined;
      if (contract === undefined) {
        return { problem: `names the operation ${JSON.stringify(operation).slice(0, 80)}, which no spec has` };
      }
    }
    if (!isChosen(contract)) return 'skipped';
    const request = own(value, 'request');
    if (isRecord && request !== undefined && request !== null && !isObject(request)) {
      return { problem: 'has a request that is no object of parameters' };
    }
    return {
      contract,
      request: isRecord && isObject(request) ? request : undefined,
      wire: undefined,
      ...reply,
    };
  };
}

/** Finds the operation whose response declares most of the keys that a body has, if there is only one such. */
function recogniser(contracts: readonly Contract[]): (body: Json | undefined) => Contract | undefined {
  const known = contracts.map((contract) => {
    const properties = schemaAt(successBody(contract).schema, contract.definitions, '')?.properties;
    return [contract, new Set(Object.keys(isObject(properties) ? properties : {}))] as const;
  });
  return (body) => {
    if (!isObject(body)) return undefined;
    const keys = Object.keys(body).slice(0, 1000);
    let best: Contract | undefined;
    let most = 0;
    for (const [contract, declared] of known) {
      const count = keys.filter((key) => declared.has(key)).length;
      if (count === most) best = undefined;
      if (count > most) {
        most = count;
        best = contract;
      }
    }
    return best;
  };
}
