import type { Json, JsonObject } from '../base/json.js';
import { jsonText } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { rulesOf } from './rules-of.js';

/** What rules are made of that can mend a body: a contract, or as much of one as its arbitraries carry with them. */
export type Repairable = Pick<
  Contract,
  'id' | 'request' | 'responses' | 'definitions' | 'atLeastOneOf' | 'links' | 'parameters'
> &
  Partial<Contract>;

/** Rounds in which rules are mended: mending one may break another. None of our contracts needs three. */
const ROUNDS = 5;

/** Prepares to change successful bodies so that they keep every rule of a contract that can be mended. */
export function repairsOf(contract: Repairable): (body: Json, request?: JsonObject) => void {
  const rules = rulesOf(whole(contract)).filter(({ repair }) => repair !== undefined);
  return (body, request) => {
    let before = jsonText(body);
    for (let round = 0; round < ROUNDS; round++) {
      for (const rule of rules) rule.repair?.({ request, body });
      const after = jsonText(body);
      if (after === before) return;
      before = after;
    }
  };
}

/** A contract with everything that rules ask for and that says nothing of how to mend a body. */
function whole(contract: Repairable): Contract {
  return {
    title: contract.id,
    summary: '',
    description: '',
    location: { file: '', line: 0, pointer: '' },
    method: 'get',
    path: '/',
    servers: [],
    security: [],
    enums: [],
    permissions: [],
    decisions: [],
    origins: {},
    ...contract,
  };
}
