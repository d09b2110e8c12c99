import type { PropertyResult } from '../../scripts/report/index.js';
import { contractSuite, type Framework, type SuiteOptions } from '../../scripts/vitest/contract-suite.js';

/** What became of a test. */
export interface Ended {
  readonly error?: Error | undefined;
  /** Undefined where the test was not skipped. */
  readonly skipped?: string | undefined;
  readonly asserted: number;
  readonly result: PropertyResult | undefined;
}

/** A suite that was declared, to be run within one test. */
export interface Declared {
  /** By the name of its `describe`, the tests by their names. */
  readonly tests: ReadonlyMap<string, ReadonlyMap<string, { readonly timeout: number; run(): Promise<Ended> }>>;
  readonly before: readonly { readonly timeout: number; run(): Promise<void> }[];
  /** Runs what follows all tests; gives the errors that it ends with. */
  after(): Error[];
}

/** Declares a suite by the contract of Vitest's functions, so that it can be seen how it ends. */
export function declared(options: SuiteOptions): Declared {
  const tests = new Map<string, Map<string, { timeout: number; run(): Promise<Ended> }>>();
  const before: { timeout: number; run(): Promise<void> }[] = [];
  const after: (() => void)[] = [];
  let current: Map<string, { timeout: number; run(): Promise<Ended> }> | undefined;
  const framework: Framework = {
    beforeAll: (run, timeout) => void before.push({ run, timeout }),
    afterAll: (run) => void after.push(run),
    describe: (name, body) => {
      current = new Map();
      tests.set(name, current);
      body();
      current = undefined;
    },
    test: (name, { timeout }, body) => {
      const run = async (): Promise<Ended> => {
        const meta: { contract?: PropertyResult } = {};
        let asserted = 0;
        const expect = (actual: boolean) => ({
          toBe: (expected: boolean) => {
            asserted++;
            if (actual !== expected) throw new Error(`${actual} is not ${expected}`);
          },
        });
        const skip = (note: string) => {
          throw new Skipped(note);
        };
        try {
          await body({ task: { meta }, expect, skip });
          return { asserted, result: meta.contract };
        } catch (error) {
          if (error instanceof Skipped) return { skipped: error.message, asserted, result: meta.contract };
          return { error: error as Error, asserted, result: meta.contract };
        }
      };
      if (current === undefined) throw new Error('a test stands outside of any operation');
      current.set(name, { timeout, run });
    },
  };
  contractSuite(options, framework);
  const ending = (run: () => void): Error[] => {
    try {
      run();
      return [];
    } catch (error) {
      return [error as Error];
    }
  };
  // As Vitest has it: what was registered last is run first.
  return { tests, before, after: () => after.toReversed().flatMap(ending) };
}

class Skipped extends Error {}

/** Runs the tests of a suite in order. */
export async function ended({ tests }: Declared): Promise<Map<string, Ended>> {
  const all = new Map<string, Ended>();
  for (const [operation, each] of tests) {
    for (const [name, { run }] of each) all.set(`${operation} ${name}`, await run());
  }
  return all;
}
