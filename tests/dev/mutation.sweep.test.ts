import { expect, onTestFinished, test } from 'vitest';
import { runMutants } from '../../scripts/dev/mutation/run.js';
import { sampleMutants } from '../../scripts/dev/mutation/sample.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('a mutant of a room is run by Stryker, against the tests that guard the room', { timeout: 600_000 }, async () => {
  const before = process.env.MUTATION_ROOM;
  onTestFinished(() => {
    if (before === undefined) delete process.env.MUTATION_ROOM;
    else process.env.MUTATION_ROOM = before;
  });
  const { ranges, count, has } = await sampleMutants('wire', 2, 'any');
  const results = (await runMutants('wire', ranges, { folder: temporaryFolder() })).filter(has);
  expect(results).toHaveLength(count);
  expect(results.map(({ status }) => status)).toContain('Killed');
});
