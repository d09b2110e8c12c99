import { UsageError } from '../base/usage-error.js';
import { contractsFor } from '../packaged-contracts.js';
import { packagedSpecs } from '../packaged-specs.js';
import {
  applyBaseline,
  exitCodeOf,
  Progress,
  parseReporters,
  readWaivers,
  requireExercised,
  writeReports,
} from '../report/index.js';
import { check } from './check.js';

/** Options of the command. */
export interface RunOptions {
  readonly operation?: readonly string[];
  readonly specs?: string;
  readonly strict?: boolean;
  readonly requireExercised?: number;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly baselineUpdate?: boolean;
  readonly lines?: { readonly from: number; readonly to: number };
  /** `name` or `name=file`. */
  readonly reporter: readonly string[];
  readonly output?: string;
}

/**
 * Runs the command: loads the contracts, judges the files, writes the reports.
 *
 * @returns the exit code
 * @throws UsageError where a file cannot be read, holds nothing to judge, or a report cannot be written; SpecError
 * where a spec is invalid.
 */
export async function runCheck(files: readonly string[], options: RunOptions): Promise<number> {
  const { operation, specs, strict, lines, reporter, output, waivers, baseline } = options;
  const choices = parseReporters(reporter, output);
  if (options.baselineUpdate === true && baseline === undefined) {
    throw new UsageError('--baseline-update needs --baseline <file>');
  }
  const contracts = await contractsFor(specs);
  const progress = new Progress(process.stderr);
  const report = await check({
    files,
    contracts,
    operations: operation,
    strict,
    lines,
    waivers: waivers === undefined ? [] : readWaivers(waivers),
    replay: specs === undefined ? [] : ['--specs', specs],
    onProgress: (file, bytes, size) =>
      progress.update(() => {
        const share = size ? ` (${Math.floor((100 * bytes) / size)} %)` : '';
        return `${file}: ${(bytes / 1e6).toFixed(1)} MB${share}`;
      }),
  }).finally(() => progress.clear());
  const compared = baseline === undefined ? report : applyBaseline(report, baseline, options.baselineUpdate === true);
  const final =
    options.requireExercised === undefined ? compared : requireExercised(compared, options.requireExercised);
  await writeReports(final, choices, { specs: specs ?? packagedSpecs() });
  return exitCodeOf(final);
}
