import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../contract/problem.js';
import { contentHash, type GeneratedFile } from './generated-file.js';

/** What the same inputs gave the last time. */
export interface Memo {
  /** Hash of the inputs. */
  readonly inputs: string;
  readonly operations: number;
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly Problem[];
}

/** Where tools keep what they can do without. Only where there is a node_modules already. */
export const cacheFolder = path.join('node_modules', '.cache', 'cloudsec-contracts');

/** What the specs gave the last time, if neither they nor the generator have changed since: then nothing is to be done again. */
export function recall(specs: string, inputs: string | undefined): Memo | undefined {
  try {
    const memo = JSON.parse(readFileSync(memoFile(specs), 'utf8')) as Memo;
    return memo.inputs === inputs ? memo : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what was generated. Does nothing where there is no place to remember it. */
export function remember(
  specs: string,
  openEnums: boolean,
  memo: Omit<Memo, 'inputs'> & { readonly inputs: string | undefined },
): void {
  const { inputs } = memo;
  // Edited while they were read: nobody knows which text it was.
  if (inputs === undefined || !existsSync('node_modules') || inputsOf(specs, openEnums) !== inputs) return;
  try {
    mkdirSync(cacheFolder, { recursive: true });
    const file = memoFile(specs);
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify({ ...memo, inputs } satisfies Memo));
    renameSync(fresh, file);
  } catch {
    // A cache that cannot be written makes the next run slower, and nothing else.
  }
}

function memoFile(specs: string): string {
  return path.join(cacheFolder, `generate-${contentHash(path.resolve(specs))}.json`);
}

/**
 * Hash of everything that the output depends on: the specs, the generator's own code, and what it is built on.
 *
 * @returns undefined where they cannot be read
 */
export function inputsOf(specs: string, openEnums: boolean): string | undefined {
  try {
    return hashInputs(specs, openEnums);
  } catch {
    return undefined;
  }
}

function hashInputs(specs: string, openEnums: boolean): string {
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
  return contentHash(
    [
      specs,
      String(openEnums),
      ...[...sources, ...code, ...dependencies].map((file) => `${file} ${contentHash(readFileSync(file))}`),
    ].join('\n'),
  );
}

function filesIn(folder: string, pattern: RegExp): string[] {
  // With types, links to folders are not followed: they may lead in a circle.
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((name) => !path.relative(folder, name).split(path.sep).includes('node_modules'))
    .sort();
}
