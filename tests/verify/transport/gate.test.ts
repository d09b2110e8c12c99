import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gate } from '../../../scripts/verify/transport/gate.js';
import { HastyClock } from './test-clock.js';

const never = new AbortController().signal;

test('never lets more pass at once than it may, and lets all pass', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }),
      async (concurrency, ticks) => {
        const gate = new Gate({ concurrency });
        let open = 0;
        let most = 0;
        let done = 0;
        const task = (count: number) => async () => {
          most = Math.max(most, ++open);
          for (let tick = 0; tick < 10 * count; tick++) await null;
          open--;
          done++;
          if (count === 3) throw new Error('failed');
        };
        await Promise.allSettled(ticks.map((count) => gate.pass(task(count), never)));
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(most).toBe(Math.min(concurrency, ticks.length));
        expect(done).toBe(ticks.length);
      },
    ),
  );
});

describe('a rate', () => {
  test.each([
    [1, 1],
    [10, 4],
    [0.5, 2],
    [1000, 3],
  ])('of %d a second holds, with %d at once', async (rate, concurrency) => {
    const clock = new HastyClock();
    const gate = new Gate({ concurrency, rate, clock });
    const times: number[] = [];
    await Promise.all(Array.from({ length: 30 }, () => gate.pass(async () => times.push(clock.now()), never)));
    const gaps = times.slice(1).map((time, index) => time - (times[index] as number));
    for (const gap of gaps) expect(gap).toBeCloseTo(1000 / rate, 2);
  });

  test('holds also where the clock wakes late', async () => {
    const clock = new HastyClock(3);
    const gate = new Gate({ concurrency: 1, rate: 100, clock });
    const times: number[] = [];
    await Promise.all(Array.from({ length: 31 }, () => gate.pass(async () => times.push(clock.now()), never)));
    expect((times[30] as number) - (times[0] as number)).toBeCloseTo(303, 2);
  });

  test('makes up for nothing: turns that nobody took are gone', async () => {
    const clock = new HastyClock();
    const gate = new Gate({ concurrency: 2, rate: 10, clock });
    const times: number[] = [];
    const ask = () => gate.pass(async () => times.push(clock.now()), never);
    await ask();
    await clock.sleep(10_000);
    await Promise.all([ask(), ask(), ask()]);
    const [, , second, third] = times.map((time) => time - (times[1] as number));
    expect(second).toBeGreaterThan(0);
    expect(third).toBeGreaterThanOrEqual(100);
  });

  test('does not hold up what was interrupted', async () => {
    const gate = new Gate({ concurrency: 1, rate: 0.001 });
    const abort = new AbortController();
    const order: number[] = [];
    const all = [1, 2, 3].map((number) => gate.pass(async () => order.push(number), abort.signal));
    await all[0];
    abort.abort();
    await Promise.all(all);
    expect(order).toEqual([1, 2, 3]);
  });
});

test('holds everybody when the server asks for it', async () => {
  const clock = new HastyClock();
  const gate = new Gate({ concurrency: 3, clock });
  const start = clock.now();
  gate.hold(5_000);
  gate.hold(2_000);
  await Promise.all([1, 2, 3].map(() => gate.pass(async () => {}, never)));
  expect(clock.now() - start).toBe(5_000);
});
