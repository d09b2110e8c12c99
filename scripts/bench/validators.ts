import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { RuntimeValidators } from '../contract/ajv.js';
import { successBody, successResponse } from '../contract/responses.js';
import { loadContracts } from '../load/load.js';

/**
 * Measures the generated validators on the documented samples: size, time over an empty process, and judgements per
 * second beside AJV's run-time compiled functions.
 */
type Judge = (value: unknown) => boolean;

const rounds = 7;
const judgements = 200_000;

function size(id: string, parts: readonly string[]): number {
  const names = parts.map((part) => `validate${id}${part}`).join(', ');
  const { outputFiles } = buildSync({
    stdin: { contents: `export { ${names} } from './generated/${id}/validators.js'`, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

/** Median over alternating runs of: process with the import and one judgement, less an empty process. */
function coldStart(id: string, sample: unknown): number {
  const module = pathToFileURL(path.resolve(`generated/${id}/validators.js`)).href;
  const script = `const m = await import(${JSON.stringify(module)}); if (!m.validate${id}Response(${JSON.stringify(sample)})) throw 1;`;
  const differences = Array.from({ length: 15 }, () => {
    const [bare, loaded] = ['await 0', script].map((code) => {
      const before = performance.now();
      const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', code]);
      if (status !== 0) throw new Error(`the validators of ${id} reject the sample`);
      return performance.now() - before;
    });
    return (loaded as number) - (bare as number);
  });
  return median(differences);
}

/** Judgements per second, the medians of rounds by turns. */
function throughput(judges: readonly Judge[], sample: unknown): number[] {
  const rates = judges.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, judge] of judges.entries()) {
      let accepted = 0;
      const before = performance.now();
      for (let count = 0; count < judgements; count++) if (judge(sample)) accepted++;
      const seconds = (performance.now() - before) / 1000;
      if (accepted !== judgements) throw new Error('the sample is rejected');
      // The first round warms up.
      if (round > 0) rates[index]?.push(judgements / seconds);
    }
  }
  return rates.map(median);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

const rows = await Promise.all(
  loadContracts('specs').map(async (contract) => {
    const { id } = contract;
    const sample = successBody(contract).examples.documented?.value;
    const module = (await import(pathToFileURL(path.resolve(`generated/${id}/validators.js`)).href)) as Record<
      string,
      Judge
    >;
    const judges = [
      module[`validate${id}Response`] as Judge,
      new RuntimeValidators(contract).of(successResponse(contract)) as Judge,
    ];
    const [ours = 0, ajv = 0] = throughput(judges, sample);
    return {
      operation: id,
      'request + response, bytes gzipped': size(id, ['Request', 'Response']),
      'with errors': size(id, ['Request', 'Response', 'Error']),
      'source bytes': readFileSync(`generated/${id}/validators.js`).length,
      'cold start, ms over empty': Number(coldStart(id, sample).toFixed(1)),
      'judgements/s, millions': Number((ours / 1e6).toFixed(2)),
      'AJV at run time': Number((ajv / 1e6).toFixed(2)),
      ratio: Number((ours / ajv).toFixed(2)),
    };
  }),
);
console.table(rows);
