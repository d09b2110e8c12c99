import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from './generated-file.js';

/** What the same inputs gave the last time. */
export interface Memo {
  /** Hash of the inputs. */
  readonly inputs: string;
  readonly operations: number;
  readonly files: readonly GeneratedFile[];
}

/** Where tools keep what they can do without. Only where there is a node_modules already. */
export const cacheFolder = path.join('node_modules', '.cache', 'cloudsec-contracts');

/** What the specs gave the last time, if neither they nor the generator have changed since: then nothing is to be done again. */
export function recall(specs: string): Memo | undefined {
  try {
    const memo = JSON.parse(readFileSync(memoFile(specs), 'utf8')) as Memo;
    return memo.inputs === inputsOf(specs) ? memo : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what was generated. Does nothing where there is no place to remember it. */
export function remember(specs: string, operations: number, files: readonly GeneratedFile[]): void {
  if (!existsSync('node_modules')) return;
  try {
    mkdirSync(cacheFolder, { recursive: true });
    const file = memoFile(specs);
    writeFileSync(`${file}.new`, JSON.stringify({ inputs: inputsOf(specs), operations, files } satisfies Memo));
    renameSync(`${file}.new`, file);
  } catch {
    // A cache that cannot be written makes the next run slower, and nothing else.
  }
}

function memoFile(specs: string): string {
  return path.join(cacheFolder, `generate-${hash(path.resolve(specs)).slice(0, 16)}.json`);
}

/** Hash of everything that the output depends on: the specs, the generator's own code, and what it is built on. */
function inputsOf(specs: string): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const code = ['.', '../base', '../contract'].flatMap((folder) => filesIn(path.join(here, folder), /\.[jt]s$/));
  const dependencies = ['openapi-typescript', 'ajv', 'typescript', 'yaml', '@redocly/openapi-core'].map((name) => {
    const module = fileURLToPath(import.meta.resolve(name));
    const root = module.slice(
      0,
      module.lastIndexOf(path.join('node_modules', name)) + path.join('node_modules', name).length,
    );
    return path.join(root, 'package.json');
  });
  const sources = statSync(specs).isFile()
    ? filesIn(path.dirname(specs), /\.(?:ya?ml|json)$/)
    : filesIn(specs, /\.(?:ya?ml|json)$/);
  return hash(
    [specs, ...[...sources, ...code, ...dependencies].map((file) => `${file} ${hash(readFileSync(file))}`)].join('\n'),
  );
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && !name.includes('node_modules'))
    .map((name) => path.join(folder, name))
    .sort();
}

function hash(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
