import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../load/problem.js';
import type { Digest } from './digest.js';
import { contentHash } from './generated-file.js';
import { generatorHash } from './inputs.js';

/** What was made of one spec file the last time. */
export interface Remembered {
  /** Files that it refers to, directly or not, and itself. */
  readonly reached: readonly string[];
  /** Hash over their contents; empty where {@link Memory.together} stands for all. */
  readonly inputs: string;
  readonly operations: readonly Digest[];
  /** Path and hash of each file that the operations gave. */
  readonly outputs: readonly (readonly [string, string])[];
  readonly problems: readonly Problem[];
  /** What is wrong with it unless another file refers to it. */
  readonly stray?: Problem;
}

/** Every file that a run read, and the hash over their contents. */
export interface Together {
  readonly reached: readonly string[];
  readonly inputs: string;
}

/** What was made of specs, by spec file. */
export interface Memory {
  /** Hash of the generator and of its options: another one makes something else. */
  readonly generator: string;
  /** Where all files were read together, so that none can be made again without the others: all of them, and their hash. */
  readonly together?: Together | undefined;
  readonly files: Readonly<Record<string, Remembered>>;
}

/** Where tools keep what they can do without. Only where there is a node_modules already. */
export const cacheFolder = path.join('node_modules', '.cache', 'cloudsec-contracts');

/** Tells generators and options apart. */
export function generatorOf(specs: string, openEnums: boolean): string {
  return contentHash(`${generatorHash()} ${path.resolve(specs)} ${openEnums}`);
}

/** What the same generator made of the same specs' folder the last time. */
export function recall(specs: string, openEnums: boolean, generator: string): Memory | undefined {
  try {
    const memory = JSON.parse(readFileSync(memoryFile(specs, openEnums), 'utf8')) as Memory;
    return memory.generator === generator ? memory : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what was made. Does nothing where there is no place to remember it. */
export function remember(specs: string, openEnums: boolean, memory: Memory): void {
  if (!existsSync('node_modules')) return;
  try {
    mkdirSync(cacheFolder, { recursive: true });
    const file = memoryFile(specs, openEnums);
    const fresh = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    writeFileSync(fresh, JSON.stringify(memory));
    renameSync(fresh, file);
  } catch {
    // A cache that cannot be written makes the next run slower, and nothing else.
  }
}

function memoryFile(specs: string, openEnums: boolean): string {
  const name = contentHash(`${path.resolve(specs)}${openEnums ? ' open' : ''}`);
  return path.join(cacheFolder, `generate-${name}.json`);
}
