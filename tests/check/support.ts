import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheckOptions, check } from '../../scripts/check/check.js';
import { loadContracts } from '../../scripts/contract/load.js';
import type { Report } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Folder of the specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));
/** The contracts of the five operations. */
export const contracts = loadContracts(specs);

/** Judges a text as if it stood in a file. */
export async function checkText(
  text: string | Buffer,
  options: Omit<Partial<CheckOptions>, 'files'> = {},
): Promise<Report> {
  const file = path.join(temporaryFolder(), 'traffic');
  writeFileSync(file, text);
  return check({ contracts, ...options, files: [file] });
}

/** `operation property` of every violation, each once, in order. */
export function broken(report: Report): string[] {
  return [...new Set(report.violations.map(({ operation, property }) => `${operation} ${property}`))];
}
