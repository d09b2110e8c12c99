import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from './page.js';
import { MAX_PAGE_LENGTH, PageError, readPage } from './read-page.js';

/**
 * Reads a page from a file.
 *
 * @throws PageError where the file cannot be read, or is no page
 */
export function readPageFile(file: string): Page {
  let text: string;
  try {
    if (statSync(file).size > MAX_PAGE_LENGTH * 4) throw new PageError(`${file} is too large for a page`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof PageError) throw error;
    throw new PageError(`cannot read the page ${file}: ${(error as Error).message}`);
  }
  return readPage(text, file);
}

/** The files that some arguments name: of a folder, its pages (`.txt`, `.html`, `.htm`, `.md`), in order of their names. */
export function pageFilesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    let isFolder: boolean;
    try {
      isFolder = statSync(name).isDirectory();
    } catch (error) {
      throw new PageError(`cannot read ${name}: ${(error as Error).message}`);
    }
    if (!isFolder) return [name];
    const files = readdirSync(name, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:txt|html?|md)$/i.test(entry.name))
      .map((entry) => path.join(name, entry.name))
      .sort();
    if (files.length === 0) throw new PageError(`${name} holds no page: no file that ends with .txt, .html or .md`);
    return files;
  });
}
