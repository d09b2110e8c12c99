import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The vendors' pages, which are not part of this repository: beside the checkout, where somebody has put them. */
const sharedPages = '../shared/docs';

/** The files of the pages; empty where there are none. */
export function sharedPageFiles(): string[] {
  if (!existsSync(sharedPages)) return [];
  return readdirSync(sharedPages)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => path.join(sharedPages, name));
}
