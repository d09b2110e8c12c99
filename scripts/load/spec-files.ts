import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The spec files below a folder: `.yaml`, `.yml` and `.json`, outside of `node_modules` and hidden folders. Symbolic
 * links are not followed, so that cycles of them end.
 *
 * @returns paths below the folder, with `/`, sorted
 * @throws Error where the folder cannot be read
 */
export function specFiles(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // A page lock (docs/lock) stands beside the spec of its operation and is no part of it.
      .filter((entry) => entry.isFile() && /(?<!\.page)\.(?:ya?ml|json)$/.test(entry.name))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .filter((file) => !/(?:^|\/)(?:node_modules|\.[^/]*)(?:\/|$)/.test(file))
      .sort()
  );
}
