import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the specs that this package ships: `specs` beside the code, be it built or not. */
export function packagedSpecs(): string {
  const folder = fileURLToPath(new URL('../specs', import.meta.url));
  const below = path.relative(process.cwd(), folder);
  // Shorter in messages, where the package is the working directory.
  return existsSync(below) && !below.startsWith('..') ? below : folder;
}
