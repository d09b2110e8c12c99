import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

const executable = path.resolve('dist/dev/explore.js');

/** Runs `npm run explore` on a test file of its own, without the build. */
function explore(body: string, ...args: string[]) {
  const folder = temporaryFolder();
  writeFileSync(
    path.join(folder, 'drawn.test.mjs'),
    `import * as fc from ${JSON.stringify(import.meta.resolve('fast-check'))};
     import { test } from ${JSON.stringify(import.meta.resolve('vitest'))};
     const seed = Number(process.env.TEST_SEED);
     ${body}`,
  );
  const selection = ['--root', folder];
  const result = spawnSync(process.execPath, [executable, ...args, ...selection], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { ...result, seeds: [...result.stdout.matchAll(/^run \d+: seed (\d+)/gm)].map(([, seed]) => Number(seed)) };
}

describe('npm run explore', () => {
  test('with 0 minutes, runs once', () => {
    const { status, stdout, seeds } = explore(
      `test('holds', () => fc.assert(fc.property(fc.nat(), () => true), { seed }));`,
      '0',
    );
    expect(stdout).toContain('1 run with fresh seeds, no failure');
    expect(seeds).toHaveLength(1);
    expect(status).toBe(0);
  });

  test('draws anew until a run fails; then names the seed, the counterexample and the command that draws the same', () => {
    // Holds twice, whatever is drawn, so that the third run is the first to fail.
    const { status, stdout, seeds } = explore(
      `import { appendFileSync, readFileSync } from 'node:fs';
       const log = new URL('runs', import.meta.url);
       appendFileSync(log, '.');
       const runs = readFileSync(log).length;
       test('breaks', () => fc.assert(fc.property(fc.nat(), (n) => runs < 3 || n < 0), { seed }));`,
      '60',
    );
    expect(status).toBe(1);
    expect(new Set(seeds).size).toBe(3);
    expect(stdout).toContain('Counterexample: [0]');
    expect(stdout).toContain(`seed: ${seeds[2]}`);
    expect(stdout).toContain(`TEST_SEED=${seeds[2]} npx vitest run --root`);
  });

  test('minutes that are no number are refused', () => {
    const { status, stderr } = spawnSync(process.execPath, [executable, '5min'], { encoding: 'utf8' });
    expect(stderr).toContain('explore runs for a number of minutes, such as 10 or 0.5; got 5min');
    expect(status).toBe(2);
  });
});
