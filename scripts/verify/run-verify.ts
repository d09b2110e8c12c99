import { UsageError } from '../base/usage-error.js';
import { contractsFor } from '../packaged-contracts.js';
import { packagedSpecs } from '../packaged-specs.js';
import {
  advanceText,
  applyBaseline,
  exitCodeOf,
  mergeReports,
  Progress,
  parseReporters,
  type Report,
  type ReporterChoice,
  readReports,
  readWaivers,
  requireExercised,
  writeReports,
} from '../report/index.js';
import { protocolOf } from '../wire/index.js';
import { signatureFor } from '../wire/sign.js';
import type { VerifyOptions } from './options.js';
import { connectionOf } from './transport/connection-of.js';
import { HarRecorder } from './transport/har-recorder.js';
import { listenForInterruption } from './transport/interruption.js';
import { connectionTimeout, probe } from './transport/probe.js';
import { serverUrl } from './transport/server-url.js';
import { askAll, prepareRun } from './verify.js';

/** A run of the command line. */
export interface VerifyRun {
  readonly options: Omit<VerifyOptions, 'contracts' | 'waivers'>;
  /** Folder of specs. Default: those of this package. */
  readonly specs?: string | undefined;
  readonly waivers?: string | undefined;
  readonly baseline?: string | undefined;
  readonly baselineUpdate?: boolean | undefined;
  readonly requireExercised?: number | undefined;
  /** `name` or `name=file`. */
  readonly reporters: readonly string[];
  readonly output?: string | undefined;
  /** File to write the traffic into. */
  readonly record?: string | undefined;
  /** Folder of the reports to merge. */
  readonly merge?: string | undefined;
}

/**
 * Verifies a server, or merges the reports of shards, and reports.
 *
 * @returns the exit code
 * @throws UsageError for bad options, and where the server cannot be reached at all.
 * @throws SpecError where the specs cannot be used.
 */
export async function runVerify(run: VerifyRun): Promise<number> {
  // Everything that a user can mend is found before the first request.
  const choices = parseReporters(run.reporters, run.output);
  if (run.baselineUpdate === true && run.baseline === undefined) {
    throw new UsageError('--baseline-update needs --baseline <file>');
  }
  const report = run.merge === undefined ? await verifyServer(run) : mergeReports(readReports(run.merge));
  return finish(report, run, choices);
}

async function verifyServer({ options, specs, waivers, record }: VerifyRun): Promise<Report> {
  const started = performance.now();
  const url = serverUrl(options.url);
  const contracts = await contractsFor(specs);
  const interruption = listenForInterruption();
  const progress = new Progress(process.stderr);
  let recorder: HarRecorder | undefined;
  try {
    const prepared = prepareRun({
      ...options,
      contracts,
      waivers: waivers === undefined ? [] : readWaivers(waivers),
      signal: interruption.signal,
      onExchange: (exchange) => recorder?.add(exchange),
      onProgress: ({ done, of, requests }) =>
        progress.update((elapsed) =>
          advanceText({ done, total: of, requests, maxRequests: options.maxRequests }, 'properties', elapsed),
        ),
    });
    try {
      const { settings, secrets } = prepared;
      for (const name of new Set(settings.contracts.map((contract) => protocolOf(contract).name))) {
        await signatureFor(name, url);
      }
      await probe(connectionOf(settings), connectionTimeout(settings.timeout), settings.signal);
      if (record !== undefined) recorder = new HarRecorder(record, url, secrets);
      await askAll(prepared);
      progress.clear();
      recorder?.close();
      return prepared.report(Math.round(performance.now() - started));
    } finally {
      prepared.close();
    }
  } finally {
    interruption.dispose();
  }
}

async function finish(report: Report, run: VerifyRun, choices: readonly ReporterChoice[]): Promise<number> {
  const compared =
    run.baseline === undefined ? report : applyBaseline(report, run.baseline, run.baselineUpdate === true);
  const final = run.requireExercised === undefined ? compared : requireExercised(compared, run.requireExercised);
  await writeReports(final, choices, { specs: run.specs ?? packagedSpecs() });
  return exitCodeOf(final);
}
