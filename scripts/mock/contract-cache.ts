import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ownCode } from '../contract/own-code.js';
import type { LoadedSpecs } from '../load/load.js';

/** Bytes of specs below which nothing is kept: reading them takes less than a second. */
const worthwhile = 500_000;
/** Files that are kept; the oldest goes first. */
const maxKept = 8;

/**
 * Keeps the contracts of large specs between runs, since reading hundreds of YAML files takes seconds. The name of what
 * is kept is a hash over every spec and over the code that reads them: whatever changes, nothing stale is found.
 *
 * In the user's own cache folder (XDG Base Directory: `$XDG_CACHE_HOME`, default `~/.cache`), which nobody else can write.
 * Where it cannot be written, nothing is kept, and nothing else is different.
 *
 * @param specs folder of specs; single documents are never kept
 * @param load reads the specs
 * @returns their contracts and problems; contracts that were kept are not frozen, and without `origins`, which the mock has no use for.
 */
export function keptSpecs(specs: string, load: () => LoadedSpecs): LoadedSpecs {
  const file = fileFor(specs);
  if (file === undefined) return load();
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LoadedSpecs;
  } catch {
    // Not kept yet, or not readable: read the specs.
  }
  const { contracts, problems } = load();
  try {
    keep(file, JSON.stringify({ contracts: contracts.map((contract) => ({ ...contract, origins: {} })), problems }));
  } catch {
    // A full or read-only disk costs time at the next start, nothing more.
  }
  return { contracts, problems };
}

/** Where the contracts of these specs would be kept; undefined where they are not worth it. */
function fileFor(specs: string): string | undefined {
  try {
    if (!statSync(specs).isDirectory()) return undefined;
    const sources = filesBelow(specs, /\.(?:ya?ml|json)$/);
    if (sources.reduce((sum, file) => sum + statSync(file).size, 0) < worthwhile) return undefined;
    const hash = createHash('sha256');
    for (const file of [...ownCode(), ...sources]) {
      const content = readFileSync(file);
      hash.update(`${path.relative(specs, file)}\0${content.length}\0`).update(content);
    }
    const root = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
    return path.join(root, 'cloudsec-contracts', `${hash.digest('hex')}.json`);
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Writes as a whole or not at all, so that another process never reads a part. */
function keep(file: string, text: string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
  const kept = readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((name) => ({ name, time: statSync(name).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of kept.slice(maxKept)) rmSync(name, { force: true });
}
