import { expect, test } from 'vitest';
import { finish, finishInTurns, type Steps } from '../../scripts/mock/dataset/steps.js';

/** Work of some steps, each longer than others should have to wait. */
function* work(steps: number, tell: (step: number) => void): Steps<string> {
  for (let step = 1; step <= steps; step++) {
    for (const end = performance.now() + 12; performance.now() < end; );
    tell(step);
    yield;
  }
  return 'done';
}

test('others have their turn after each long step', async () => {
  const seen: string[] = [];
  const others = (turn: number) => {
    seen.push(`turn ${turn}`);
    if (turn < 3) setImmediate(others, turn + 1);
  };
  setImmediate(others, 1);
  expect(await finishInTurns(work(3, (step) => seen.push(`step ${step}`)))).toBe('done');
  expect(seen).toEqual(['step 1', 'turn 1', 'step 2', 'turn 2', 'step 3', 'turn 3']);
});

test('work that is not interrupted is done, too', () => {
  const seen: number[] = [];
  expect(finish(work(2, (step) => seen.push(step)))).toBe('done');
  expect(seen).toEqual([1, 2]);
});

test('what goes wrong in a step is told', async () => {
  function* broken(): Steps<string> {
    yield;
    throw new Error('broken');
  }
  await expect(finishInTurns(broken())).rejects.toThrow('broken');
});
