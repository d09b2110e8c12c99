import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isObject } from './base/json.js';
import type { Contract } from './contract/contract.js';
import { packagedSpecs } from './packaged-specs.js';

/** Where this package keeps its generated modules, seen from the built file and from the source file alike. */
const generated = fileURLToPath(new URL('../generated', import.meta.url));

/**
 * The contracts of a folder of specs; without one those of this package, from its generated modules: reading YAML and
 * checking examples is most of what starting takes otherwise.
 *
 * @throws SpecError where the specs cannot be used.
 */
export async function contractsFor(specs: string | undefined): Promise<readonly Contract[]> {
  const prebuilt = specs === undefined ? await prebuiltContracts() : undefined;
  if (prebuilt !== undefined) return prebuilt;
  const { loadContracts } = await import('./load/load.js');
  return loadContracts(specs ?? packagedSpecs());
}

async function prebuiltContracts(): Promise<readonly Contract[] | undefined> {
  if (!existsSync(generated)) return undefined;
  const files = readdirSync(generated)
    .map((name) => path.join(generated, name, 'contract.js'))
    .filter((file) => existsSync(file));
  const modules = (await Promise.all(files.map((file) => import(pathToFileURL(file).href)))) as object[];
  const contracts = modules.flatMap((module) => Object.values(module).filter(isContract));
  if (contracts.length === 0 || contracts.length < files.length) return undefined;
  return contracts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isContract(value: unknown): value is Contract {
  return isObject(value) && 'id' in value && 'request' in value && 'responses' in value;
}
