import { describe, expect, test } from 'vitest';
import { Budget, BudgetSpent } from '../../../scripts/verify/transport/budget.js';
import { TestClock } from './test-clock.js';

test.each([0, 1, 7, 50])('%d requests may leave, and not one more', (maxRequests) => {
  const budget = new Budget({ maxRequests });
  for (let left = maxRequests; left > 0; left--) {
    expect(budget.left).toBe(left);
    budget.take();
  }
  for (let again = 0; again < 3; again++) expect(() => budget.take()).toThrow(/raise --max-requests/);
  expect(budget).toMatchObject({ sent: maxRequests, left: 0, spent: 'requests' });
  expect(budget.signal.aborted).toBe(false);
});

test('without limits, everything may leave', () => {
  const budget = new Budget();
  for (let count = 0; count < 10_000; count++) budget.take();
  expect(budget).toMatchObject({ sent: 10_000, left: Infinity, timeLeft: Infinity, spent: undefined });
});

describe('time', () => {
  test('ends what is on its way, and lets nothing more leave', async () => {
    const clock = new TestClock();
    const budget = new Budget({ maxTime: 1000, clock });
    clock.advance(999);
    budget.take();
    expect(budget.timeLeft).toBe(1);
    clock.advance(1);
    await Promise.resolve();
    expect(budget.signal.aborted).toBe(true);
    expect(() => budget.take()).toThrow(/raise --max-time/);
    expect(budget).toMatchObject({ sent: 1, left: 0, timeLeft: 0, spent: 'time' });
  });

  test('is forgotten when the run is done', async () => {
    const clock = new TestClock();
    const budget = new Budget({ maxTime: 1000, clock });
    budget.close();
    clock.advance(1000);
    await Promise.resolve();
    expect(budget.signal.aborted).toBe(false);
  });
});

describe('an interruption', () => {
  test('ends everything', () => {
    const abort = new AbortController();
    const budget = new Budget({ signal: abort.signal });
    budget.take();
    abort.abort();
    expect(budget.signal.aborted).toBe(true);
    expect(() => budget.take()).toThrow(new BudgetSpent('interrupted').message);
    expect(budget.spent).toBe('interrupted');
  });

  test('may have come before', () => {
    expect(() => new Budget({ signal: AbortSignal.abort() }).take()).toThrow(/interrupted/);
  });
});
