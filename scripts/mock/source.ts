import { existsSync } from 'node:fs';
import { UsageError } from '../base/usage-error.js';
import { packagedSpecs } from '../packaged-specs.js';
import type { Operation } from './operation.js';
import type { MockOptions } from './options.js';
import { packagedOperations } from './packaged-operations.js';

/** Where the operations of a mock come from. */
export interface Source {
  /** Folder or document; undefined where the contracts were given as such. */
  readonly specs: string | undefined;
  readonly operations: readonly Operation[];
}

/**
 * Gets the operations that the options ask for. What reads YAML and compiles schemas is imported only where it is
 * needed: it takes longer than all else of starting.
 *
 * @throws UsageError where the specs do not exist
 * @throws SpecError where they cannot be used.
 */
export async function openSource({ specs, contracts, watch }: MockOptions): Promise<Source> {
  if (contracts !== undefined) {
    const { loadedOperations } = await import('./loaded-operations.js');
    return { specs: undefined, operations: loadedOperations(contracts) };
  }
  // Who watches specs is changing them, so that what was generated from them earlier will not do.
  const ready = specs === undefined && !watch ? await packagedOperations() : undefined;
  if (ready !== undefined) return { specs: packagedSpecs(), operations: ready };
  const folder = specs ?? packagedSpecs();
  return { specs: folder, operations: await readOperations(folder) };
}

/**
 * Reads specs.
 *
 * @throws UsageError where they do not exist
 * @throws SpecError where they cannot be used.
 */
export async function readOperations(specs: string): Promise<readonly Operation[]> {
  if (!existsSync(specs))
    throw new UsageError(`specs: there is no ${specs}; give the folder that holds the YAML files`);
  const [{ keptContracts }, { loadContracts }, { loadedOperations }] = await Promise.all([
    import('./contract-cache.js'),
    import('../contract/load.js'),
    import('./loaded-operations.js'),
  ]);
  return loadedOperations(keptContracts(specs, () => loadContracts(specs)));
}
