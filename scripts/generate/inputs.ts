import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { specFiles } from '../contract/workspace.js';
import { contentHash } from './generated-file.js';

/** The specs as they were when the run began. */
export interface Inputs {
  /** Paths below the folder, or the name of the single file. */
  readonly files: readonly string[];
  /** Whether schemas have names of their own (`$id`, `$anchor`), by which any file may refer to any other. */
  readonly isEntangled: boolean;
  /** Hash over the contents of files. The content of each is what it was when it was first asked for. */
  hashOf(files: Iterable<string>): string;
  /** Whether every file that was asked for still has the content that it had. */
  isUnchanged(): boolean;
}

/**
 * Looks at the specs, before anything is read: what is edited while the run goes on is not taken for what was generated.
 *
 * @returns undefined where they cannot be read; whoever reads them then says why
 */
export function readInputs(specs: string): Inputs | undefined {
  try {
    const isFile = statSync(specs).isFile();
    const root = isFile ? path.dirname(specs) : specs;
    const files = isFile ? [path.basename(specs)] : specFiles(specs);
    const hashes = new Map<string, string>();
    let isEntangled = false;
    const read = (file: string) => {
      try {
        return readFileSync(path.join(root, file));
      } catch {
        return Buffer.alloc(0);
      }
    };
    const hashOf = (file: string): string => {
      const known = hashes.get(file);
      if (known !== undefined) return known;
      const hash = contentHash(read(file));
      hashes.set(file, hash);
      return hash;
    };
    for (const file of files) {
      const content = read(file);
      hashes.set(file, contentHash(content));
      isEntangled ||= content.includes('$id') || content.includes('nchor');
    }
    return {
      files,
      isEntangled,
      hashOf: (several) =>
        contentHash(
          [...several]
            .sort()
            .map((file) => `${file} ${hashOf(file)}`)
            .join('\n'),
        ),
      isUnchanged: () => [...hashes].every(([file, hash]) => contentHash(read(file)) === hash),
    };
  } catch {
    return undefined;
  }
}

/** Hash of what makes files of specs: the generator's own code, and what it is built on. */
export function generatorHash(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const code = ['.', '../contract', '../base'].flatMap((folder) => codeIn(path.join(here, folder)));
  const packages = ['openapi-typescript', 'ajv', 'typescript', 'yaml', '@redocly/openapi-core', 'acorn', 'astring'];
  const manifests = packages.map((name) => {
    const module = fileURLToPath(import.meta.resolve(name));
    const end = module.lastIndexOf(path.join('node_modules', name)) + path.join('node_modules', name).length;
    return path.join(module.slice(0, end), 'package.json');
  });
  return contentHash([...code, ...manifests].map((file) => contentHash(readFileSync(file))).join('\n'));
}

function codeIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
