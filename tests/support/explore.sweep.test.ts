import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

test('npm run explore draws anew until a run fails; then names the seed, the counterexample and what draws the same', () => {
  const folder = temporaryFolder();
  // Holds once, whatever is drawn, so that the second run is the first to fail.
  writeFileSync(
    path.join(folder, 'drawn.test.mjs'),
    `import { appendFileSync, readFileSync } from 'node:fs';
     import * as fc from ${JSON.stringify(import.meta.resolve('fast-check'))};
     import { test } from ${JSON.stringify(import.meta.resolve('vitest'))};
     const log = new URL('runs', import.meta.url);
     appendFileSync(log, '.');
     const runs = readFileSync(log).length;
     const seed = Number(process.env.TEST_SEED);
     test('breaks', () => fc.assert(fc.property(fc.nat(), (n) => runs < 2 || n < 0), { seed }));`,
  );
  // Without the build.
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.resolve('dist/dev/explore.js'), '60', '--root', folder],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  const seeds = [...stdout.matchAll(/^run \d+: seed (\d+)/gm)].map(([, seed]) => Number(seed));
  expect(status).toBe(1);
  expect(new Set(seeds).size).toBe(2);
  expect(stdout).toContain('Counterexample: [0]');
  expect(stdout).toContain(`seed: ${seeds[1]}`);
  expect(stdout).toContain(`TEST_SEED=${seeds[1]} npx vitest run --root`);
});
