import { fileURLToPath } from 'node:url';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/contract/load.js';

/** Folder of the package's specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));

/** The contracts of the five operations. */
export const contracts: readonly Contract[] = loadContracts(specs);

/** One of the five, by its operation id. */
export function contractOf(id: string): Contract {
  const found = contracts.find((contract) => contract.id === id);
  if (found === undefined) throw new Error(`no contract ${id}`);
  return found;
}
