import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ownCode } from '../contract/own-code.js';
import { specFiles } from '../load/spec-files.js';
import { contentHash } from './generated-file.js';
import { namesOf } from './names.js';

/** The specs as they were when the run began. */
export interface Inputs {
  /** Paths below the folder, or the name of the single file. */
  readonly files: readonly string[];
  /**
   * Whether files have to be read together: schemas have names of their own (`$id`, `$anchor`), by which any file may
   * refer to any other, or two operations seem to want the same name.
   */
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
    const stems = new Set<string>();
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
      isEntangled ||= content.includes('$id') || content.includes('nchor') || !areNew(stemsIn(content), stems);
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

/** The names that operations will have in generated code, as far as the text of a file shows them. */
function stemsIn(content: Buffer): string[] {
  const ids = content.toString('latin1').matchAll(/\boperationId["']?\s{0,8}:\s{0,8}["']?([\w.-]{1,200})/g);
  return [...ids].map(([, id = '']) => [...namesOf([{ id }]).values()][0]?.stem.toLowerCase() ?? '');
}

function areNew(names: readonly string[], taken: Set<string>): boolean {
  return names.every((name) => !taken.has(name) && taken.add(name));
}

/** Hash of what makes files of specs: the generator's own code, that of the loader, and what they are built on. */
export function generatorHash(): string {
  const code = ownCode({
    rooms: ['generate'],
    packages: ['openapi-typescript', 'typescript', '@redocly/openapi-core', 'acorn', 'astring'],
  });
  return contentHash(code.map((file) => contentHash(readFileSync(file))).join('\n'));
}
