import { parentPort } from 'node:worker_threads';
import { type TypesInput, typesModules } from './types.js';

// Loading the TypeScript compiler takes longer than everything else that a small `generate` does: see generate.ts.
parentPort?.on('message', async (inputs: readonly TypesInput[]) => {
  try {
    parentPort?.postMessage({ files: await typesModules(inputs) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});
