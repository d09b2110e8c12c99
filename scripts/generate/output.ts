import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/usage-error.js';
import { type GeneratedFile, MARK } from './generated-file.js';

/** How an output folder differs from what should be in it. Paths below the folder, with `/`, sorted. */
export interface Differences {
  /** Not there, or with another text. */
  readonly stale: readonly string[];
  /** Generated once, but not any more. */
  readonly surplus: readonly string[];
}

/** Compares every file. */
export function compareOutput(out: string, files: readonly GeneratedFile[]): Differences {
  const stale = files.filter(({ path: name, text }) => readOrUndefined(path.join(out, name)) !== text);
  const wanted = new Set(files.map((file) => file.path));
  return { stale: stale.map((file) => file.path), surplus: surplusIn(out, wanted) };
}

/** The files of a folder that were generated once but are not wanted. One that the generator did not write is never among them. */
function surplusIn(out: string, wanted: ReadonlySet<string>): string[] {
  return listFiles(out).filter((name) => !wanted.has(name) && isGenerated(readOrUndefined(path.join(out, name)) ?? ''));
}

/**
 * Brings an output folder up to date; files that are fresh already are not touched.
 *
 * All new texts are first written beside the folder, then moved into it one by one: whoever ends the process on the
 * way finds whole files, and the old ones up to the last moment.
 *
 * @throws UsageError where the folder cannot be written.
 */
export function writeOutput(out: string, files: readonly GeneratedFile[]): Differences {
  const differences = compareOutput(out, files);
  if (differences.stale.length === 0 && differences.surplus.length === 0) return differences;
  const stale = new Set(differences.stale);
  let staging: string | undefined;
  try {
    mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
    staging = mkdtempSync(`${path.resolve(out)}.new-`);
    const changed = files.filter((file) => stale.has(file.path));
    for (const [index, file] of changed.entries()) writeFileSync(path.join(staging, String(index)), file.text);
    for (const [index, file] of changed.entries()) {
      const target = path.join(out, file.path);
      mkdirSync(path.dirname(target), { recursive: true });
      renameSync(path.join(staging, String(index)), target);
    }
    for (const name of differences.surplus) {
      rmSync(path.join(out, name));
      removeEmptyFolders(out, path.dirname(name));
    }
  } catch (error) {
    throw new UsageError(`cannot write the generated files to ${out}: ${(error as Error).message}`);
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
  return differences;
}

function isGenerated(text: string): boolean {
  return text.startsWith(MARK) || text.startsWith(MARK.replace('//', '<!--'));
}

function removeEmptyFolders(out: string, folder: string): void {
  for (let name = folder; name !== '.' && name !== ''; name = path.dirname(name)) {
    if (readdirSync(path.join(out, name)).length > 0) return;
    rmSync(path.join(out, name), { recursive: true });
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function listFiles(out: string): string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:js|ts|md)$/.test(entry.name))
    .map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.includes('node_modules/'))
    .sort();
}
