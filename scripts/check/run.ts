import { UsageError } from '../base/usage-error.js';
import { contractsFor } from '../packaged-contracts.js';
import { packagedSpecs } from '../packaged-specs.js';
import {
  applyBaseline,
  exitCodeOf,
  type Outputs,
  Progress,
  parseReporters,
  type ReporterChoice,
  readWaivers,
  requireExercised,
  writeOut,
  writeReports,
} from '../report/index.js';
import { check } from './check.js';
import { SpecPlaces } from './suggest/spec-places.js';
import { Suggestions } from './suggest/suggestions.js';

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
  /** Prints what the specs lack beside what was recorded, in place of the report. */
  readonly suggest?: boolean;
  /** `name` or `name=file`. */
  readonly reporter: readonly string[];
  readonly output?: string;
}

/**
 * Runs the command: loads the contracts, judges the files, writes the reports.
 *
 * @param outputs what is printed to. Default: the process's
 * @returns the exit code
 * @throws UsageError where a file cannot be read, holds nothing to judge, or a report cannot be written; SpecError
 * where a spec is invalid.
 */
export async function runCheck(
  files: readonly string[],
  options: RunOptions,
  { stdout = process.stdout, stderr = process.stderr }: Pick<Outputs, 'stdout' | 'stderr'> = {},
): Promise<number> {
  const { operation, specs, strict, lines, waivers, baseline } = options;
  const choices = choicesOf(options);
  if (options.baselineUpdate === true && baseline === undefined) {
    throw new UsageError('--baseline-update needs --baseline <file>');
  }
  const contracts = await contractsFor(specs);
  const suggestions = options.suggest === true ? new Suggestions() : undefined;
  const progress = new Progress(stderr);
  const report = await check({
    files,
    contracts,
    operations: operation,
    strict,
    lines,
    waivers: waivers === undefined ? [] : readWaivers(waivers),
    onRecording: (recording, { file, unit, number }) => suggestions?.see(recording, `${file}, ${unit} ${number}`),
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
  const folder = specs ?? packagedSpecs();
  await writeReports(final, choices, { specs: folder, stdout, stderr });
  if (suggestions !== undefined) {
    const { patchText } = await import('./suggest/patch-text.js');
    await writeOut(stdout, patchText(suggestions.all, new SpecPlaces(folder)), 'standard output');
  }
  return exitCodeOf(final);
}

/** The reports to write. Beside suggestions, standard output is theirs. */
function choicesOf({ suggest, reporter, output }: RunOptions): readonly ReporterChoice[] {
  const choices = parseReporters(reporter, output);
  if (suggest !== true) return choices;
  const name = output === undefined ? reporter.find((text) => !text.includes('=')) : undefined;
  if (name === undefined) return choices.filter(({ file }) => file !== undefined);
  throw new UsageError(
    `--suggest prints a patch, and the reporter ${name} has no file; write --reporter ${name}=<file>`,
  );
}
