// Bundles the bench, which is TypeScript, and runs it: node tests/matrix/run.mjs --help
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const at = (file) => fileURLToPath(new URL(file, import.meta.url));
// A name of its own: a run that goes on must not find the code of a later one.
const outfile = at(`../../node_modules/.cache/matrix/${process.pid}.mjs`);
process.once('exit', () => rmSync(outfile, { force: true }));
mkdirSync(at('../../node_modules/.cache/matrix'), { recursive: true });
await build({
  entryPoints: [at('main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
process.argv[1] = outfile;
await import(pathToFileURL(outfile).href);
