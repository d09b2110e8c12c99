import { writeFileSync } from 'node:fs';
import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import { loadContracts } from '../contract/load.js';
import type { SuiteOptions } from '../vitest/contract-suite.js';
import { protocolOf } from '../wire/index.js';
import { signatureFor } from '../wire/sign.js';
import { settingsOf } from './options.js';
import { propertiesOf } from './properties/index.js';
import { reportOf } from './report.js';
import { htmlReport } from './reporters/html.js';
import { summary } from './reporters/summary.js';
import { runSuite } from './run-suite.js';
import { connectionOf } from './transport/connection-of.js';
import { probe } from './transport/probe.js';
import { serverUrl } from './transport/server-url.js';
import { planRun } from './verify.js';
import type { PropertyResult } from './violation.js';

/** A run of the command line. */
export interface VerifyRun {
  readonly options: SuiteOptions & { readonly specs: string };
  readonly reporter: string;
  readonly output?: string | undefined;
  readonly shard?: string | undefined;
  readonly merge?: string | undefined;
}

/**
 * Verifies a server through Vitest, and reports.
 *
 * @returns the exit code: 0 or 1; 2 where something else than the server failed
 * @throws UsageError for bad options, and where the server cannot be reached at all.
 * @throws SpecError where the specs cannot be used.
 */
export async function runVerify({ options, reporter, output, shard, merge }: VerifyRun): Promise<number> {
  const started = performance.now();
  const settings = settingsOf({ ...options, contracts: loadContracts(options.specs) });
  // Everything that a user can mend is found here, and not in the middle of a test.
  for (const plan of planRun(settings)) plan.close();
  const url = serverUrl(settings.url);
  for (const name of new Set(settings.contracts.map((contract) => protocolOf(contract).name))) {
    await signatureFor(name, url);
  }
  if (merge === undefined) await probe(connectionOf(settings), settings.timeout);
  const isOurs = reporter === 'json' || reporter === 'html';
  if (!isOurs) process.stderr.write(`seed ${settings.seed}\n`);
  const operations = settings.contracts.map((contract) => contract.id);
  const outcome = await runSuite({
    options: { ...options, seed: settings.seed },
    operations,
    concurrency: settings.concurrency,
    reporters: isOurs ? [] : [reporter],
    output: isOurs ? undefined : output,
    shard,
    merge,
  });
  const { staleWaivers, failures } = outcome;
  const results = inOrder(outcome.results, settings.contracts);
  const report = reportOf(results[0]?.seed ?? settings.seed, results, staleWaivers);
  if (reporter === 'json') write(`${JSON.stringify(report, null, 2)}\n`, output);
  if (reporter === 'html') {
    write(htmlReport(report, results, settings.contracts, url.origin), output ?? 'contract-report.html');
    process.stderr.write(`wrote ${output ?? 'contract-report.html'}\n`);
  }
  process.stderr.write(`${summary(report, results, performance.now() - started)}\n`);
  for (const failure of failures) process.stderr.write(`not verified: ${failure}\n`);
  if (failures.length > 0) return 2;
  return report.ok ? 0 : 1;
}

/** Results in the order of operations and properties, whatever the order in which they came. */
function inOrder(results: readonly PropertyResult[], contracts: readonly Contract[]): PropertyResult[] {
  const names = contracts.flatMap((contract) => propertiesOf(contract).map(({ name }) => `${contract.id} ${name}`));
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = ({ operation, property }: PropertyResult) => places.get(`${operation} ${property}`) ?? 0;
  return [...results].sort((a, b) => placeOf(a) - placeOf(b));
}

/** @throws UsageError where the file cannot be written. */
function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}
