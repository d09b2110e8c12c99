import type { TestProject } from 'vitest/node';
import { loadContracts } from '../../scripts/load/load.js';
import { startPrismOfEach } from './prism-of-each.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the Prism mock of each contract, by operation id. */
    prism: Record<string, string>;
  }
}

/** Starts one real Prism for each contract before the tests, and stops them after. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prisms = await startPrismOfEach(loadContracts('specs'));
  project.provide('prism', prisms.urls);
  return prisms.close;
}
