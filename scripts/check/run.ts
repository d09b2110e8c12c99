import { writeFile } from 'node:fs/promises';
import { UsageError } from '../base/usage-error.js';
import { loadContracts } from '../contract/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { check } from './check.js';
import { Progress } from './progress.js';
import { exitCodeOf } from './report.js';
import { textReport } from './text-report.js';

/** Options of the command. */
export interface RunOptions {
  readonly operation?: readonly string[];
  readonly specs?: string;
  readonly strict?: boolean;
  readonly lines?: { readonly from: number; readonly to: number };
  /** Default: `default`, text for people. */
  readonly reporter?: 'default' | 'json';
  /** Default: standard output. */
  readonly output?: string;
}

/**
 * Runs the command: loads the contracts, judges the files, writes the report.
 *
 * @returns the exit code
 * @throws UsageError where a file cannot be read or the report cannot be written; SpecError where a spec is invalid.
 */
export async function runCheck(files: readonly string[], options: RunOptions): Promise<0 | 1 | 2> {
  const { operation, specs, strict, lines, reporter, output } = options;
  const contracts = loadContracts(specs ?? packagedSpecs());
  const progress = new Progress(process.stderr);
  const report = await check({
    files,
    contracts,
    operations: operation,
    strict,
    lines,
    replay: specs === undefined ? [] : ['--specs', specs],
    onProgress: (file, bytes, size) => progress.update(file, bytes, size),
  }).finally(() => progress.end());
  const text = reporter === 'json' ? `${JSON.stringify(report, null, 2)}\n` : textReport(report);
  if (output === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  } else {
    await writeFile(output, text).catch((error: Error) => {
      throw new UsageError(`${output} cannot be written: ${error.message}`);
    });
  }
  return exitCodeOf(report);
}
