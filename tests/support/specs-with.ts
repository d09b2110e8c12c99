import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/**
 * A copy of this repository's specs with one file changed.
 *
 * @param others which other specs stay; what specs share always does. Default: all
 * @throws Error where the change changes nothing.
 */
export function specsWith(file: string, change: (text: string) => string, others?: readonly string[]): string {
  const folder = temporaryFolder();
  const isLeftOut = (name: string) => /[A-Z]\w*\.yaml$/.test(name) && name !== file && others?.includes(name) === false;
  cpSync('specs', folder, { recursive: true, filter: (source) => !isLeftOut(path.relative('specs', source)) });
  const target = path.join(folder, file);
  const before = readFileSync(target, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the change of ${file} changes nothing`);
  writeFileSync(target, after);
  return folder;
}

/** A folder with the given files: path to text. */
export function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}
