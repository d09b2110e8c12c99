import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type CheckOptions, check } from '../../scripts/check/check.js';
import { type RunOptions, runCheck } from '../../scripts/check/run.js';
import { loadContracts } from '../../scripts/load/load.js';
import type { Report } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Folder of the specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));
/** The contracts of the five operations. */
export const contracts = loadContracts(specs);

/** A file with a text. */
export function fileWith(text: string | Buffer): string {
  const file = path.join(temporaryFolder(), 'traffic');
  writeFileSync(file, text);
  return file;
}

/** Judges a text as if it stood in a file. */
export async function checkText(
  text: string | Buffer,
  options: Omit<Partial<CheckOptions>, 'files'> = {},
): Promise<Report> {
  return check({ contracts, ...options, files: [fileWith(text)] });
}

/** Runs the command in this process. @throws UsageError where the command would tell it and end with 2. */
export async function runHere(files: readonly string[], options: RunOptions) {
  const printed = { stdout: '', stderr: '' };
  const streamOf = (name: keyof typeof printed) =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        printed[name] += chunk;
        done();
      },
    });
  const code = await runCheck(files, options, { stdout: streamOf('stdout'), stderr: streamOf('stderr') });
  return { code, ...printed };
}

/** `operation property` of every violation, each once, in order. */
export function broken(report: Report): string[] {
  return [...new Set(report.violations.map(({ operation, property }) => `${operation} ${property}`))];
}
