import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../../../scripts/verify/transport/clock.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a sleep is never shorter than it should be', async () => {
  let isOver = false;
  void realClock.sleep(1.2).then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});

test('a sleep ends when its signal aborts, and leaves no timer behind', async () => {
  const abort = new AbortController();
  const sleep = realClock.sleep(60_000, abort.signal);
  expect(vi.getTimerCount()).toBe(1);
  abort.abort();
  await sleep;
  expect(vi.getTimerCount()).toBe(0);
  await realClock.sleep(60_000, abort.signal);
});
