import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadContracts } from '../../scripts/load/load.js';
import { type Instrument, instruments, judgeServer, usual as usualInstruments } from './judge-server.js';
import { type PoolJob, runPool } from './pool.js';
import { type Suite, serverOf, specFolders, suites } from './suites.js';
import { type Result, tableOf } from './table.js';
import { failed } from './verdict.js';

const usage = `node tests/matrix/run.mjs <faults|honest> [options]

Lets verify and check judge every server of a suite, and prints the table. Options:
  --seeds n          seeds 1 to n (default 1)
  --only pattern     only servers whose id, or whose kind, matches a regular expression
  --instruments a,b  some of ${instruments.join(', ')}
                     (default: ${usualInstruments.join(', ')})
  --processes n      default 2
  --write            writes the table into the suite's folder
  --json file        writes all verdicts into a file
  --resume file      takes the verdicts that such a file has, and judges only the other servers
`;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files: Readonly<Record<Suite, string>> = { faults: 'tests/faults/MATRIX.md', honest: 'tests/honest/HONEST.md' };

if (process.argv[2] === 'worker') {
  const packaged = loadContracts(`${root}${specFolders.packaged}`);
  const contracts = { packaged, cursors: loadContracts(`${root}${specFolders.cursors}`) };
  process.on('message', async (job: PoolJob) => {
    const server = serverOf(job.suite, job.id);
    process.send?.(await judgeServer(server, job, contracts[server.specs]));
  });
} else {
  await main();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seeds: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      instruments: { type: 'string', default: usualInstruments.join(',') },
      processes: { type: 'string', default: '2' },
      write: { type: 'boolean', default: false },
      json: { type: 'string' },
      resume: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const suite = positionals[0] as Suite;
  const chosen = values.instruments.split(',') as Instrument[];
  if (values.help || !Object.hasOwn(suites, suite ?? '') || chosen.some((one) => !instruments.includes(one))) {
    process.stderr.write(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const only = new RegExp(values.only);
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
  const servers = suites[suite].filter(({ id, kind }) => only.test(id) || only.test(kind));
  const results = new Map<string, Result>(servers.map((server) => [server.id, { server, runs: [] }]));
  if (values.resume !== undefined) {
    for (const { server, runs } of JSON.parse(readFileSync(values.resume, 'utf8')) as Result[])
      results.get(server.id)?.runs.push(...runs);
  }
  const open = servers.filter(({ id }) => results.get(id)?.runs.length === 0);
  const jobs = open.flatMap(({ id, kind }) =>
    seeds.map(
      (seed): PoolJob => ({
        suite,
        id,
        seed,
        // The recorder would take the transport's peculiarities away; and what does not depend on the seed is judged once.
        instruments: chosen.filter(
          (one) => !(kind === 'transport' && /-verify$/.test(one)) && (seed === 1 || /verify$/.test(one)),
        ),
      }),
    ),
  );
  let done = 0;
  const started = performance.now();
  await runPool(fileURLToPath(import.meta.url), jobs, Number(values.processes), (job, result) => {
    const verdicts =
      result instanceof Error ? Object.fromEntries(job.instruments.map((one) => [one, failed(result, 0)])) : result;
    results.get(job.id)?.runs.push({ seed: job.seed, verdicts });
    const said = Object.entries(verdicts).map(([name, one]) => `${name} ${one.errors.length}/${one.warnings.length}`);
    process.stderr.write(`${++done}/${jobs.length} ${job.id} seed ${job.seed}: ${said.join(', ')}\n`);
  });
  const minutes = (performance.now() - started) / 60_000;
  process.stderr.write(`${jobs.length} runs in ${minutes.toFixed(1)} minutes\n`);
  const table = tableOf(suite, [...results.values()], seeds.length);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify([...results.values()], null, 1));
  if (values.write) {
    const file = `${root}${files[suite]}`;
    const before = readIfThere(file);
    writeFileSync(file, table);
    process.stderr.write(before === table ? `${file} is as it was\n` : `${file} written\n`);
  } else {
    process.stdout.write(table);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
