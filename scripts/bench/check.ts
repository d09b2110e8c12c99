/**
 * How fast `check` reads NDJSON, beside loops that only read lines and `JSON.parse` them: same file, same process,
 * rounds taken in turns, medians. CPU time beside the clock's, since other programs disturb it less. Once for walks through
 * everything, once with every filter and every order besides.
 *
 *     npm run build && node dist/bench/check.js [megabytes=100] [rounds=5]
 *
 * With 1000 megabytes and `node --max-old-space-size=64` it shows that memory is bounded, too: the peak is printed.
 */
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { check } from '../check/check.js';
import { openChunks } from '../check/chunks.js';
import { LineSplitter } from '../check/lines.js';
import { loadContracts } from '../load/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { type Traffic, writeTraffic } from './check-traffic.js';

const megabytes = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 5);
const specs = packagedSpecs();
const contracts = loadContracts(specs);
const folder = mkdtempSync(path.join(tmpdir(), 'check-bench-'));

try {
  console.log(`${megabytes} MB, ${rounds} rounds, Node ${process.version}`);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  for (const traffic of ['walks', 'filters and orders'] as const) await measure(traffic);
  clearInterval(watch);
  console.log(`\nPeak of resident memory: ${(peak / 1e6).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(traffic: Traffic): Promise<void> {
  const file = path.join(folder, `${traffic}.ndjson`);
  await writeTraffic(file, specs, contracts, megabytes * 1e6, traffic);
  const size = statSync(file).size;

  const runs: Record<string, () => Promise<unknown>> = {
    'readline + JSON.parse': async () => {
      for await (const line of createInterface({
        input: createReadStream(file),
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        JSON.parse(line);
      }
    },
    'own splitter + JSON.parse': async () => {
      const splitter = new LineSplitter(1 << 24, (text) => JSON.parse(text as string));
      for await (const chunk of await openChunks(file)) splitter.push(chunk);
      splitter.end();
    },
    check: async () => {
      const report = await check({ files: [file], contracts });
      if (!report.ok) throw new Error(JSON.stringify(report.violations[0], null, 2));
    },
  };
  const times = new Map(Object.keys(runs).map((name) => [name, { clock: [] as number[], cpu: [] as number[] }]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      const before = process.cpuUsage();
      await run();
      const used = process.cpuUsage(before);
      times.get(name)?.clock.push(performance.now() - start);
      times.get(name)?.cpu.push((used.user + used.system) / 1e3);
    }
  }

  const own = times.get('check') as { clock: number[]; cpu: number[] };
  const ratio = (mine: number[], other: number[]) => (median(mine) / median(other)).toFixed(2);
  console.log(`\n| ${traffic} | MB/s | check takes, times | by CPU time |`);
  console.log('|---|---|---|---|');
  for (const [name, { clock, cpu }] of times) {
    const rate = (size / 1e3 / median(clock)).toFixed(0);
    console.log(`| ${name} | ${rate} | ${ratio(own.clock, clock)} | ${ratio(own.cpu, cpu)} |`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
