import { afterAll, beforeAll, describe, type TaskMeta, test } from 'vitest';
import { loadContracts } from '../load/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { type PropertyResult, type Report, render } from '../report/index.js';
import { prepareRun, type VerifyOptions } from '../verify/index.js';
import { connectionOf } from '../verify/transport/connection-of.js';
import { connectionTimeout, probe } from '../verify/transport/probe.js';

declare module 'vitest' {
  interface TaskMeta {
    /** What came out of a property; for reporters. */
    contract?: PropertyResult;
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

/** What declares a suite: as much of Vitest as is used. */
export interface Framework {
  beforeAll(body: () => Promise<void>, timeout: number): void;
  afterAll(body: () => void): void;
  describe(name: string, body: () => void): void;
  test(name: string, options: { readonly timeout: number }, body: (context: TestContext) => Promise<void>): void;
}

/** What a test is given: as much of Vitest's as is used. */
export interface TestContext {
  readonly task: { readonly meta: TaskMeta };
  expect(actual: boolean): { toBe(expected: boolean): void };
  /** Ends the test. */
  skip(note: string): void;
}

/**
 * Declares a Vitest suite that verifies a server: one `describe` for each operation, one test for each rule and each
 * property. What is asked for one of them serves the others too, so that Vitest's filters and shards cost little.
 *
 * The result of each is in its test's `meta.contract`, for reporters. Warnings do not fail a test; what was not
 * exercised is a skipped one. Where a later test shows what breaks a rule whose own test is over, the `describe` fails.
 *
 * @param framework declares it. Default: Vitest
 * @throws UsageError for an address, operation, property or value that does not exist.
 * @throws SpecError where the specs cannot be used.
 */
export function contractSuite(
  options: SuiteOptions,
  framework: Framework = { afterAll, beforeAll, describe, test },
): void {
  const contracts = options.contracts ?? loadContracts(options.specs ?? packagedSpecs());
  const run = prepareRun({ ...options, contracts });
  const { settings } = run;
  const timeout = options.propertyTimeout ?? 300_000;
  framework.beforeAll(
    () => probe(connectionOf(settings), connectionTimeout(settings.timeout)),
    connectionTimeout(settings.timeout) + 5_000,
  );
  framework.afterAll(run.close);
  for (const operation of run.tests) {
    const { id } = operation.plan.contract;
    framework.describe(id, () => {
      const passed = new Set<string>();
      const now = () => {
        const report = run.report();
        const properties = report.operations.flatMap((one) => (one.operation === id ? one.properties : []));
        return { report, properties };
      };
      // What is asked for the sake of a later test can break what an earlier one found to hold.
      framework.afterAll(() => {
        const { report, properties } = now();
        const late = properties.filter(({ name, ok }) => !ok && passed.has(name));
        if (late.length === 0) return;
        const texts = late.map((result) => textOf(report, id, result));
        throw failure(`later tests showed more than was known when these passed:\n${texts.join('\n')}`);
      });
      for (const name of operation.plan.reported) {
        framework.test(name, { timeout }, async (context) => {
          await operation.askFor(name);
          const { report, properties } = now();
          // What a plan reports on is in every report.
          const result = properties.find((property) => property.name === name) as PropertyResult;
          context.task.meta.contract = result;
          if (!result.ok) throw failure(textOf(report, id, result));
          passed.add(name);
          // Counted: a run may be set up to fail a test that asserts nothing.
          context.expect(result.ok).toBe(true);
          if (result.outcome === 'not-exercised' || result.outcome === 'inconclusive')
            context.skip(result.notes.join('; '));
        });
      }
    });
  }
}

/** The report on one property of one operation. */
function textOf(report: Report, operation: string, { name }: PropertyResult): string {
  return render('default', {
    ...report,
    operations: report.operations
      .filter((one) => one.operation === operation)
      .map((one) => ({ ...one, properties: one.properties.filter((property) => property.name === name) })),
    violations: report.violations.filter(
      (one) => one.operation === operation && (one.property === name || one.alsoSeenBy.includes(name)),
    ),
    observations: [],
    warnings: [],
  });
}

/** An error without a stack: where our own code stood says nothing about the server. */
function failure(message: string): Error {
  const error = new Error(message);
  error.name = 'ContractViolation';
  error.stack = `${error.name}: ${message}`;
  return error;
}
