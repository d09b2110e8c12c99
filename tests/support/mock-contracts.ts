import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../../scripts/contract/contract.js';

/** Folder of the package's specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));

const generated = new URL('../../generated/', import.meta.url);
const modules = readdirSync(generated, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): Promise<{ contract: Contract }> => import(new URL(`${name}/contract.js`, generated).href));

/** The contracts of the specs, as they were generated of them: reading the specs again takes a second of each worker. */
export const contracts: readonly Contract[] = (await Promise.all(modules)).map(({ contract }) => contract);

/** One of them, by its operation id. */
export function contractOf(id: string): Contract {
  const found = contracts.find((contract) => contract.id === id);
  if (found === undefined) throw new Error(`no contract ${id}`);
  return found;
}
