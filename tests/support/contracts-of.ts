import { fileURLToPath } from 'node:url';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { specFolders } from '../matrix/suites.js';

const loaded = new Map<string, readonly Contract[]>();

/** The contracts of the specs that a suite's servers are held to: read once. */
export function contractsOf(specs: keyof typeof specFolders): readonly Contract[] {
  const folder = specFolders[specs];
  const contracts = loaded.get(folder) ?? loadContracts(fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
  loaded.set(folder, contracts);
  return contracts;
}
