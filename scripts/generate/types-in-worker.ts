import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { GeneratedFile } from './generated-file.js';
import type { TypesInput } from './types.js';

/** Makes types while the caller does something else. */
export interface TypesWorker {
  /**
   * Makes the types of operations, one file for each, in their order. One call at a time.
   *
   * @throws Error where they cannot be made
   */
  run(inputs: readonly TypesInput[]): Promise<GeneratedFile[]>;
  close(): Promise<void>;
}

/**
 * Starts a thread that loads openapi-typescript at once: with the TypeScript compiler that takes longer than reading,
 * checking and compiling the specs, which can go on beside it.
 *
 * Where the toolkit runs from its sources, as in its own tests, there is no compiled worker, and the types are made
 * in the caller's thread.
 */
export function startTypesWorker(): TypesWorker {
  const file = new URL('./types-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(file))) {
    return {
      run: async (inputs) => (await import('./types.js')).typesModules(inputs),
      close: async () => {},
    };
  }
  // Not with the options that the caller's process was started with: some of them only fit its own entry point.
  const worker = new Worker(file, { execArgv: [] });
  worker.unref();
  return {
    run: (inputs) =>
      new Promise<GeneratedFile[]>((resolve, reject) => {
        worker.ref();
        const answer = ({ files, error }: { files?: GeneratedFile[]; error?: string }) => {
          worker.off('error', reject);
          if (files === undefined) reject(new Error(error));
          else resolve(files);
        };
        worker.once('message', answer);
        worker.once('error', reject);
        worker.postMessage(inputs);
      }).finally(() => worker.unref()),
    close: async () => {
      await worker.terminate();
    },
  };
}
