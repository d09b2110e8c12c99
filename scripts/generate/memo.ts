import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from './generated-file.js';
import { surplusIn } from './output.js';

/** What was generated last from which inputs, so that unchanged inputs cost nothing. */
interface Memo {
  readonly inputs: string;
  readonly operations: number;
  /** Hash of every generated file, by path below the output folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where tools keep what they can do without. Only where there is a node_modules already. */
const cacheFolder = path.join('node_modules', '.cache', 'cloudsec-contracts');

/**
 * Whether the output folder holds what the same inputs gave the last time.
 *
 * @returns the number of operations, or undefined where that is not known: then everything is to be generated.
 */
export function recall(specs: string, out: string): { operations: number; files: number } | undefined {
  try {
    const memo = JSON.parse(readFileSync(memoFile(out), 'utf8')) as Memo;
    const paths = Object.keys(memo.files);
    const same = paths.every((name) => hash(readFileSync(path.join(out, name))) === memo.files[name]);
    const fresh = same && surplusIn(out, new Set(paths)).length === 0;
    return fresh && memo.inputs === inputsOf(specs) ? { operations: memo.operations, files: paths.length } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what was generated. Does nothing where there is no place to remember it. */
export function remember(specs: string, out: string, operations: number, files: readonly GeneratedFile[]): void {
  if (!existsSync('node_modules')) return;
  const memo: Memo = {
    inputs: inputsOf(specs),
    operations,
    files: Object.fromEntries(files.map((file) => [file.path, hash(file.text)])),
  };
  try {
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(memoFile(out), JSON.stringify(memo));
  } catch {
    // A cache that cannot be written makes the next run slower, and nothing else.
  }
}

function memoFile(out: string): string {
  return path.join(cacheFolder, `generate-${hash(path.resolve(out)).slice(0, 16)}.json`);
}

/** Hash of everything that the output depends on: the specs, the generator's own code, and what it is built on. */
function inputsOf(specs: string): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const code = ['.', '../contract'].flatMap((folder) => filesIn(path.join(here, folder), /\.[jt]s$/));
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
