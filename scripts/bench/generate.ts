import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileOf, specOf, writeManySpecs } from './many-specs.js';

/**
 * Measures `generate`, whole process: nothing remembered, nothing changed, one file changed, and `--check`; for 5, 600 and
 * 2,000 operations, each in a file of its own. Beside it openapi-typescript on the same specs, which makes the types only,
 * and hey-api with zod where it is installed (`npm install --no-save @hey-api/openapi-ts zod`).
 *
 * CPU time is that of all threads; memory is the largest resident set.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'cloudsec-contracts-bench-'));
const require = createRequire(import.meta.url);
const cli = path.resolve('dist/cli.js');
// Where things are remembered: only below a node_modules.
mkdirSync(path.join(folder, 'node_modules'));

interface Figures {
  readonly what: string;
  readonly 'wall, s': number;
  readonly 'CPU, s': number;
  readonly 'memory, MiB': number;
}

/** Runs a script of Node and has it write down what it used. */
function measure(what: string, script: string, args: readonly string[]): Figures {
  const usage = path.join(folder, 'usage.json');
  const hook = path.join(folder, 'usage.cjs');
  writeFileSync(
    hook,
    `if (require('node:worker_threads').isMainThread) process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));`,
  );
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', hook, script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const wall = (performance.now() - before) / 1000;
  if (status !== 0) throw new Error(`${what} failed: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
  return {
    what,
    'wall, s': round(wall),
    'CPU, s': round((userCPUTime + systemCPUTime) / 1e6),
    'memory, MiB': Math.round(maxRSS / 1024),
  };
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

/** The script of a package's command; undefined where it is not installed. */
function commandOf(name: string, file: string): string | undefined {
  try {
    return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
  } catch {
    return undefined;
  }
}

const openapiTypescript = commandOf('openapi-typescript', 'bin/cli.js') as string;
const heyApi = commandOf('@hey-api/openapi-ts', 'bin/run.js');
const sizes = process.argv.slice(2).map(Number);
for (const operations of sizes.length > 0 ? sizes : [5, 600, 2000]) {
  const specs = path.join(folder, `specs-${operations}`);
  const out = path.join(folder, `out-${operations}`);
  writeManySpecs(specs, operations);
  const run = ['generate', '--specs', specs, '--out', out];
  const figures = [measure('generate, nothing remembered', cli, run), measure('generate, nothing changed', cli, run)];
  writeFileSync(fileOf(specs, 1), specOf(1, 'Gives the tasks of a kind'));
  figures.push(measure('generate, one file changed', cli, run));
  figures.push(measure('generate --check, nothing changed', cli, [...run, '--check']));

  const apis = Array.from(
    { length: operations },
    (_, index) =>
      `  api${index}: { root: ${fileOf(specs, index)}, x-openapi-ts: { output: ${path.join(folder, 'types', `${index}.d.ts`)} } }`,
  );
  const redocly = path.join(folder, 'redocly.yaml');
  writeFileSync(redocly, `apis:\n${apis.join('\n')}\n`);
  figures.push(measure('openapi-typescript, types only', openapiTypescript, ['--redocly', redocly]));
  if (heyApi !== undefined) {
    const inputs = Array.from({ length: operations }, (_, index) => ['-i', fileOf(specs, index)]).flat();
    const args = [...inputs, '-o', path.join(folder, 'hey-api'), '-p', '@hey-api/typescript', 'zod'];
    figures.push(measure('hey-api, types and zod', heyApi, args));
  }
  console.log(`\n${operations} operations${heyApi === undefined ? ' (hey-api is not installed)' : ''}`);
  console.table(figures);
}
rmSync(folder, { recursive: true });
