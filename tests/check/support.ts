import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheckOptions, check } from '../../scripts/check/check.js';
import { loadContracts } from '../../scripts/contract/load.js';
import type { Report } from '../../scripts/report/index.js';

/** Folder of the specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));
/** The contracts of the five operations. */
export const contracts = loadContracts(specs);

/** Judges a text as if it stood in a file. */
export async function checkText(
  text: string | Buffer,
  options: Omit<Partial<CheckOptions>, 'files'> = {},
): Promise<Report> {
  return withFile(text, (file) => check({ contracts, ...options, files: [file] }));
}

/** Writes a file for as long as a function runs. */
export async function withFile<T>(text: string | Buffer, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  try {
    const file = path.join(folder, 'traffic');
    writeFileSync(file, text);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `operation property` of every violation, each once, in order. */
export function broken(report: Report): string[] {
  return [...new Set(report.violations.map(({ operation, property }) => `${operation} ${property}`))];
}
