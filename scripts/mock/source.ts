import { existsSync } from 'node:fs';
import { UsageError } from '../base/usage-error.js';
import type { Problem } from '../load/problem.js';
import { packagedSpecs } from '../packaged-specs.js';
import type { Operation } from './operation.js';
import type { MockOptions } from './options.js';
import { packagedOperations } from './packaged-operations.js';

/** Where the operations of a mock come from. */
export interface Source {
  /** Folder or document; undefined where the contracts were given as such. */
  readonly specs: string | undefined;
  readonly operations: readonly Operation[];
  /** What is wrong in the specs, and was left out. */
  readonly problems: readonly Problem[];
}

/**
 * Gets the operations that the options ask for. What reads YAML and compiles schemas is imported only where it is
 * needed: it takes longer than all else of starting.
 *
 * @throws UsageError where the specs do not exist
 * @throws SpecError where they cannot be used.
 */
export async function openSource({ specs, contracts, watch, strict }: MockOptions): Promise<Source> {
  if (contracts !== undefined) {
    const { loadedOperations } = await import('./loaded-operations.js');
    return { specs: undefined, operations: loadedOperations(contracts), problems: [] };
  }
  // Who watches specs is changing them, so that what was generated from them earlier will not do.
  const ready = specs === undefined && !watch ? await packagedOperations() : undefined;
  if (ready !== undefined) return { specs: packagedSpecs(), operations: ready, problems: [] };
  const folder = specs ?? packagedSpecs();
  return readSource(folder, strict);
}

/**
 * Reads specs.
 *
 * @throws UsageError where they do not exist
 * @throws SpecError where they cannot be used.
 */
export async function readSource(specs: string, strict: boolean | undefined): Promise<Source> {
  if (!existsSync(specs))
    throw new UsageError(`specs: there is no ${specs}; give the folder that holds the YAML files`);
  const [{ keptSpecs }, { loadSpecs }, { loadedOperations }] = await Promise.all([
    import('./contract-cache.js'),
    import('../load/load.js'),
    import('./loaded-operations.js'),
  ]);
  const load = () => loadSpecs(specs, { strict });
  // What is kept was not read strictly.
  const { contracts, problems } = strict === true ? load() : keptSpecs(specs, load);
  return { specs, operations: loadedOperations(contracts), problems };
}
