import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Reporter, TestModule } from 'vitest/node';
import { UsageError } from '../base/usage-error.js';
import type { SuiteOptions } from '../vitest/contract-suite.js';
import type { PropertyResult } from './violation.js';

/** What a run through Vitest is asked to do. */
export interface SuiteRun {
  readonly options: SuiteOptions;
  /** Ids of the operations. */
  readonly operations: readonly string[];
  readonly concurrency: number;
  /** Vitest's own reporters, by name, or ours. */
  readonly reporters: readonly (string | Reporter)[];
  /** File for Vitest's own reporters. */
  readonly output?: string | undefined;
  /** Index, from 1, and count of the shard to run. */
  readonly shard?: string | undefined;
  /** Folder of blobs to merge instead of running anything. */
  readonly merge?: string | undefined;
}

/** What came of it. */
export interface SuiteOutcome {
  readonly results: readonly PropertyResult[];
  readonly staleWaivers: readonly string[];
  /** Tests, or whole files, that failed for another reason than a violation. */
  readonly failures: readonly string[];
}

/**
 * Runs the suite of each operation through Vitest, in one worker, so that limits hold for all of them together.
 *
 * No configuration of the user's is read: the run is the same in every folder.
 *
 * @throws UsageError where Vitest is not installed.
 */
export async function runSuite(run: SuiteRun): Promise<SuiteOutcome> {
  const { startVitest } = await importVitest();
  // Vitest divides a run by files, so that each operation is one.
  const root = mkdtempSync(path.join(tmpdir(), 'cloudsec-contracts-'));
  const entry = fileURLToPath(import.meta.url).replace(/run-suite(\.[jt]s)$/, 'suite-entry$1');
  try {
    for (const id of run.operations) {
      const file = path.join(root, `${id.replaceAll(/[^\w-]/g, '_')}.contract.mjs`);
      writeFileSync(
        file,
        `import { declareOperation } from ${JSON.stringify(entry)};\ndeclareOperation(${JSON.stringify(id)});\n`,
      );
    }
    const collector = new Collector();
    const vitest = await startVitest('test', [], configOf(run, root, collector), {
      root,
      cacheDir: path.join(root, '.cache'),
      logLevel: 'error',
    });
    await vitest.close();
    return collector.outcome();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function importVitest(): Promise<typeof import('vitest/node')> {
  try {
    return await import('vitest/node');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('verify needs Vitest; install it with npm install --save-dev vitest fast-check');
  }
}

function configOf(run: SuiteRun, root: string, collector: Reporter): InlineConfig & { config: false } {
  return {
    config: false,
    root,
    include: ['*.contract.mjs'],
    watch: false,
    ui: false,
    passWithNoTests: true,
    environment: 'node',
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    maxConcurrency: run.concurrency,
    sequence: { hooks: 'list' },
    provide: { contractSuite: run.options },
    reporters: [...run.reporters, collector] as never,
    ...(run.output === undefined ? {} : { outputFile: path.resolve(run.output) }),
    ...(run.shard === undefined ? {} : { shard: run.shard as never }),
    ...(run.merge === undefined ? {} : { mergeReports: path.resolve(run.merge) }),
    server: { deps: { external: [/[\\/]dist[\\/]/] } },
  } as InlineConfig & { config: false };
}

/** Gathers the results that the tests left behind. */
class Collector implements Reporter {
  readonly #results: PropertyResult[] = [];
  readonly #stale: string[] = [];
  readonly #failures: string[] = [];
  #hasEnded = false;

  // Not at the end of the run: that one forgets the modules of blobs, which ran in other folders.
  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) this.#failures.push(`${module.moduleId}: ${error.message}`);
    for (const suite of module.children.allSuites()) {
      for (const error of suite.errors()) this.#failures.push(`${suite.fullName}: ${error.message}`);
    }
    for (const test of module.children.allTests()) {
      const meta = test.meta();
      if (meta.contract !== undefined) this.#results.push(meta.contract);
      if (meta.staleWaivers !== undefined) this.#stale.push(...meta.staleWaivers);
      const result = test.result();
      if (meta.contract !== undefined || meta.staleWaivers !== undefined || result.state !== 'failed') continue;
      this.#failures.push(`${test.fullName}: ${result.errors.map((error) => error.message).join('; ')}`);
    }
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly { readonly message: string }[]): void {
    this.#hasEnded = true;
    this.#failures.push(...errors.map((error) => error.message));
  }

  outcome(): SuiteOutcome {
    // Vitest prints what stopped it, and goes on as if nothing had happened.
    const stopped = this.#hasEnded ? [] : ['Vitest stopped before the end of the run'];
    return { results: this.#results, staleWaivers: this.#stale, failures: [...this.#failures, ...stopped] };
  }
}
