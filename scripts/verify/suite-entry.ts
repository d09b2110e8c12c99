import { inject } from 'vitest';
import { contractSuite, type SuiteOptions } from '../vitest/contract-suite.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The options of a run of the command line. Handed over in memory, since headers may hold credentials. */
    contractSuite: SuiteOptions;
  }
}

/** Declares the suite of one operation of a run of the command line. */
export function declareOperation(id: string): void {
  contractSuite({ ...inject('contractSuite'), operations: [id] });
}
