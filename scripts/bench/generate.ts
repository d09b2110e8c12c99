import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadContracts } from '../contract/load.js';
import { cacheFolder } from '../generate/memory.js';

/**
 * Times `generate` on the five specs, whole process, beside the command line of openapi-typescript on the same specs,
 * which makes the types only. Run by turns, so that both meet the same machine.
 */
const runs = 5;
const folder = mkdtempSync(path.join(tmpdir(), 'cloudsec-contracts-bench-'));
const require = createRequire(import.meta.url);
const openapiTypescript = path.join(path.dirname(require.resolve('openapi-typescript/package.json')), 'bin/cli.js');

const apis = loadContracts('specs').map(
  ({ id, location }) =>
    `  ${id}: { root: ${path.resolve('specs', location.file)}, x-openapi-ts: { output: ${path.join(folder, `${id}.d.ts`)} } }`,
);
writeFileSync(path.join(folder, 'redocly.yaml'), `apis:\n${apis.join('\n')}\n`);

const candidates = {
  'openapi-typescript, types only': () => [openapiTypescript, '--redocly', path.join(folder, 'redocly.yaml')],
  'generate, nothing remembered': (run: number) => {
    rmSync(cacheFolder, { recursive: true, force: true });
    return ['dist/cli.js', 'generate', '--out', path.join(folder, `first-${run}`)];
  },
  'generate, another folder': (run: number) => ['dist/cli.js', 'generate', '--out', path.join(folder, `again-${run}`)],
  'generate, nothing changed': (run: number) => ['dist/cli.js', 'generate', '--out', path.join(folder, `again-${run}`)],
};

const times = new Map<string, number[]>(Object.keys(candidates).map((name) => [name, []]));
for (let run = 0; run < runs; run++) {
  for (const [name, args] of Object.entries(candidates)) {
    const command = args(run);
    const before = performance.now();
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    times.get(name)?.push(performance.now() - before);
  }
}
execFileSync(process.execPath, ['dist/cli.js', 'generate', '--check', '--out', path.join(folder, 'again-0')]);
rmSync(folder, { recursive: true });

console.log(`whole process, median of ${runs}, ms`);
for (const [name, list] of times) {
  const sorted = [...list].sort((a, b) => a - b);
  console.log(`${name.padEnd(32)} ${String(Math.round(sorted[runs >> 1] as number)).padStart(6)}`);
}
