import type { TestProject } from 'vitest/node';
import { loadContracts } from '../../scripts/load/load.js';
import { startPrisms } from './prism.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the Prism mock of each contract, by operation id. */
    prism: Record<string, string>;
  }
}

/** Starts one real Prism for each contract before the tests, and stops them after. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const contracts = loadContracts('specs');
  const prisms = await startPrisms(contracts.map(({ location }) => `specs/${location.file}`));
  project.provide('prism', Object.fromEntries(contracts.map(({ id }, index) => [id, prisms.urls[index] as string])));
  return prisms.close;
}
