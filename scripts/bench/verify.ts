import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { loadContracts } from '../load/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { verify } from '../verify/index.js';

/**
 * Measures `verify` with default options against the mock, which runs in a process of its own. Run after a build:
 * `node dist/bench/verify.js [seed]`. Prints requests, seconds and requests per second; fails above 30 s.
 */
const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
const mock = spawn(process.execPath, [cli, 'mock', '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [line] = (await once(mock.stdout, 'data')) as [Buffer];
  const url = String(line).split('\n')[0] as string;
  const contracts = loadContracts(packagedSpecs());
  const started = performance.now();
  const report = await verify({ url, contracts, seed: Number(process.argv[2] ?? 1) });
  const seconds = (performance.now() - started) / 1000;
  const requests = report.operations.reduce((sum, operation) => sum + operation.requests, 0);
  console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${Math.round(requests / seconds)}/s, ok: ${report.ok}`);
  if (seconds > 30 || !report.ok) process.exitCode = 1;
} finally {
  mock.kill();
}
