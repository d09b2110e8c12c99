import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContracts } from '../contract/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { formatViolation } from '../verify/format-violation.js';
import { settingsOf, type VerifyOptions } from '../verify/options.js';
import { runProperty } from '../verify/run-property.js';
import { connectionOf } from '../verify/transport/connection-of.js';
import { probe } from '../verify/transport/probe.js';
import { planRun } from '../verify/verify.js';
import type { PropertyResult } from '../verify/violation.js';
import { staleWaivers, waive } from '../verify/waivers.js';

declare module 'vitest' {
  interface TaskMeta {
    /** What came out of a property; for reporters. */
    contract?: PropertyResult;
    /** What is wrong with the waivers of an operation. */
    staleWaivers?: readonly string[];
  }
}

/** What a suite is made of. Like {@link VerifyOptions}, but the contracts may be left out. */
export interface SuiteOptions extends Omit<VerifyOptions, 'contracts'> {
  /** Default: those of `specs`. */
  readonly contracts?: VerifyOptions['contracts'];
  /** Folder of specs. Default: those of this package. */
  readonly specs?: string | undefined;
  /** Milliseconds that one property may take. Default: 300,000. */
  readonly propertyTimeout?: number | undefined;
}

/**
 * Declares a Vitest suite that verifies a server: one `describe` for each operation, one test for each property.
 *
 * The result of each property is in its test's `meta.contract`, for reporters. Warnings do not fail a test.
 *
 * @throws UsageError for an address, operation, property or value that does not exist.
 * @throws SpecError where the specs cannot be used.
 */
export function contractSuite(options: SuiteOptions): void {
  const settings = settingsOf({
    ...options,
    contracts: options.contracts ?? loadContracts(options.specs ?? packagedSpecs()),
  });
  const timeout = options.propertyTimeout ?? 300_000;
  for (const { operation, properties, close } of planRun(settings)) {
    const { id } = operation.contract;
    describe(id, () => {
      const results: PropertyResult[] = [];
      beforeAll(() => probe(connectionOf(settings), settings.timeout), settings.timeout + 5_000);
      afterAll(close);
      for (const property of [...properties].sort((a, b) => Number(b.alone === true) - Number(a.alone === true))) {
        test(property.name, { concurrent: property.alone !== true, timeout }, async ({ task }) => {
          const result = waive(await runProperty(operation, property), settings.waivers);
          results.push(result);
          task.meta.contract = result;
          const errors = result.violations.filter((violation) => violation.severity === 'error');
          if (!result.ok) throw failure(errors.map(formatViolation).join('\n\n') || result.notes.join('\n'));
        });
      }
      if (settings.properties === undefined && settings.waivers.some((waiver) => waiver.operation === id)) {
        test('waivers', ({ task }) => {
          const stale = staleWaivers(settings.waivers, id, results);
          task.meta.staleWaivers = stale;
          expect(stale).toEqual([]);
        });
      }
    });
  }
}

/** An error without a stack: where our own code stood says nothing about the server. */
function failure(message: string): Error {
  const error = new Error(message);
  error.name = 'ContractViolation';
  error.stack = `${error.name}: ${message}`;
  return error;
}
