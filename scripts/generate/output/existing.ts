import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contentHash, isMarked, MARK } from '../generated-file.js';
import type { Listing } from './manifest.js';

/** What stands where a generated file belongs. */
export type Existing =
  | { readonly kind: 'nothing' }
  /** Written by the generator; the hash is that of its content now. */
  | { readonly kind: 'ours'; readonly hash: string }
  /** Somebody else's, and why it is taken for that. */
  | { readonly kind: 'foreign'; readonly reason: string };

/**
 * What stands at a place of an output folder.
 *
 * A file is ours by the mark that it begins with. One that the manifest lists may have lost it to the conflict markers
 * of a merge, or may be empty after a full disk; it is ours if the mark still stands near its beginning.
 *
 * @param name path below the folder, with `/`
 */
export function existingAt(out: string, name: string, listing: Listing): Existing {
  const link = linkOnTheWay(out, name);
  if (link !== undefined) return { kind: 'foreign', reason: `${link} is a symbolic link` };
  let content: Buffer;
  try {
    content = readFileSync(path.join(out, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'nothing' };
    if (code === 'ENOTDIR') return { kind: 'foreign', reason: 'a file stands where its folder belongs' };
    if (code === 'EISDIR') return { kind: 'foreign', reason: 'it is a folder' };
    return { kind: 'foreign', reason: `it cannot be read (${code})` };
  }
  const hash = contentHash(content);
  const listed = listing.get(name);
  if (listed === hash || isMarked(content.subarray(0, 256).toString())) return { kind: 'ours', hash };
  const beginning = content.subarray(0, 4096).toString();
  if (listed !== undefined && (content.length === 0 || beginning.includes(MARK.slice(3))))
    return { kind: 'ours', hash };
  return { kind: 'foreign', reason: 'it was not generated' };
}

/** The folder on the way to a file, below the output folder, that is a symbolic link: it may lead anywhere. */
function linkOnTheWay(out: string, name: string): string | undefined {
  const steps = name.split('/').slice(0, -1);
  for (let length = 1; length <= steps.length; length++) {
    const folder = steps.slice(0, length).join('/');
    try {
      if (lstatSync(path.join(out, folder)).isSymbolicLink()) return folder;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
