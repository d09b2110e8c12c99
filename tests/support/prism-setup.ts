import type { TestProject } from 'vitest/node';
import { loadContracts } from '../../scripts/load/load.js';
import { type Prism, startPrism } from './prism.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the Prism mock of each contract, by operation id. */
    prism: Record<string, string>;
  }
}

/** Starts one real Prism for each contract before the tests, and stops them after. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Prism>();
  const stop = async () => {
    await Promise.all([...started.values()].map((prism) => prism.close()));
  };
  try {
    await Promise.all(
      loadContracts('specs').map(async ({ id, location }) => {
        started.set(id, await startPrism(`specs/${location.file}`));
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('prism', Object.fromEntries([...started].map(([id, { url }]) => [id, url])));
  return stop;
}
