/**
 * How fast the mock is, beside Prism and beside Node's bare HTTP server: same machine, same run, same request (page 1,
 * ten records, one status). Only the ratios mean something elsewhere.
 *
 * Run: npm run bench:mock [seconds per measurement]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Contestant, headers, specs, startBare, startOurs, startPrism, synthesize } from './mock-servers.js';

interface Load {
  readonly requests: { readonly average: number; readonly total: number };
  readonly non2xx: number;
  readonly errors: number;
}
const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Promise<Load>;

const seconds = Number(process.argv[2] ?? 3);
const rounds = 3;
const call = '/?Action=ListOperationTask&Version=2018-12-03&PageSize=10';
const page = `${call}&CurrentPage=1&Statuses.1=INIT`;

/** What one server can do: requests per second, and processor time per request in microseconds. */
interface Result {
  readonly rate: number;
  readonly cost: number;
}

/** Measures each server, the median of several rounds in turn, so that a busy machine is as busy for all. */
async function race(contestants: readonly Contestant[]): Promise<Result[]> {
  const results = contestants.map((): Result[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { name, url, cpu }] of contestants.entries()) {
      const isWarming = round === 0;
      const before = cpu();
      const load = await autocannon({ url, headers, connections: 20, duration: isWarming ? 2 : seconds });
      if (load.non2xx + load.errors > 0) throw new Error(`${name} failed ${load.non2xx + load.errors} requests`);
      const cost = (cpu() - before) / load.requests.total;
      if (!isWarming) results[index]?.push({ rate: load.requests.average, cost });
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[rounds >> 1] as number;
  return results.map((list) => ({
    rate: median(list.map(({ rate }) => rate)),
    cost: median(list.map(({ cost }) => cost)),
  }));
}

const folder = mkdtempSync(path.join(tmpdir(), 'mock-bench-'));
// What is kept between starts is kept here, so that the first start of this run is a first one.
process.env.XDG_CACHE_HOME = path.join(folder, 'cache');
const running: Contestant[] = [];

async function start(contestant: Promise<Contestant>): Promise<Contestant> {
  const started = await contestant;
  running.push(started);
  return started;
}

try {
  const synthetic = path.join(folder, 'specs');
  synthesize(synthetic, 600);
  const spec = path.join(specs, 'alibaba-cloud/sas-2018-12-03/ListOperationTask.yaml');
  const records = 1000;
  const bare = await start(startBare());
  const prism = await start(startPrism(spec, '/?PageSize=10&CurrentPage=1&Statuses=INIT'));
  const five = await start(startOurs('ours, 5 operations', { records }, page));
  const cold = await start(startOurs('ours, 600 operations, first start', { records, specs: synthetic }, page));
  cold.stop();
  const many = await start(startOurs('ours, 600 operations', { records, specs: synthetic }, page));
  const contestants = [bare, prism, five, many];
  const results = await race(contestants);
  const [ofBare, ofPrism, ofFive, ofMany] = results as [Result, Result, Result, Result];
  console.table(
    contestants.map(({ name, start: began, memory }, index) => {
      const { rate, cost } = results[index] as Result;
      return {
        server: name,
        'req/s': Math.round(rate),
        'of bare': (rate / ofBare.rate).toFixed(3),
        'of prism': (rate / ofPrism.rate).toFixed(1),
        'cpu/req, us': cost.toFixed(1),
        'first answer, ms': Math.round(began),
        'memory, MiB': Math.round(memory()),
      };
    }),
  );
  const memory = { ours: five.memory(), prism: prism.memory() };
  for (const contestant of contestants) contestant.stop();

  const deep = await start(startOurs('ours, 100,000 records', { records: 100_000 }, call));
  const near: Contestant = { ...deep, name: 'page 1', url: `${deep.url}&CurrentPage=1` };
  const far: Contestant = { ...deep, name: 'page 10,000', url: `${deep.url}&CurrentPage=10000` };
  const filtered: Contestant = { ...deep, name: 'one status', url: `${deep.url}&CurrentPage=1&Statuses.1=INIT` };
  const [ofNear, ofFar, ofFiltered] = (await race([near, far, filtered])) as [Result, Result, Result];
  const row = (question: string, value: number, aim: string) => ({ question, value: value.toFixed(2), aim });
  console.table([
    row('5 operations: requests/s, of Prism', ofFive.rate / ofPrism.rate, '>= 5'),
    row('5 operations: processor time per request, Prism / ours', ofPrism.cost / ofFive.cost, '>= 5'),
    row('5 operations: requests/s, of bare node:http', ofFive.rate / ofBare.rate, '>= 0.35'),
    row('5 operations: processor time per request, bare / ours', ofBare.cost / ofFive.cost, '>= 0.35'),
    row('5 operations: seconds from process start to first answer', five.start / 1000, '<= 0.3'),
    row('5 operations: memory after load, of Prism', memory.ours / memory.prism, '< 1'),
    row('600 operations: processor time per request, of that with 5', ofMany.cost / ofFive.cost, '<= 1.2'),
    row('600 operations: seconds to first answer', many.start / 1000, '<= 1'),
    row('600 operations: seconds to first answer, first start ever', cold.start / 1000, ''),
    row('100,000 records: cost of page 10,000, of page 1', ofNear.rate / ofFar.rate, '<= 2'),
    row('100,000 records: cost of a page of one status, of page 1', ofNear.rate / ofFiltered.rate, '<= 2'),
  ]);
} finally {
  for (const contestant of running) contestant.stop();
  rmSync(folder, { recursive: true, force: true });
}
