import { afterEach, describe, inject } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { plain } from '../../scripts/wire/plain.js';
import type { WireRequest } from '../../scripts/wire/protocol.js';
import { type Answer, send } from './http.js';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test of the contract suite belongs to and did, for the table that `npm start` prints. */
    tally?: { operation: string; requests: number };
  }
}

/** All contracts of this repository. */
export const contracts: readonly Contract[] = loadContracts('specs');

/** The Prism mock of one contract. Requests to it are counted for the report. */
export interface PrismClient {
  /** Sends a decoded request as plain OpenAPI has it, which is what Prism understands. */
  ask(request: JsonObject, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a request as it stands. */
  send(wire: WireRequest, headers?: Record<string, string>): Promise<Answer>;
}

/**
 * Registers the same tests for every contract, each with its Prism.
 *
 * @param applies tells which contracts have what the tests are about; all by default
 * @param urls the Prism mocks by operation id; by default those that `prism-setup.ts` started before the tests
 */
export function forEachOperation(
  define: (contract: Contract, prism: PrismClient) => void,
  applies: (contract: Contract) => boolean = () => true,
  urls: () => Record<string, string> = () => inject('prism'),
): void {
  describe.each(contracts.filter(applies).map((contract) => [contract.id, contract] as const))('%s', (_, contract) => {
    let requests = 0;
    const credentials = Object.fromEntries(
      (contract.security[0] ?? [])
        .filter((one) => one.in === 'header')
        .map((one) => [one.name.toLowerCase(), 'a-test']),
    );
    const sendCounted: PrismClient['send'] = (wire, headers) => {
      requests++;
      return send(urls()[contract.id] as string, wire, { ...credentials, ...headers });
    };
    afterEach(({ task }) => {
      task.meta.tally = { operation: contract.id, requests };
      requests = 0;
    });
    define(contract, {
      send: sendCounted,
      ask: (request, headers) => sendCounted(plain.encode(contract, request), headers),
    });
  });
}
