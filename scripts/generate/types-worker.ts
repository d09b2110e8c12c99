import { parentPort } from 'node:worker_threads';
import { type TypesInput, typesModules } from './types.js';

// Loading the TypeScript compiler takes longer than everything else that `generate` does: see generate.ts.
parentPort?.once('message', async (inputs: readonly TypesInput[]) => {
  parentPort?.postMessage(await typesModules(inputs));
});
