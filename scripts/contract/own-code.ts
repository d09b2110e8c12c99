import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The rooms whose code makes contracts of specs: the loader judges examples with the judge. */
const rooms = ['base', 'contract', 'judge', 'load'];
/** The packages that it is built on. */
const packages = ['ajv', 'yaml'];

/**
 * The files on which it depends what contracts the same specs give: code of this package, and the manifests of those that
 * it is built on. A cache whose key is a hash over them never holds what another version made.
 *
 * @param more rooms and packages that do more than load contracts
 * @returns absolute paths, in the same order on every run
 */
export function ownCode(
  more: { readonly rooms?: readonly string[]; readonly packages?: readonly string[] } = {},
): string[] {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return [
    ...[...rooms, ...(more.rooms ?? [])].flatMap((room) => codeIn(path.join(root, room))),
    ...[...packages, ...(more.packages ?? [])].map(manifestOf),
  ];
}

function codeIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function manifestOf(name: string): string {
  const module = fileURLToPath(import.meta.resolve(name));
  const home = path.join('node_modules', name);
  return path.join(module.slice(0, module.lastIndexOf(home) + home.length), 'package.json');
}
