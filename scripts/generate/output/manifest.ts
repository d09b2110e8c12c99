import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentHash, type GeneratedFile } from '../generated-file.js';

/** Name of the file, in every output folder, that lists what the generator wrote there. */
export const MANIFEST = '.cloudsec-contracts.json';

/** What was written into an output folder: path below it, with `/`, and hash of the text. */
export type Listing = ReadonlyMap<string, string>;

/** The manifest of a listing, as a file of the output. */
export function manifestOf(listing: Listing): GeneratedFile {
  const entries = [...listing].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = entries.map(([name, hash]) => `    ${JSON.stringify(name)}: ${JSON.stringify(hash)}`);
  const about = 'Written by cloudsec-contracts: only the files that are listed here are ever replaced or removed.';
  const text = `{\n  "about": ${JSON.stringify(about)},\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
  return { path: MANIFEST, text, hash: contentHash(text) };
}

/**
 * What was written into a folder the last time; empty where nothing is known.
 *
 * Read line by line: a manifest with the conflict markers of a merge still lists what both sides wrote.
 */
export function readManifest(out: string): Listing {
  let text: string;
  try {
    text = readFileSync(path.join(out, MANIFEST), 'utf8');
  } catch {
    return new Map();
  }
  const listing = new Map<string, string>();
  for (const [, name = '', hash = ''] of text.matchAll(/^ {4}("(?:[^"\\]|\\.)*"): "([0-9a-f]{16})",?\r?$/gm)) {
    const file = JSON.parse(name) as string;
    // Nobody but the generator writes this file, yet what it says is not to lead out of the folder.
    if (isInside(file)) listing.set(file, hash);
  }
  return listing;
}

function isInside(file: string): boolean {
  return file !== '' && !path.posix.isAbsolute(file) && !/(?:^|[/\\])\.\.(?:[/\\]|$)|\\|\0|^[A-Za-z]:/.test(file);
}
